/**
 * The outbox in a MongoDB document: pending events, their lease, and the queries that find them.
 *
 * <p>In: documents of a service's collection. Out: their pending events. This package writes nothing itself, because the service always
 * replaces whole documents.
 */
@NullMarked
package org.civildiy.outbox.mongodb;

import org.jspecify.annotations.NullMarked;
