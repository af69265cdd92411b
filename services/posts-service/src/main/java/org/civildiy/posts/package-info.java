/**
 * The process of posts-service: its main class and the readiness checks.
 *
 * <p>Packages: {@code api} (HTTP and the operations on posts) uses {@code outbox} (the events of a post on their way to Kafka),
 * {@code store} (MongoDB) and {@code post} (the states of a post and its changes). {@code legacy} imports the posts of the replaced
 * system and uses {@code store} and {@code post}. {@code post} uses no other package of this service.
 */
@NullMarked
package org.civildiy.posts;

import org.jspecify.annotations.NullMarked;
