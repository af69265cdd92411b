package org.civildiy.posts.post;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

import org.civildiy.defaults.problem.Problems;

import static java.time.temporal.ChronoUnit.MILLIS;

/**
 * The client's {@code Idempotency-Key}, which identifies repeated requests to create the same post (IETF draft
 * {@code draft-ietf-httpapi-idempotency-key-header}). One write stores the post and its key in the same document. So every instance knows
 * the key, also after a restart. A unique index refuses a second post with the same key.
 *
 * @param name the id of the user and the key that the user's client sent, so that two users never share a key
 * @param draft a digest of the requested post. A request with the same key and another digest asks for another post
 * @param until when the key expires; from then on it may create another post
 */
public record IdempotencyKey(String name, String draft, Instant until) {
    public static final String HEADER = "Idempotency-Key";
    public static final int MAX_LENGTH = 255;

    /** Printable ASCII, without a space at either end, because HTTP removes spaces there (RFC 9110, section 5.5). */
    public static final String FORM = "^[!-~]([ -~]*[!-~])?$";

    private static final Duration LIFE = Duration.ofHours(24);
    private static final Pattern VALID = Pattern.compile(FORM);

    /**
     * The key that the client sent, or empty when the request has no such header. Any other header than one value of 1 to 255 printable
     * ASCII characters is answered with 400. The parameter is the list of all values of the header, because a header parameter of a
     * resource method cannot distinguish an empty header from an absent one.
     */
    public static Optional<String> given(List<String> values) {
        if (values.isEmpty()) {
            return Optional.empty();
        }
        var value = values.getFirst();
        if (values.size() > 1
                || value.length() > MAX_LENGTH
                || !VALID.matcher(value).matches()) {
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

    /** Whether both keys were sent with the same post. */
    boolean isForSamePostAs(IdempotencyKey other) {
        return draft.equals(other.draft);
    }
}
