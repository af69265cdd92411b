package org.civildiy.acceptance.client;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The passwords and tokens that the clients of this run have sent. Logs must not contain any of them. */
public final class Secrets {
    /** Shorter ones are common words, which logs may contain. */
    private static final int MIN_LENGTH = 10;

    private static final Set<String> SENT = ConcurrentHashMap.newKeySet();

    private Secrets() {}

    public static void add(String secret) {
        if (secret.length() >= MIN_LENGTH) {
            SENT.add(secret);
        }
    }

    public static Set<String> all() {
        return Set.copyOf(SENT);
    }
}
