/** What the services on PostgreSQL share: sessions whose callers always get an answer, migration in the background, readiness. */
package org.civildiy.postgres;
