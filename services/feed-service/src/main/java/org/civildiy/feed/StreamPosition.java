package org.civildiy.feed;

/**
 * A version of a post that a reader wants to see in the stream: what posts-service answered a write with, as
 * {@code <post id>:<version>}.
 */
record StreamPosition(String postId, long version) {
    static final String HEADER = "X-Stream-Position";
    static final String FORM = "[0-9a-f]{24}:[1-9][0-9]{0,14}";

    /** Reads what fits {@link #FORM}. */
    static StreamPosition parse(String text) {
        var colon = text.indexOf(':');
        return new StreamPosition(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }

    /** What the reader is told of it. */
    String told(boolean projected) {
        return postId + ":" + version + "; projected=" + projected;
    }
}
