package org.civildiy.chaos.history;

import java.util.List;
import java.util.Map;

/**
 * The generated content of a post. Every write has a number, and its content is made from that number alone. So a check knows from the
 * content of a post which write made it, and whether every character is right.
 */
public record GeneratedContent(String title, String content, List<String> tags) {
    /** Stands for content that no write generated. */
    public static final int UNKNOWN_WRITE = 0;

    /** Writes from this number on have long content, near the limit of a post, so that a few events fill a batch of the producer. */
    public static final int FIRST_LONG_WRITE = 500_000_000;

    private static final int LONG = 8_000;
    private static final String TITLE = "write ";
    private static final String AWKWARD = "\"quoted\" \\ <b>bold</b> größer\n\ttab 你好 \uD83D\uDE00 {} [] 'x' ";
    private static final int LONGEST = 600;

    public static GeneratedContent of(int write) {
        int length = write >= FIRST_LONG_WRITE ? LONG : Math.floorMod(write * 7919, LONGEST);
        String content = write + " " + AWKWARD.repeat(1 + length / AWKWARD.length());
        return new GeneratedContent(TITLE + write, content, List.of("chaos", "n" + write % 10));
    }

    /** The fields by their names in JSON: the body of a request, and the expected values in a check. */
    public Map<String, Object> fields() {
        return Map.of("title", title, "content", content, "tags", tags);
    }

    /**
     * The number of the write that generated the content of this post; {@link #UNKNOWN_WRITE} when any field of it differs.
     *
     * @param post the fields of the post by their names in JSON; further fields are not compared
     */
    public static int writeOf(Map<String, ?> post) {
        if (!(post.get("title") instanceof String title) || !title.matches(TITLE + "[1-9][0-9]{0,8}")) {
            return UNKNOWN_WRITE;
        }
        int write = Integer.parseInt(title.substring(TITLE.length()));
        boolean same = of(write).fields().entrySet().stream()
                .allMatch(field -> field.getValue().equals(post.get(field.getKey())));
        return same ? write : UNKNOWN_WRITE;
    }
}
