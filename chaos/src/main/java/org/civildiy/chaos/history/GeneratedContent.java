package org.civildiy.chaos.history;

import java.util.List;

/**
 * What a post says. Every write has a number, and the text it writes is made from that number alone: so whoever reads a post knows
 * whose text it is, and whether it is right to the letter.
 */
public record GeneratedContent(String title, String content, List<String> tags) {
    /** The number of no write. */
    public static final int UNKNOWN_WRITE = 0;

    private static final String TITLE = "write ";
    private static final String AWKWARD = "\"quoted\" \\ <b>bold</b> größer\n\ttab 你好 \uD83D\uDE00 {} [] 'x' ";
    private static final int LONGEST = 600;

    public static GeneratedContent of(int write) {
        int length = Math.floorMod(write * 7919, LONGEST);
        String content = write + " " + AWKWARD.repeat(1 + length / AWKWARD.length());
        return new GeneratedContent(TITLE + write, content, List.of("chaos", "n" + write % 10));
    }

    /** The number of the write that this is the text of. */
    public int write() {
        if (!title.matches(TITLE + "[1-9][0-9]{0,8}")) {
            return UNKNOWN_WRITE;
        }
        int write = Integer.parseInt(title.substring(TITLE.length()));
        return equals(of(write)) ? write : UNKNOWN_WRITE;
    }
}
