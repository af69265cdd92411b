package org.civildiy.auth.token;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;

import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.keys.HmacKey;
import org.junit.jupiter.api.Test;

import org.civildiy.auth.BitFlips;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.civildiy.auth.token.MintedTokens.ADA;
import static org.civildiy.auth.token.MintedTokens.KEY;
import static org.civildiy.auth.token.MintedTokens.OLD_KEY;
import static org.civildiy.auth.token.MintedTokens.goodClaims;
import static org.civildiy.auth.token.MintedTokens.livingFor;
import static org.civildiy.auth.token.MintedTokens.signed;
import static org.civildiy.auth.token.MintedTokens.signedBy;

/** Issue and verification of own tokens; {@link ForeignTokensTest} has tokens that were made elsewhere. */
class TokensTest {
    private final Instant now = Instant.now();
    private final Tokens tokens = signedBy(KEY, "");

    @Test
    void a_token_identifies_its_account() throws Exception {
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

    /** A UUID of version 4 has 122 random bits (RFC 9562). */
    @Test
    void each_token_has_an_id_of_122_random_bits() throws Exception {
        // Given
        var ids = new ArrayList<byte[]>();
        // When
        for (var i = 0; i < 200; i++) {
            var id = tokens.verify(tokens.issue(ADA, 0, now).accessToken()).id().uuid();
            ids.add(ByteBuffer.allocate(16)
                    .putLong(id.getMostSignificantBits())
                    .putLong(id.getLeastSignificantBits())
                    .array());
        }
        // Then
        assertThat(BitFlips.balanced(ids)).isEqualTo(122);
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

    @Test
    void the_longest_possible_account_has_a_valid_token() throws Exception {
        // Given
        var longest = new Account(999_999_999_999_999_999L, "é".repeat(255), "é".repeat(255));
        var token = tokens.issue(longest, 999_999_999, now).accessToken();
        // When
        var verified = tokens.verify(token);
        // Then
        assertThat(verified.account()).isEqualTo(longest);
    }

    @Test
    void a_removed_key_verifies_no_token() {
        // Given
        var token = signedBy(OLD_KEY, "").issue(ADA, 0, now).accessToken();
        var rotatedTwice = signedBy("the key after the present one, of 32 bytes", KEY);
        // When // Then
        assertThatThrownBy(() -> rotatedTwice.verify(token)).hasMessage("Invalid token");
    }

    @Test
    void a_token_has_a_generation() throws Exception {
        // Given
        var token = tokens.issue(ADA, 3, now).accessToken();
        // When
        var verified = tokens.verify(token);
        // Then
        assertThat(verified.id().generation()).isEqualTo(3);
        assertThat(verified.id().toString()).isEqualTo(claimsOf(token).getJwtId());
    }

    @Test
    void a_token_without_a_generation_is_of_the_first() throws Exception {
        // Given
        var claims = goodClaims();
        claims.setJwtId("0b42cc3d-6ba1-4f6c-9ac8-a1b0c7b3c7a1");
        // When
        var verified = tokens.verify(signed(claims, "HS256", KEY));
        // Then
        assertThat(verified.id().generation()).isZero();
    }

    @Test
    void a_revocation_of_all_tokens_outlasts_those_of_the_longest_lifetime_whatever_the_present_one_is()
            throws Exception {
        // Given
        var longest = livingFor(Duration.ofDays(30));
        var token = longest.issue(ADA, 0, now).accessToken();
        // When
        var expiry = Tokens.revocationExpiryOfAll(now);
        // Then
        assertThat(expiry).isAfter(longest.verify(token).expiresAt().plus(Tokens.LEEWAY));
    }

    private static JwtClaims claimsOf(String token) throws InvalidJwtException {
        return new JwtConsumerBuilder()
                .setVerificationKey(new HmacKey(KEY.getBytes(StandardCharsets.UTF_8)))
                .setRequireExpirationTime()
                .build()
                .processToClaims(token);
    }
}
