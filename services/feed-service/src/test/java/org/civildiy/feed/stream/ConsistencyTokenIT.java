package org.civildiy.feed.stream;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged service: a native executable or a jar, in a process of its own. */
@QuarkusIntegrationTest
class ConsistencyTokenIT extends ConsistencyTokenTest {}
