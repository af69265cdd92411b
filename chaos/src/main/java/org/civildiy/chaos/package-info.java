/**
 * The fault suite: clients and a nemesis at work on a whole running system, a history of what each client was answered, and a check of
 * that history against the store, the topic and the streams.
 */
package org.civildiy.chaos;
