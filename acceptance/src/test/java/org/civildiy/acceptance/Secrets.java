package org.civildiy.acceptance;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The passwords and tokens that the tests of this run have sent: none of them may turn up where it does not belong. */
final class Secrets {
    /** What is shorter is a word that anybody may use. */
    private static final int SHORTEST = 10;

    private static final Set<String> USED = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    static void used(String secret) {
        if (secret.length() >= SHORTEST) {
            USED.add(secret);
        }
    }

    static Set<String> used() {
        return Set.copyOf(USED);
    }
}
