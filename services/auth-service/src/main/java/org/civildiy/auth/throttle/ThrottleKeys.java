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

/** Computes the {@link AttemptKeys} of a password attempt at the current request, with HMAC-SHA256. */
@Singleton
public class ThrottleKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;
    private final CurrentSource source;

    ThrottleKeys(TokenConfig config, CurrentSource source) {
        this.source = source;
        secret = new SecretKeySpec(config.secretKey().getBytes(UTF_8), ALGORITHM);
    }

    /**
     * The keys of a login. An existing account is named by its id, however the client writes the e-mail address. An unknown address has
     * the same keys for all letter cases.
     */
    public AttemptKeys forLogin(String email, Optional<Long> userId) {
        return forLogin(email, userId, source.get());
    }

    /**
     * The keys of a password that confirms a change to the signed-in account. Such attempts are counted separately from logins, so that
     * a stranger's failed logins do not prevent the owner from changing the account.
     */
    public AttemptKeys forConfirmation(long userId) {
        return forConfirmation(userId, source.get());
    }

    AttemptKeys forLogin(String email, Optional<Long> userId, Source from) {
        var login =
                userId.map(ThrottleKeys::loginOf).orElseGet(() -> "login of address " + email.toLowerCase(Locale.ROOT));
        return keys(login, login, from);
    }

    AttemptKeys forConfirmation(long userId, Source from) {
        return keys("confirmation by user " + userId, loginOf(userId), from);
    }

    private static String loginOf(long userId) {
        return "login of user " + userId;
    }

    private AttemptKeys keys(String counted, String login, Source from) {
        return new AttemptKeys(key(counted), key(at(counted, from)), key(at(login, from)), key(login));
    }

    /** An address has no space, so no text names two sources. */
    private static String at(String attempt, Source from) {
        return attempt + " from " + from.network();
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
