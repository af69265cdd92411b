package org.civildiy.auth.account;

import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.quarkus.test.junit.TestProfile;

/** The same against the packaged service: a native executable or a jar, in a process of its own. */
@QuarkusIntegrationTest
@TestProfile(ConcealedRegistrationTest.Concealing.class)
class ConcealedRegistrationIT extends ConcealedRegistrationTest {}
