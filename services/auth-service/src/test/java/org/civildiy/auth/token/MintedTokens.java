package org.civildiy.auth.token;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;

import org.civildiy.auth.Configured;

/** Tokens that jose4j makes without the code under test. */
final class MintedTokens {
    static final String KEY = "a key of the present, of more than 32 bytes: ä";
    static final String OLD_KEY = "a key of the past, of more than 32 bytes too";
    static final Account ADA = new Account(7, "ada@example.org", "ada");

    private MintedTokens() {}

    /** The code under test with these keys. */
    static Tokens signedBy(String key, String previous) {
        return new Tokens(Configured.with(
                TokenConfig.class, Map.of("auth.token.secret-key", key, "auth.token.previous-secret-key", previous)));
    }

    /** The code under test with this key, whose tokens live this long. */
    static Tokens livingFor(Duration lifetime) {
        return new Tokens(Configured.with(
                TokenConfig.class, Map.of("auth.token.secret-key", KEY, "auth.token.lifetime", lifetime.toString())));
    }

    static NumericDate inSeconds(long seconds) {
        return NumericDate.fromSeconds(Instant.now().getEpochSecond() + seconds);
    }

    static String typed(String type) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(goodClaims().toJson());
        signature.setAlgorithmHeaderValue("HS256");
        signature.setHeader("typ", type);
        signature.setKey(new HmacKey(KEY.getBytes(StandardCharsets.UTF_8)));
        return signature.getCompactSerialization();
    }

    static JwtClaims goodClaims() {
        var claims = new JwtClaims();
        claims.setIssuer("civildiy");
        claims.setSubject("7");
        claims.setClaim("email", "ada@example.org");
        claims.setClaim("upn", "ada");
        claims.setIssuedAtToNow();
        claims.setJwtId("0." + UUID.randomUUID());
        claims.setExpirationTimeMinutesInTheFuture(5);
        return claims;
    }

    static String signed(JwtClaims claims, String algorithm, String key) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setKey(new HmacKey(key.getBytes(StandardCharsets.UTF_8)));
        return signature.getCompactSerialization();
    }

    static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
