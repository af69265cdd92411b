package org.civildiy.posts.api;

import java.util.regex.Pattern;

/**
 * Entity tags (RFC 9110, section 8.8.3): a post's is its version in quotes. A request names one, several with commas, or
 * {@code *} for any; what is no entity tag matches nothing.
 */
final class ETags {
    private static final String ANY = "*";
    private static final Pattern TAG = Pattern.compile("(W/)?(\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")");

    private ETags() {}

    static String of(long version) {
        return "\"" + version + "\"";
    }

    /** For {@code If-Match}: weak tags never match, since they promise less than a writer needs. */
    static boolean matchStrongly(String tags, long version) {
        return matches(tags, version, false);
    }

    /** For {@code If-None-Match}: weak tags match too, since a reader needs no more. */
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
