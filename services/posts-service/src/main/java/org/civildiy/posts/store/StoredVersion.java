package org.civildiy.posts.store;

/**
 * The version of a post in MongoDB, to compare with the last record on the topic.
 *
 * @param version its newest version; 0 for a post of the legacy system that was not imported yet
 * @param isWaiting whether its newest event is not published yet
 */
public record StoredVersion(long version, boolean isWaiting) {}
