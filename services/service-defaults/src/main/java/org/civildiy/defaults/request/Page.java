package org.civildiy.defaults.request;

/**
 * A part of a list.
 *
 * @param limit how many elements at most
 * @param skip how many to leave out before the first
 */
public record Page(int limit, int skip) {
    /** The page that two query values, each checked by {@link WholeNumber}, ask for. */
    public static Page of(String limit, String skip) {
        return new Page(Integer.parseInt(limit), Integer.parseInt(skip));
    }

    /** The page behind this one. */
    public Page next() {
        return new Page(limit, Math.addExact(skip, limit));
    }
}
