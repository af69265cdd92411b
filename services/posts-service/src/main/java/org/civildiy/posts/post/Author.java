package org.civildiy.posts.post;

import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.identity.Caller;

/**
 * The author of a change of a post: the user whose id and name the event of the change contains.
 *
 * @param username {@code null} when an event is published again and its name is not known
 * @param traceparent the request's W3C trace context; {@code null} for an import
 */
public record Author(
        long id, @Nullable String username, @Nullable String traceparent) {
    /** The caller as author, with the trace context of the current request. */
    public static Author of(Caller caller, @Nullable String traceparent) {
        return new Author(caller.id(), caller.username(), TraceParent.ofRequest(traceparent));
    }
}
