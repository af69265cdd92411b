/**
 * The outbox in a MongoDB document: pending events, their lease, and the queries for documents with pending events.
 *
 * <p>In: documents of a service's collection. Out: their pending events. This package writes no document: the service always replaces whole
 * documents.
 */
@NullMarked
package org.civildiy.outbox.mongodb;

import org.jspecify.annotations.NullMarked;
