package org.civildiy.auth;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.auth.principal.DefaultJWTCallerPrincipalFactory;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;

/**
 * Signs and verifies tokens: JWTs with HS256 by a key that only this service has. No I/O, no state.
 *
 * <p>A token is good when it is signed with HS256 by the present or the previous key, comes from this issuer, has not expired,
 * and names an account in {@code sub}. Its header chooses nothing: neither algorithm nor key. The claims that it must
 * have are {@code iss, sub, iat} and {@code exp}; {@code email} and {@code upn} (the user name) may be
 * missing and are then empty.
 */
@Singleton
class Tokens {
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final TokenConfig config;
    private final SecretKey signingKey;
    private final List<JWTAuthContextInfo> verifiers;

    Tokens(TokenConfig config) {
        this.config = config;
        signingKey = key(config.secretKey());
        verifiers = Stream.concat(Stream.of(config.secretKey()), config.previousSecretKey().stream())
                .map(Tokens::key)
                .map(this::verifier)
                .toList();
    }

    /** A token for an account, good from {@code now} for the configured lifetime. */
    AccessToken issue(Account account, Instant now) {
        var token = Jwt.issuer(config.issuer())
                .subject(Long.toString(account.id()))
                .claim(Claims.email, account.email())
                .upn(account.username())
                .issuedAt(now)
                .expiresAt(now.plus(config.lifetime()))
                .claim(Claims.jti, UUID.randomUUID().toString())
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(signingKey);
        return new AccessToken(token, "bearer", config.lifetime().toSeconds());
    }

    /**
     * The account that a token speaks of.
     *
     * @throws BadToken when it is not good; the message says whether its time is all that is wrong
     */
    Account verify(String token) throws BadToken {
        var expired = false;
        for (var verifier : verifiers) {
            try {
                return account(new DefaultJWTCallerPrincipalFactory().parse(token, verifier));
            } catch (ParseException e) {
                expired |= isOnlyExpired(e);
            }
        }
        throw new BadToken(expired);
    }

    private static Account account(JWTCallerPrincipal claims) throws BadToken {
        if (!ID.matcher(claims.getSubject()).matches()) {
            throw new BadToken(false);
        }
        return new Account(
                Long.parseLong(claims.getSubject()),
                text(claims, Claims.email.name()),
                text(claims, Claims.upn.name()));
    }

    private static String text(JWTCallerPrincipal claims, String name) {
        return claims.getClaim(name) instanceof String text ? text : "";
    }

    /** Expiry is all that is wrong: the signature is checked before it, and the other claims along with it. */
    private static boolean isOnlyExpired(ParseException e) {
        return e.getCause() instanceof InvalidJwtException invalid
                && invalid.hasErrorCode(ErrorCodes.EXPIRED)
                && invalid.getErrorDetails().size() == 1;
    }

    private JWTAuthContextInfo verifier(SecretKey key) {
        var verifier = new JWTAuthContextInfo();
        verifier.setSecretVerificationKey(key);
        verifier.setSignatureAlgorithm(Set.of(SignatureAlgorithm.HS256));
        verifier.setIssuedBy(config.issuer());
        verifier.setRequiredClaims(Set.of(Claims.sub.name()));
        verifier.setClockSkew(0);
        return verifier;
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** A token that proves nothing; the message is for its bearer. */
    static final class BadToken extends Exception {
        private static final long serialVersionUID = 1L;

        BadToken(boolean expired) {
            super(expired ? "Token expired" : "Invalid token", null, false, false);
        }
    }
}
