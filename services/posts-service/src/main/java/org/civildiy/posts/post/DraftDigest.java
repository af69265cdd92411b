package org.civildiy.posts.post;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The SHA-256 digest of a new post. Two requests with the same {@code Idempotency-Key} are the same request if their digests are equal. A
 * digest is stored for 24 h, so the encoding of a field must never change.
 *
 * <p>The digest covers the title, the content and each tag. The length of each text precedes the text, so that two different posts never
 * have the same encoding.
 *
 * <p>A further field of a new post must be added with {@link #field}. With {@link #text} the field would be encoded like one more tag. An
 * absent field adds nothing, so that the digests that were stored before the field existed still match.
 */
final class DraftDigest {
    /** Marks the start of a named field: no text has this length. */
    private static final int NO_LENGTH = -1;

    private final MessageDigest digest = sha256();

    static String of(NewPost draft) {
        var digest = new DraftDigest().text(draft.title()).text(draft.content());
        draft.tags().forEach(digest::text);
        return digest.value();
    }

    /** Adds the length of a text, and the text. */
    DraftDigest text(String text) {
        var bytes = text.getBytes(UTF_8);
        number(bytes.length);
        digest.update(bytes);
        return this;
    }

    /** Adds a named field: {@link #NO_LENGTH}, the name and the value. */
    DraftDigest field(String name, @Nullable String value) {
        if (value != null) {
            number(NO_LENGTH);
            text(name).text(value);
        }
        return this;
    }

    String value() {
        return Base64.getEncoder().withoutPadding().encodeToString(digest.digest());
    }

    private void number(int number) {
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(number).array());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
