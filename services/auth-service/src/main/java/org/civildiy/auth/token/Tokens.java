package org.civildiy.auth.token;

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
 * JSON Web Tokens, signed and verified with HS256 by a key that only this service has. This class has no state and does no I/O.
 *
 * <p>A token is valid when it is signed with HS256 by the current or the previous key, was issued by the configured issuer, has not
 * expired and names an account in {@code sub}. Clocks may differ by {@link #LEEWAY}. The token's header selects neither the algorithm nor
 * the key. Its {@code typ}, if present, is {@code JWT} (RFC 7519). Required claims are {@code iss, sub, iat, exp} and {@code jti}; a
 * revocation needs the {@code jti}. {@code email} and {@code upn} (the user name) may be missing and are then empty.
 */
@Singleton
public class Tokens {
    static final Duration LEEWAY = Duration.ofSeconds(30);
    public static final String INVALID = "Invalid token";
    static final String EXPIRED = "Token expired";

    /** The maximum length of a token, in characters. Every token that is issued here is shorter. */
    private static final int MAX_LENGTH = 6144;

    /** The longest lifetime that {@link TokenConfig} allows. */
    private static final Duration MAX_LIFETIME = Duration.ofDays(30);

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

    /** A new token for an account, valid from {@code now} for the configured lifetime. */
    public AccessToken issue(Account account, int generation, Instant now) {
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
     * Verifies a token and returns its claims.
     *
     * @throws BadToken when the token is not valid; the message is {@link #EXPIRED} only if nothing else is wrong with the token
     */
    public VerifiedToken verify(String token) throws BadToken {
        var expired = false;
        for (var verifier : token.length() > MAX_LENGTH ? List.<JwtConsumer>of() : verifiers) {
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

    /**
     * The time after which the revocation of a token can be deleted, because every instance then refuses the token as expired. An
     * instance accepts a token for one leeway after the token has expired. The clock of the instance may be one more leeway behind. So
     * the result is twice the leeway after {@code expiresAt}.
     */
    static Instant revocationExpiry(Instant expiresAt) {
        return expiresAt.plus(LEEWAY.multipliedBy(2));
    }

    /**
     * The time after which the revocation of all tokens that were issued before {@code now} can be deleted. It is calculated with the
     * longest lifetime, not with the configured lifetime, which may have been longer when the tokens were issued.
     */
    public static Instant revocationExpiryOfAll(Instant now) {
        return revocationExpiry(now.plus(LEEWAY).plus(MAX_LIFETIME));
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

    /**
     * Whether the token has expired and is valid otherwise. jose4j verifies the signature first and reports every invalid claim, so a
     * single error means that nothing else is wrong.
     */
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
                .setMaxFutureValidityInMinutes(Math.toIntExact(MAX_LIFETIME.toMinutes()))
                .setAllowedClockSkewInSeconds(Math.toIntExact(LEEWAY.toSeconds()))
                .build();
    }

    private static SecretKey key(String text) {
        return new SecretKeySpec(text.getBytes(StandardCharsets.UTF_8), "HmacSHA256");
    }

    /** A token that is not valid. The message is written for the client. */
    public static final class BadToken extends Exception {
        private static final long serialVersionUID = 1L;

        BadToken(boolean expired) {
            super(expired ? EXPIRED : INVALID, null, false, false);
        }
    }
}
