package org.civildiy.auth.password;

import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.regex.Pattern;

import jakarta.inject.Singleton;

import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;

import static java.lang.Integer.parseInt;
import static java.lang.Long.parseLong;
import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The password hash function Argon2id (RFC 9106). It hashes the whole password in UTF-8. A hash is stored in the PHC string format:
 * {@code $argon2id$v=19$m=19456,t=2,p=1$salt$hash}. One hash takes tens of milliseconds and the configured memory, so {@link Passwords}
 * computes hashes on the {@link HashingPool}.
 *
 * <p>The memory of a hash is cleared and reused for the next hash. Otherwise the garbage collector would have to free it, and would stop
 * the whole process for a tenth of a second.
 */
@Singleton
class Argon2id {
    private static final int SALT_BYTES = 16;
    private static final int HASH_BYTES = 32;
    private static final Pattern PHC = Pattern.compile(
            "\\$argon2id\\$v=19\\$m=(\\d{1,7}),t=(\\d{1,3}),p=(\\d{1,2})\\$([A-Za-z0-9+/]+)\\$([A-Za-z0-9+/]+)");

    private final HashingConfig cost;
    private final BlockPool memory;
    private final SecureRandom random = new SecureRandom();

    Argon2id(HashingConfig cost) {
        this.cost = cost;
        memory = new FixedBlockPool(
                HashingPool.size(cost) * Argon2BytesGenerator.getBlockCount(cost.memory(), cost.lanes()));
    }

    /** The hash of a password, with a random salt and the configured cost. */
    String hash(String password) {
        var salt = randomBytes(SALT_BYTES);
        return phc(salt, compute(password, salt, cost.memory(), cost.iterations(), cost.lanes(), HASH_BYTES));
    }

    /** A random hash with the configured cost. Nobody knows a password that matches it. */
    String decoy() {
        return phc(randomBytes(SALT_BYTES), randomBytes(HASH_BYTES));
    }

    /**
     * Whether a stored hash costs at least as much as a new hash. The cost is the memory multiplied by the iterations; OWASP compares
     * configurations in the same way.
     */
    boolean isCurrent(String stored) {
        var parts = PHC.matcher(stored);
        return parts.matches()
                && parseLong(parts.group(1)) * parseLong(parts.group(2)) >= (long) cost.memory() * cost.iterations();
    }

    /**
     * Whether the password matches a stored hash. Returns false at once for a hash of another algorithm. Otherwise the time depends on
     * the parameters in the stored hash.
     */
    boolean verify(String password, String stored) {
        var parts = PHC.matcher(stored);
        if (!parts.matches()) {
            return false;
        }
        var salt = Base64.getDecoder().decode(parts.group(4));
        var expected = Base64.getDecoder().decode(parts.group(5));
        var computed = compute(
                password,
                salt,
                parseInt(parts.group(1)),
                parseInt(parts.group(2)),
                parseInt(parts.group(3)),
                expected.length);
        return MessageDigest.isEqual(computed, expected);
    }

    private byte[] compute(String password, byte[] salt, int kibibytes, int iterations, int lanes, int length) {
        var generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
                .withVersion(Argon2Parameters.ARGON2_VERSION_13)
                .withMemoryAsKB(kibibytes)
                .withIterations(iterations)
                .withParallelism(lanes)
                .withSalt(salt)
                .withBlockPool(memory)
                .build());
        var hash = new byte[length];
        generator.generateBytes(password.getBytes(UTF_8), hash);
        return hash;
    }

    private String phc(byte[] salt, byte[] hash) {
        var base64 = Base64.getEncoder().withoutPadding();
        return prefix() + base64.encodeToString(salt) + "$" + base64.encodeToString(hash);
    }

    private String prefix() {
        return "$argon2id$v=19$m=%d,t=%d,p=%d$".formatted(cost.memory(), cost.iterations(), cost.lanes());
    }

    private byte[] randomBytes(int length) {
        var bytes = new byte[length];
        random.nextBytes(bytes);
        return bytes;
    }
}
