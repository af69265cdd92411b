/**
 * PostgreSQL for services: sessions and statements with a timeout ({@link org.civildiy.postgres.Database}), the migration in the
 * background, {@code LISTEN/NOTIFY} ({@link org.civildiy.postgres.Notifications}) and the readiness check.
 *
 * <p>In: a service's queries and its Flyway migrations. Out: results, or a 503 where PostgreSQL is unavailable. This package contains
 * no table of any service.
 */
@NullMarked
package org.civildiy.postgres;

import org.jspecify.annotations.NullMarked;
