/**
 * The process of posts-service: its main class and the readiness checks.
 *
 * <p>Packages: {@code api} (HTTP and the operations on posts) uses {@code outbox} (the events of a post on their way to Kafka),
 * {@code store} (MongoDB) and {@code post} (a post and what can become of it). {@code legacy} imports the posts of the replaced
 * system; it uses {@code store} and {@code post}. {@code post} uses none of them.
 */
@NullMarked
package org.civildiy.posts;

import org.jspecify.annotations.NullMarked;
