package org.civildiy.posts.outbox;

import io.quarkus.test.junit.QuarkusIntegrationTest;

/** The same against the packaged service: a native executable or a jar, in a process of its own. */
@QuarkusIntegrationTest
class BrokerOutageIT extends BrokerOutageTest {}
