package org.civildiy.chaos.history;

import java.util.List;

import org.jspecify.annotations.Nullable;

/** A request of a client, and its answer. */
public sealed interface Operation {
    Invocation call();

    /**
     * A create, an update or a delete.
     *
     * @param number the number of this write, from which the text of the post is generated
     * @param post the id of the post; {@code null} for a create that was not acknowledged
     * @param version the version that this write made; 0 when the answer did not contain it
     */
    record Write(
            Invocation call,
            int number,
            long user,
            @Nullable String post,
            long version) implements Operation {}

    /**
     * A read of one post. Its result is valid only when the read was acknowledged.
     *
     * @param version the version of the post; 0 when the post was not found
     * @param write the write whose text the post had; {@link GeneratedContent#UNKNOWN_WRITE} for any other text
     */
    record PostRead(Invocation call, String post, long version, int write) implements Operation {}

    /**
     * A read of the newest items of a stream. Its result is valid only when the read was acknowledged.
     *
     * @param stream {@code global} or {@code user:<id>}
     * @param limit the requested number of items
     * @param position the version for which the read waited, and which feed-service called projected; {@code null} when there is none
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
