package org.civildiy.posts;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.civildiy.defaults.problem.Problems;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.temporal.ChronoUnit.MILLIS;

/**
 * By what a repeated creation is known: the client's {@code Idempotency-Key} (IETF draft
 * {@code draft-ietf-httpapi-idempotency-key-header}). It is stored in the document of the post that it made, by the same write,
 * so it holds across instances and restarts, and no second post can have it (a unique index).
 *
 * @param name the key as the client sent it, behind the id of its user: two users never meet
 * @param draft a digest of what the client asked for, so that another request under the same key is told from a repeated one
 * @param until from then on the key is as good as new
 */
record IdempotencyKey(String name, String draft, Instant until) {
    static final String HEADER = "Idempotency-Key";
    static final int LONGEST = 255;

    /** Printable ASCII, with no space at its ends, where HTTP takes it away (RFC 9110, section 5.5). */
    static final String FORM = "^[!-~]([ -~]*[!-~])?$";

    private static final Duration LIFE = Duration.ofHours(24);
    private static final Pattern FORMED = Pattern.compile(FORM);

    /**
     * What a client sent as the header, if it did: once, with 1 to 255 printable characters of ASCII. Anything else is a 400. For
     * the list of all its values, since a parameter of a resource method would make an empty header look like none.
     */
    static Optional<String> given(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var value = values.getFirst();
        if (values.size() > 1
                || value.length() > LONGEST
                || !FORMED.matcher(value).matches()) {
            throw Problems.invalid(HEADER, "must be one value of 1 to 255 printable ASCII characters");
        }
        return Optional.of(value);
    }

    static IdempotencyKey of(String given, NewPost draft, Author author, Instant now) {
        return new IdempotencyKey(
                author.id() + ":" + given, digest(draft), now.plus(LIFE).truncatedTo(MILLIS));
    }

    boolean isOver(Instant now) {
        return !until.isAfter(now);
    }

    /** Whether both were sent with the same post. */
    boolean asksForTheSameAs(IdempotencyKey other) {
        return draft.equals(other.draft);
    }

    /** Each text with its length before it, so that no two drafts run together to the same. */
    private static String digest(NewPost draft) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            var tags = draft.tags() == null ? List.<String>of() : draft.tags();
            Stream.concat(Stream.of(draft.title(), draft.content()), tags.stream())
                    .map(text -> text.getBytes(UTF_8))
                    .forEach(text -> {
                        digest.update(ByteBuffer.allocate(Integer.BYTES)
                                .putInt(text.length)
                                .array());
                        digest.update(text);
                    });
            return Base64.getEncoder().withoutPadding().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException everyPlatformHasIt) {
            throw new IllegalStateException(everyPlatformHasIt);
        }
    }
}
