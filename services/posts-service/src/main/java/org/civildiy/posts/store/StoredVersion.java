package org.civildiy.posts.store;

/**
 * What of a post has to be on the topic.
 *
 * @param version its newest version; 0 when the legacy system wrote it and it was not imported
 * @param isWaiting whether its newest event is not published yet
 */
public record StoredVersion(long version, boolean isWaiting) {}
