package org.civildiy.posts.post;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.civildiy.defaults.problem.Problems;

import static java.time.temporal.ChronoUnit.MILLIS;

/**
 * The identity of a repeated creation: the client's {@code Idempotency-Key} (IETF draft
 * {@code draft-ietf-httpapi-idempotency-key-header}). It is stored in the document of the post that it made, by the same write,
 * so it holds across instances and restarts, and no second post can have it (a unique index).
 *
 * @param name the key as the client sent it, after the id of its user, so that two users never share one
 * @param draft a digest of the requested post; another digest under the same key is not a repeated request
 * @param until when the key expires; then it may create another post
 */
public record IdempotencyKey(String name, String draft, Instant until) {
    public static final String HEADER = "Idempotency-Key";
    public static final int MAX_LENGTH = 255;

    /** Printable ASCII, with no space at its ends, where HTTP takes it away (RFC 9110, section 5.5). */
    public static final String FORM = "^[!-~]([ -~]*[!-~])?$";

    private static final Duration LIFE = Duration.ofHours(24);
    private static final Pattern FORMED = Pattern.compile(FORM);

    /**
     * The key that a client sent, if any: one header value of 1 to 255 printable ASCII characters; anything else is a 400. Takes the
     * list of all values, because a parameter of a resource method cannot distinguish an empty header from an absent one.
     */
    public static Optional<String> given(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var value = values.getFirst();
        if (values.size() > 1
                || value.length() > MAX_LENGTH
                || !FORMED.matcher(value).matches()) {
            throw Problems.invalid(HEADER, "must be one value of 1 to 255 printable ASCII characters");
        }
        return Optional.of(value);
    }

    public static IdempotencyKey of(String given, NewPost draft, Author author, Instant now) {
        return new IdempotencyKey(
                author.id() + ":" + given, DraftDigest.of(draft), now.plus(LIFE).truncatedTo(MILLIS));
    }

    public boolean isExpired(Instant now) {
        return !until.isAfter(now);
    }

    /** Whether both were sent with the same post. */
    boolean isForSamePostAs(IdempotencyKey other) {
        return draft.equals(other.draft);
    }
}
