package org.civildiy.posts.store;

/**
 * The version of a post in MongoDB. The last-record check compares this version with the last record of the post on the topic.
 *
 * @param version the newest version of the post; 0 for a post of the legacy system that is not imported yet
 * @param isWaiting whether the newest event of the post is not published yet
 */
public record StoredVersion(long version, boolean isWaiting) {}
