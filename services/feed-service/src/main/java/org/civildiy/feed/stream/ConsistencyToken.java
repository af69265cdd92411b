package org.civildiy.feed.stream;

/**
 * A consistency token: a version of a post that a reader wants to see in the stream, as {@code <post id>:<version>}. posts-service
 * returns one with each write.
 */
record ConsistencyToken(String postId, long version) {
    static final String HEADER = "X-Stream-Position";
    static final String FORM = "[0-9a-f]{24}:[1-9][0-9]{0,14}";

    /** Parses a text that matches {@link #FORM}. */
    static ConsistencyToken parse(String text) {
        var colon = text.indexOf(':');
        return new ConsistencyToken(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }

    /** The value of the response header. */
    String withResult(boolean projected) {
        return postId + ":" + version + "; projected=" + projected;
    }
}
