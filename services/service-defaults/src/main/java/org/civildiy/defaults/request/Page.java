package org.civildiy.defaults.request;

/**
 * A page of a list.
 *
 * @param limit the maximum number of elements on the page
 * @param skip the number of elements before the page
 */
public record Page(int limit, int skip) {
    /** Creates the page from two query parameters, which {@link WholeNumber} has validated. */
    public static Page of(String limit, String skip) {
        return new Page(Integer.parseInt(limit), Integer.parseInt(skip));
    }

    /** The next page. */
    public Page next() {
        return new Page(limit, Math.addExact(skip, limit));
    }
}
