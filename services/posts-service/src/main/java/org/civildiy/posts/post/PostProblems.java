package org.civildiy.posts.post;

import io.quarkiverse.resteasy.problem.HttpProblem;

import org.civildiy.defaults.problem.Problems;

/** The problem responses (RFC 9457) to a refused read or change of a post. */
public final class PostProblems {
    private PostProblems() {}

    /** The post does not exist, or it is deleted. */
    public static HttpProblem notFound() {
        return Problems.notFound("Post not found");
    }

    /** Another user owns the post. {@code operation} is the refused operation: update or delete. */
    public static HttpProblem notOwner(String operation) {
        return Problems.forbidden("Cannot " + operation + " another user's post");
    }

    /** The client's {@code If-Match} does not name the present version of the post. */
    public static HttpProblem stale() {
        return Problems.preconditionFailed(
                "The post has changed since you read it; read it again and repeat your change.");
    }

    /** Too many requests change the post at the same moment. */
    public static HttpProblem contended() {
        return Problems.unavailable("Too many changes of this post at the same moment; try again shortly.");
    }

    /** The post's outbox is full: no further change is accepted until some of its events are published. */
    public static HttpProblem outboxFull() {
        return Problems.unavailable(
                "This post was changed too often while its changes could not be passed on; try again shortly.");
    }

    /** The client's {@code Idempotency-Key} was used for another post. */
    static HttpProblem keyOfAnother() {
        return Problems.conflict("This Idempotency-Key was used for another post; use a new one for each new post.");
    }

    /** The post that the client's {@code Idempotency-Key} created is deleted. A repeated request must not create the post again. */
    static HttpProblem keyOfDeleted() {
        return Problems.conflict(
                "The post that this Idempotency-Key made has been deleted; use a new one for a new post.");
    }

    /** MongoDB is unavailable. */
    public static HttpProblem storeUnavailable() {
        return Problems.unavailable("Posts cannot be reached at the moment; try again shortly.");
    }
}
