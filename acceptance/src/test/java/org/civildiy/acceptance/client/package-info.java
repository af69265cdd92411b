/**
 * Clients of the gateway, and what they read: HTTP requests, JSON web tokens, activity streams, server-sent events.
 * In: the gateway's address. Out: responses, and assertions that every response of a kind has to pass. A client only
 * uses what any client on the network can use: it does not use {@code system}, and it neither starts nor stops
 * anything.
 */
@NullMarked
package org.civildiy.acceptance.client;

import org.jspecify.annotations.NullMarked;
