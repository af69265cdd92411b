package org.civildiy.posts.post;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

import org.jspecify.annotations.Nullable;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The digest of a draft, over a canonical form of all its fields. It is stored for 24 h, so the form of a field never changes.
 *
 * <p>Title, content and tags are texts, each after its length, so that no two drafts have the same form. The tags are the last of
 * these, so a further field is not one more text, which would be the same as one more tag: it is added by {@link #field}, after a
 * length that no text has and its name. A field that is absent adds nothing, so that the digests of yesterday still match.
 */
final class DraftDigest {
    private static final int NO_LENGTH = -1;

    private final MessageDigest digest = sha256();

    static String of(NewPost draft) {
        var digest = new DraftDigest().text(draft.title()).text(draft.content());
        draft.tags().forEach(digest::text);
        return digest.value();
    }

    DraftDigest text(String text) {
        var bytes = text.getBytes(UTF_8);
        number(bytes.length);
        digest.update(bytes);
        return this;
    }

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
