package org.civildiy.auth.token;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The accounts whose revocations have changed and are to be read again, of one connection. One reader at a time takes them in portions,
 * so that a flood of notifications causes few reads and takes bounded memory.
 */
final class ChangedAccounts {
    static final int MAX_WAITING = 10_000;
    static final int PORTION = 100;
    private static final Pattern PAYLOAD = Pattern.compile("([0-9]{1,18})(?: .*)?");

    private final Set<Long> waiting = new LinkedHashSet<>();
    private boolean reading;

    /**
     * The account that a notification names; empty for one that no trigger of this service has sent. The SQL function
     * {@code notify_ended_tokens} sends more, which is ignored: every role of the database can send notifications, and only the
     * owner of the table can write a revocation.
     */
    static Optional<Long> accountIn(String payload) {
        var named = PAYLOAD.matcher(payload);
        return named.matches() ? Optional.of(Long.valueOf(named.group(1))) : Optional.empty();
    }

    /**
     * Adds an account that may be waiting already.
     *
     * @return whether the caller is to be the reader, since there is none
     * @throws IllegalStateException when too many are waiting: then reading all revocations is cheaper
     */
    synchronized boolean add(long account) {
        if (waiting.size() >= MAX_WAITING) {
            throw new IllegalStateException("too many notifications");
        }
        waiting.add(account);
        var first = !reading;
        reading = true;
        return first;
    }

    /** The next accounts to read; none are left when it is empty, and the reader is done. */
    synchronized List<Long> next() {
        var portion = waiting.stream().limit(PORTION).toList();
        portion.forEach(waiting::remove);
        reading = !portion.isEmpty();
        return portion;
    }
}
