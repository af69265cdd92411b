package org.civildiy.auth.password;

import java.util.Map;

import org.civildiy.auth.Configured;

/** Argon2id hashes of a lower cost than the service is configured with. */
public final class CheapHashes {
    private CheapHashes() {}

    public static String of(String password) {
        return new Argon2id(Configured.with(HashingConfig.class, Map.of("auth.hashing.memory", "1024"))).hash(password);
    }
}
