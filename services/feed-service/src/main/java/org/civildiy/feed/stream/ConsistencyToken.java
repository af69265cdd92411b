package org.civildiy.feed.stream;

/**
 * A consistency token: {@code <post id>:<version>}, the version of a post that a reader wants to see in the stream. posts-service returns
 * a token for each change of a post.
 */
record ConsistencyToken(String postId, long version) {
    static final String HEADER = "X-Stream-Position";

    /** The regular expression of a token. */
    static final String FORM = "[0-9a-f]{24}:[1-9][0-9]{0,14}";

    /** Parses a text that matches {@link #FORM}. */
    static ConsistencyToken parse(String text) {
        var colon = text.indexOf(':');
        return new ConsistencyToken(text.substring(0, colon), Long.parseLong(text.substring(colon + 1)));
    }

    /** The value of the response header: this token, and whether its version is projected. */
    String withResult(boolean projected) {
        return postId + ":" + version + "; projected=" + projected;
    }
}
