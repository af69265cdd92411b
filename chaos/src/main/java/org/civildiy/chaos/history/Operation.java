package org.civildiy.chaos.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A request of a client, and its answer. */
public sealed interface Operation {
    Invocation call();

    /**
     * A create, an update or a delete.
     *
     * @param number of this write; the text that it gave the post is made from it
     * @param post which post; {@code null} for a create that was not acknowledged
     * @param version that the post has by this write; 0 when the answer did not say so
     */
    record Write(
            Invocation call,
            int number,
            long user,
            @Nullable String post,
            long version) implements Operation {}

    /**
     * A read of one post. What it found counts only where it was acknowledged.
     *
     * @param version of the post; 0 when it was not there
     * @param write whose text the post had; {@link GeneratedContent#UNKNOWN_WRITE} when it is no write's text to the letter
     */
    record PostRead(Invocation call, String post, long version, int write) implements Operation {}

    /**
     * A read of the newest items of a stream. What it found counts only where it was acknowledged.
     *
     * @param stream {@code global} or {@code user:<id>}
     * @param limit how many items it asked for
     * @param position a version that the service said it waited for and found projected; {@code null} when there was none
     */
    record StreamRead(
            Invocation call,
            String stream,
            int limit,
            List<StreamItem> items,
            @Nullable Position position) implements Operation {}

    /** An operation whose answer says nothing about posts. */
    record Other(Invocation call) implements Operation {}

    /** A version of a post. */
    record Position(String post, long version) {}
}
