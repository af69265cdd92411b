package org.civildiy.posts.api;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged service: a native executable or a jar, in a process of its own. */
@QuarkusIntegrationTest
class IdempotencyHeaderIT extends IdempotencyHeaderTest {}
