/**
 * The fault suite: clients and a nemesis act on a whole running system, a history records the answer to each request, and a check compares
 * that history with the store, the topic and the streams.
 */
@NullMarked
package org.civildiy.chaos;

import org.jspecify.annotations.NullMarked;
