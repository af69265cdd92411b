package org.civildiy.auth;

import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import static java.nio.charset.StandardCharsets.UTF_8;

/** Makes the {@link AccountKey} of whoever somebody tries to be, by HMAC-SHA256. */
@Singleton
class AccountKeys {
    private static final String ALGORITHM = "HmacSHA256";

    private final SecretKeySpec secret;

    AccountKeys(TokenConfig config) {
        secret = new SecretKeySpec(config.secretKey().getBytes(UTF_8), ALGORITHM);
    }

    /** For tries from outside: an account by its id, however its address was written; else the address without case. */
    AccountKey atLogin(String email, Optional<User> found) {
        return found.map(user -> key("login of user " + user.id))
                .orElseGet(() -> key("login of address " + email.toLowerCase(Locale.ROOT)));
    }

    /** For tries with a token of the account: a stranger's failures at the login do not count against its owner here. */
    AccountKey signedIn(long userId) {
        return key("confirmation by user " + userId);
    }

    private AccountKey key(String text) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(secret);
            return new AccountKey(HexFormat.of().formatHex(mac.doFinal(text.getBytes(UTF_8))));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + ALGORITHM, e);
        }
    }
}
