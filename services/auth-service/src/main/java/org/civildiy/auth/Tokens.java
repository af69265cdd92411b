package org.civildiy.auth;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

import jakarta.inject.Singleton;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import org.eclipse.microprofile.jwt.Claims;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;

/**
 * Signs and verifies tokens: JWTs with HS256 by a key that only this service has. No I/O, no state.
 *
 * <p>A token is good when it is signed with HS256 by the present or the previous key, comes from this issuer, was issued and has not
 * expired, and names an account in {@code sub}. Clocks may differ by {@link #LEEWAY}. Its header chooses nothing: neither algorithm
 * nor key; its {@code typ}, where it has one, is {@code JWT} (RFC 7519). The claims that it must have are {@code iss, sub, iat, exp}
 * and {@code jti}, by which it can be ended; {@code email} and {@code upn} (the user name) may be missing and are then empty.
 */
@Singleton
class Tokens {
    static final Duration LEEWAY = Duration.ofSeconds(30);
    static final String INVALID = "Invalid token";
    static final String EXPIRED = "Token expired";

    /** Characters of a token; more than the longest has that is issued here. */
    private static final int LONGEST = 6144;

    /** No lifetime can be configured that is longer. */
    private static final Duration LONGEST_LIFE = Duration.ofDays(30);

    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,17}");

    private final TokenConfig config;
    private final SecretKey signingKey;
    private final List<JwtConsumer> verifiers;

    Tokens(TokenConfig config) {
        this.config = config;
        signingKey = key(config.secretKey());
        verifiers = Stream.concat(Stream.of(config.secretKey()), config.previousSecretKey().stream())
                .map(Tokens::key)
                .map(this::verifier)
                .toList();
    }

    /** A token for an account of this generation, good from {@code now} for the configured lifetime. */
    AccessToken issue(Account account, int generation, Instant now) {
        var token = Jwt.issuer(config.issuer())
                .subject(Long.toString(account.id()))
                .claim(Claims.email, account.email())
                .upn(account.username())
                .issuedAt(now)
                .expiresAt(now.plus(config.lifetime()))
                .claim(Claims.jti, TokenId.next(generation).toString())
                .jws()
                .algorithm(SignatureAlgorithm.HS256)
                .sign(signingKey);
        return new AccessToken(token, "bearer", config.lifetime().toSeconds());
    }

    /**
     * What a token says.
     *
     * @throws BadToken when it is not good; the message says whether its time is all that is wrong
     */
    VerifiedToken verify(String token) throws BadToken {
        var expired = false;
        for (var verifier : token.length() > LONGEST ? List.<JwtConsumer>of() : verifiers) {
            try {
                return verified(verifier.processToClaims(token));
            } catch (InvalidJwtException e) {
                expired |= isOnlyExpired(e);
            } catch (MalformedClaimException e) {
                throw new BadToken(false);
            }
        }
        throw new BadToken(expired);
    }

    /** When a token that expires then is refused by every instance, however their clocks differ. */
    static Instant surelyExpired(Instant expiresAt) {
        return expiresAt.plus(LEEWAY.multipliedBy(2));
    }

    /** When every token that was issued before {@code now} is. */
    Instant allSurelyExpired(Instant now) {
        return surelyExpired(now.plus(LEEWAY).plus(config.lifetime()));
    }

    private static VerifiedToken verified(JwtClaims claims) throws BadToken, MalformedClaimException {
        if (!ID.matcher(claims.getSubject()).matches()) {
            throw new BadToken(false);
        }
        var account = new Account(
                Long.parseLong(claims.getSubject()),
                text(claims, Claims.email.name()),
                text(claims, Claims.upn.name()));
        var id = TokenId.parse(claims.getJwtId()).orElseThrow(() -> new BadToken(false));
        return new VerifiedToken(account, id, instant(claims.getExpirationTime()));
    }

    private static String text(JwtClaims claims, String name) {
        return claims.getClaimValue(name) instanceof String text ? text : "";
    }

    private static Instant instant(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue());
    }

    /** Expiry is all that is wrong: the signature is checked before it, and the other claims along with it. */
    private static boolean isOnlyExpired(InvalidJwtException e) {
        return e.hasErrorCode(ErrorCodes.EXPIRED) && e.getErrorDetails().size() == 1;
    }

    private JwtConsumer verifier(SecretKey key) {
        return new JwtConsumerBuilder()
                .setVerificationKey(key)
                .setJwsAlgorithmConstraints(ConstraintType.PERMIT, AlgorithmIdentifiers.HMAC_SHA256)
                .setExpectedType(false, "JWT")
                .setExpectedIssuer(config.issuer())
                .setSkipDefaultAudienceValidation()
                .setRequireSubject()
                .setRequireJwtId()
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .setIssuedAtRestrictions(0, Integer.MAX_VALUE)
                .setMaxFutureValidityInMinutes(Math.toIntExact(LONGEST_LIFE.toMinutes()))
                .setAllowedClockSkewInSeconds(Math.toIntExact(LEEWAY.toSeconds()))
                .build();
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** A token that proves nothing; the message is for its bearer. */
    static final class BadToken extends Exception {
        private static final long serialVersionUID = 1L;

        BadToken(boolean expired) {
            super(expired ? EXPIRED : INVALID, null, false, false);
        }
    }
}
