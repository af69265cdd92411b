/**
 * The outbox in a MongoDB document: pending events, their lease and the queries that find them. In come documents of a
 * service's collection; out go their pending events. It writes nothing by itself, since the service replaces its documents whole.
 */
@NullMarked
package org.civildiy.outbox.mongodb;

import org.jspecify.annotations.NullMarked;
