package org.civildiy.posts.api;

import java.util.regex.Pattern;

/**
 * Entity tags (RFC 9110, section 8.8.3). The entity tag of a post is its version in quotes. A request header contains one tag, several tags
 * separated by commas, or {@code *} for any tag. Other text in the header matches nothing.
 */
final class ETags {
    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

    private ETags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** For {@code If-Match}: a weak tag never matches, because it does not guarantee that the post is exactly the same. */
    static boolean matchStrongly(String tags, long version) {
        return matches(tags, version, false);
    }

    /** For {@code If-None-Match}: a weak tag matches too, because an equivalent post is enough for a reader. */
    static boolean matchWeakly(String tags, long version) {
        return matches(tags, version, true);
    }

    private static boolean matches(String tags, long version, boolean weakly) {
        return tags.strip().equals(ANY)
                || TAG.matcher(tags)
                        .results()
                        .filter(tag -> weakly || tag.group(1) == null)
                        .anyMatch(tag -> tag.group(2).equals(of(version)));
    }
}
