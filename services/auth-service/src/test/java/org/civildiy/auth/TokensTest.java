package org.civildiy.auth;

import java.nio.charset.StandardCharsets;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.security.PrivateKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Tokens of others are made by jose4j alone, so that they owe nothing to what is tested. */
class TokensTest {
    private static final String KEY = "a key of the present, of more than 32 bytes: ä";
    private static final String OLD_KEY = "a key of the past, of more than 32 bytes too";
    private static final Account ADA = new Account(7, "ada@example.org", "ada");
    private final Instant now = Instant.now();

    private final Tokens tokens = signedBy(KEY, "");

    @Test
    void a_token_tells_whose_it_is() throws Exception {
        // Given
        var token = tokens.issue(ADA, 0, now).accessToken();
        // When
        var verified = tokens.verify(token);
        // Then
        assertThat(verified.account()).isEqualTo(ADA);
    }

    @Test
    void a_token_has_the_claims_of_the_contract_and_no_others() throws Exception {
        // When
        var issued = tokens.issue(ADA, 0, now);
        // Then
        var claims = claimsOf(issued.accessToken());
        assertThat(claims.getClaimNames()).containsExactlyInAnyOrder("iss", "sub", "email", "upn", "iat", "exp", "jti");
        assertThat(claims.getIssuer()).isEqualTo("civildiy");
        assertThat(claims.getSubject()).isEqualTo("7");
        assertThat(claims.getStringClaimValue("email")).isEqualTo("ada@example.org");
        assertThat(claims.getStringClaimValue("upn")).isEqualTo("ada");
        assertThat(claims.getIssuedAt().getValue()).isEqualTo(now.getEpochSecond());
        assertThat(claims.getExpirationTime().getValue()).isEqualTo(now.getEpochSecond() + 86_400);
    }

    @Test
    void the_answer_to_a_login_is_that_of_oauth() {
        // When
        var issued = tokens.issue(ADA, 0, now);
        // Then
        assertThat(issued.tokenType()).isEqualTo("bearer");
        assertThat(issued.expiresIn()).isEqualTo(86_400);
        assertThat(issued.toString()).doesNotContain(issued.accessToken());
    }

    @Test
    void two_tokens_of_one_moment_differ() throws Exception {
        // When
        var first = claimsOf(tokens.issue(ADA, 0, now).accessToken());
        var second = claimsOf(tokens.issue(ADA, 0, now).accessToken());
        // Then
        assertThat(first.getJwtId()).isNotEqualTo(second.getJwtId());
    }

    @Test
    void a_token_expires() {
        // Given
        var old = tokens.issue(ADA, 0, now.minus(Duration.ofHours(24).plusSeconds(32)))
                .accessToken();
        // When // Then
        assertThatThrownBy(() -> tokens.verify(old)).hasMessage("Token expired");
    }

    @Test
    void the_previous_key_still_verifies() throws Exception {
        // Given
        var token = signedBy(OLD_KEY, "").issue(ADA, 0, now).accessToken();
        // When
        var verified = signedBy(KEY, OLD_KEY).verify(token);
        // Then
        assertThat(verified.account()).isEqualTo(ADA);
    }

    @Test
    void an_expired_token_of_the_previous_key_is_expired() {
        // Given
        var old = signedBy(OLD_KEY, "")
                .issue(ADA, 0, now.minus(Duration.ofDays(2)))
                .accessToken();
        // When // Then
        assertThatThrownBy(() -> signedBy(KEY, OLD_KEY).verify(old)).hasMessage("Token expired");
    }

    @Test
    void a_token_is_signed_by_the_present_key() throws Exception {
        // Given
        var rotating = signedBy(KEY, OLD_KEY);
        // When
        var token = rotating.issue(ADA, 0, now).accessToken();
        // Then
        assertThat(tokens.verify(token).account()).isEqualTo(ADA);
    }

    @Test
    void a_token_of_another_key_is_invalid() {
        // Given
        var token = signedBy(OLD_KEY, "").issue(ADA, 0, now).accessToken();
        // When // Then
        assertThatThrownBy(() -> tokens.verify(token)).hasMessage("Invalid token");
    }

    @Test
    void an_expired_token_of_another_key_is_invalid() {
        // Given
        var token = signedBy(OLD_KEY, "")
                .issue(ADA, 0, now.minus(Duration.ofDays(2)))
                .accessToken();
        // When // Then
        assertThatThrownBy(() -> tokens.verify(token)).hasMessage("Invalid token");
    }

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
    void a_token_without_name_and_address_is_good() throws Exception {
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
    void the_type_may_be_said(String type) throws Exception {
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
    void the_longest_account_there_can_be_has_a_good_token() throws Exception {
        // Given
        var longest = new Account(999_999_999_999_999_999L, "é".repeat(255), "é".repeat(255));
        var token = tokens.issue(longest, 999_999_999, now).accessToken();
        // When
        var verified = tokens.verify(token);
        // Then
        assertThat(verified.account()).isEqualTo(longest);
    }

    @Test
    void a_rotated_out_key_verifies_nothing_any_more() {
        // Given
        var token = signedBy(OLD_KEY, "").issue(ADA, 0, now).accessToken();
        var rotatedTwice = signedBy("the key after the present one, of 32 bytes", KEY);
        // When // Then
        assertThatThrownBy(() -> rotatedTwice.verify(token)).hasMessage("Invalid token");
    }

    @Test
    void a_token_tells_its_generation() throws Exception {
        // Given
        var token = tokens.issue(ADA, 3, now).accessToken();
        // When
        var verified = tokens.verify(token);
        // Then
        assertThat(verified.id().generation()).isEqualTo(3);
        assertThat(verified.id().toString()).isEqualTo(claimsOf(token).getJwtId());
    }

    @Test
    void a_token_from_before_there_were_generations_is_of_the_first() throws Exception {
        // Given
        var claims = goodClaims();
        claims.setJwtId("0b42cc3d-6ba1-4f6c-9ac8-a1b0c7b3c7a1");
        // When
        var verified = tokens.verify(signed(claims, "HS256", KEY));
        // Then
        assertThat(verified.id().generation()).isZero();
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

    private static Tokens signedBy(String key, String previous) {
        return new Tokens(Configured.with(
                TokenConfig.class, Map.of("auth.token.secret-key", key, "auth.token.previous-secret-key", previous)));
    }

    private static NumericDate inSeconds(long seconds) {
        return NumericDate.fromSeconds(Instant.now().getEpochSecond() + seconds);
    }

    private static String typed(String type) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(goodClaims().toJson());
        signature.setAlgorithmHeaderValue("HS256");
        signature.setHeader("typ", type);
        signature.setKey(new HmacKey(KEY.getBytes(StandardCharsets.UTF_8)));
        return signature.getCompactSerialization();
    }

    private static JwtClaims goodClaims() {
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

    private static String signed(JwtClaims claims, String algorithm, String key) throws JoseException {
        var signature = new JsonWebSignature();
        signature.setPayload(claims.toJson());
        signature.setAlgorithmHeaderValue(algorithm);
        signature.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        signature.setKey(new HmacKey(key.getBytes(StandardCharsets.UTF_8)));
        return signature.getCompactSerialization();
    }

    private static JwtClaims claimsOf(String token) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKey(new HmacKey(KEY.getBytes(StandardCharsets.UTF_8)))
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }

    private static PrivateKey rsaKey() throws NoSuchAlgorithmException {
        var generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair().getPrivate();
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
