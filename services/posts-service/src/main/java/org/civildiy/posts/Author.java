package org.civildiy.posts;

import org.civildiy.defaults.identity.Caller;

/**
 * Whose request it is, as far as a post and its event tell of it.
 *
 * @param traceparent the request's W3C trace context
 */
record Author(long id, String username, String traceparent) {
    /** The caller, in the trace of the request that is being answered. */
    static Author of(Caller caller, String traceparent) {
        return new Author(caller.id(), caller.username(), TraceParent.ofRequest(traceparent));
    }
}
