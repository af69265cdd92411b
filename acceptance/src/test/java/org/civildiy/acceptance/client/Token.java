package org.civildiy.acceptance.client;

import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;

import static java.nio.charset.StandardCharsets.UTF_8;

/** JSON web token in its parts, so that tests can read its claims and forge other tokens from it. */
public record Token(Map<String, Object> header, Map<String, Object> claims, String signature) {
    private static final ObjectMapper JSON = new ObjectMapper();

    public static Token parse(String token) {
        var parts = token.split("\\.", -1);
        return new Token(decoded(parts[0]), decoded(parts[1]), parts[2]);
    }

    public Token withHeader(String name, Object value) {
        return new Token(with(header, name, value), claims, signature);
    }

    public Token with(String claim, Object value) {
        return new Token(header, with(claims, claim, value), signature);
    }

    public Token without(String claim) {
        var fewer = new LinkedHashMap<>(claims);
        fewer.remove(claim);
        return new Token(header, fewer, signature);
    }

    public String head() {
        return encoded(header);
    }

    public String body() {
        return encoded(claims);
    }

    public String unsigned() {
        return head() + "." + body() + ".";
    }

    public String signedAsBefore() {
        return head() + "." + body() + "." + signature;
    }

    public String signed(String key) {
        return signed(key, "HmacSHA256");
    }

    public String signed(String key, String algorithm) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key.getBytes(UTF_8), algorithm));
            var input = head() + "." + body();
            return input + "." + base64(mac.doFinal(input.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm, e);
        }
    }

    public long seconds(String claim) {
        return ((Number) claims.get(claim)).longValue();
    }

    private static Map<String, Object> with(Map<String, Object> map, String name, Object value) {
        var changed = new LinkedHashMap<>(map);
        changed.put(name, value);
        return changed;
    }

    private static Map<String, Object> decoded(String part) {
        try {
            return JSON.readValue(
                    new String(Base64.getUrlDecoder().decode(part), UTF_8),
                    new TypeReference<Map<String, Object>>() {});
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String encoded(Map<String, Object> part) {
        try {
            return base64(JSON.writeValueAsBytes(part));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
