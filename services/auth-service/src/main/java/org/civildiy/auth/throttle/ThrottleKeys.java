package org.civildiy.auth.throttle;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import org.civildiy.auth.token.TokenConfig;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Computes the {@link ThrottleKey} of a password attempt with HMAC-SHA256. */
@Singleton
public class ThrottleKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    ThrottleKeys(TokenConfig config) {
        secret = new SecretKeySpec(config.secretKey().getBytes(UTF_8), ALGORITHM);
    }

    /**
     * The key of a login. An existing account has one key, its id, however the client writes the e-mail address. An unknown address has
     * one key for all letter cases.
     */
    public ThrottleKey forLogin(String email, Optional<Long> userId) {
        return userId.map(id -> key("login of user " + id))
                .orElseGet(() -> key("login of address " + email.toLowerCase(Locale.ROOT)));
    }

    /**
     * The key of a password that confirms a change to the signed-in account. Such attempts are counted separately from logins, so that a
     * stranger's failed logins do not prevent the owner from changing the account.
     */
    public ThrottleKey forConfirmation(long userId) {
        return key("confirmation by user " + userId);
    }

    private ThrottleKey key(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return new ThrottleKey(HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
