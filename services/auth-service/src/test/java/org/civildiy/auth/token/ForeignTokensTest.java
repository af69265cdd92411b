package org.civildiy.auth.token;

import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Instant;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civildiy.auth.token.MintedTokens.ADA;
import static org.civildiy.auth.token.MintedTokens.KEY;
import static org.civildiy.auth.token.MintedTokens.base64;
import static org.civildiy.auth.token.MintedTokens.goodClaims;
import static org.civildiy.auth.token.MintedTokens.inSeconds;
import static org.civildiy.auth.token.MintedTokens.signed;
import static org.civildiy.auth.token.MintedTokens.signedBy;
import static org.civildiy.auth.token.MintedTokens.typed;

/** Which tokens that were made elsewhere are valid and which are not; {@link TokensTest} has own tokens. */
class ForeignTokensTest {
    private final Instant now = Instant.now();
    private final Tokens tokens = signedBy(KEY, "");

    static Stream<Consumer<JwtClaims>> unacceptableClaims() {
        return Stream.of(
                claims -> claims.unsetClaim("iss"),
                claims -> claims.unsetClaim("sub"),
                claims -> claims.unsetClaim("exp"),
                claims -> claims.unsetClaim("iat"),
                claims -> claims.unsetClaim("jti"),
                claims -> claims.setJwtId("not one of ours"),
                claims -> claims.setClaim("jti", 5),
                claims -> claims.setClaim("iat", "today"),
                claims -> claims.setIssuedAt(inSeconds(40)),
                claims -> claims.setNotBefore(inSeconds(40)),
                claims -> claims.setExpirationTimeMinutesInTheFuture(32 * 24 * 60),
                claims -> claims.setClaim("exp", Long.MAX_VALUE),
                claims -> claims.setClaim("exp", 1e300),
                claims -> claims.setIssuer("somebody-else"),
                claims -> claims.setSubject("ada"),
                claims -> claims.setSubject("0"),
                claims -> claims.setSubject("-7"),
                claims -> claims.setSubject("7\r\nX-User-Name: root"),
                claims -> claims.setSubject("99999999999999999999"),
                claims -> claims.setClaim("sub", 7),
                claims -> claims.setClaim("exp", "tomorrow"),
                claims -> {
                    claims.setIssuer("somebody-else");
                    claims.setExpirationTime(NumericDate.fromSeconds(1));
                });
    }

    @ParameterizedTest
    @MethodSource("unacceptableClaims")
    void a_token_with_other_claims_is_invalid_however_well_signed(Consumer<JwtClaims> change) throws Exception {
        // Given
        var claims = goodClaims();
        change.accept(claims);
        var token = signed(claims, "HS256", KEY);
        // When // Then
        assertThatThrownBy(() -> tokens.verify(token)).hasMessage("Invalid token");
    }

    @Test
    void a_token_without_name_and_address_is_valid() throws Exception {
        // Given
        var claims = goodClaims();
        claims.unsetClaim("upn");
        claims.setClaim("email", 5);
        // When
        var verified = tokens.verify(signed(claims, "HS256", KEY));
        // Then
        assertThat(verified.account()).isEqualTo(new Account(7, "", ""));
    }

    static Stream<Consumer<JwtClaims>> claimsOfAnotherClock() {
        return Stream.of(
                claims -> claims.setIssuedAt(inSeconds(20)), claims -> claims.setNotBefore(inSeconds(20)), claims -> {
                    claims.setIssuedAt(inSeconds(-60));
                    claims.setExpirationTime(inSeconds(-20));
                });
    }

    @ParameterizedTest
    @MethodSource("claimsOfAnotherClock")
    void clocks_may_differ_by_half_a_minute(Consumer<JwtClaims> change) throws Exception {
        // Given
        var claims = goodClaims();
        change.accept(claims);
        // When
        var verified = tokens.verify(signed(claims, "HS256", KEY));
        // Then
        assertThat(verified.account()).isEqualTo(ADA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"JWT", "jwt", "application/jwt"})
    void a_token_may_have_the_type_jwt(String type) throws Exception {
        // Given
        var token = typed(type);
        // When
        var verified = tokens.verify(token);
        // Then
        assertThat(verified.account()).isEqualTo(ADA);
    }

    @ParameterizedTest
    @ValueSource(strings = {"at+jwt", "JOSE", "secevent+jwt", ""})
    void a_token_of_another_type_is_invalid(String type) throws Exception {
        // Given
        var token = typed(type);
        // When // Then
        assertThatThrownBy(() -> tokens.verify(token)).hasMessage("Invalid token");
    }

    @Test
    void an_oversized_token_is_invalid_however_well_signed() throws Exception {
        // Given
        var claims = goodClaims();
        claims.setClaim("padding", "x".repeat(8 * 1024));
        var token = signed(claims, "HS256", KEY);
        // When // Then
        assertThatThrownBy(() -> tokens.verify(token)).hasMessage("Invalid token");
    }

    @Test
    void an_empty_signature_is_invalid() {
        // Given
        var token = tokens.issue(ADA, 0, now).accessToken();
        var unsigned = token.substring(0, token.lastIndexOf('.') + 1);
        // When // Then
        assertThatThrownBy(() -> tokens.verify(unsigned)).hasMessage("Invalid token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"none", "None", "NONE", ""})
    void alg_none_is_invalid(String none) {
        // Given
        var token = base64("{\"alg\":\"%s\"}".formatted(none)) + "."
                + base64(goodClaims().toJson()) + ".";
        // When // Then
        assertThatThrownBy(() -> tokens.verify(token)).hasMessage("Invalid token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"HS384", "HS512"})
    void another_symmetric_algorithm_is_invalid(String algorithm) throws Exception {
        // Given
        var longKey = KEY + KEY;
        var token = signed(goodClaims(), algorithm, longKey);
        // When // Then
        assertThatThrownBy(() -> signedBy(longKey, "").verify(token)).hasMessage("Invalid token");
    }

    @Test
    void an_asymmetric_algorithm_is_invalid() throws Exception {
        // Given
        var signature = new JsonWebSignature();
        signature.setPayload(goodClaims().toJson());
        signature.setAlgorithmHeaderValue("RS256");
        signature.setKey(rsaKey());
        var token = signature.getCompactSerialization();
        // When // Then
        assertThatThrownBy(() -> tokens.verify(token)).hasMessage("Invalid token");
    }

    @Test
    void a_changed_payload_is_invalid() throws Exception {
        // Given
        var parts = tokens.issue(ADA, 0, now).accessToken().split("\\.", -1);
        var claims = goodClaims();
        claims.setSubject("8");
        var forged = parts[0] + "." + base64(claims.toJson()) + "." + parts[2];
        // When // Then
        assertThatThrownBy(() -> tokens.verify(forged)).hasMessage("Invalid token");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", ".", "..", "a.b", "a.b.c", "eyJhbGciOiJIUzI1NiJ9..", "💥", "null"})
    void text_that_is_no_token_is_invalid(String text) {
        // When // Then
        assertThatThrownBy(() -> tokens.verify(text)).hasMessage("Invalid token");
    }

    private static PrivateKey rsaKey() throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair().getPrivate();
    }
}
