package org.civildiy.auth.token;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The queue of accounts whose revocations must be read again, because a notification named the account. Each connection for notifications
 * has its own queue. One reader at a time takes accounts in portions. So many notifications cause few reads and need bounded memory.
 */
final class ChangedAccounts {
    static final int MAX_WAITING = 10_000;
    static final int PORTION = 100;
    private static final Pattern PAYLOAD = Pattern.compile("([0-9]{1,18})(?: .*)?");

    private final Set<Long> waiting = new LinkedHashSet<>();
    private boolean reading;

    /**
     * The account that a notification names. Empty when the payload does not have the format that this service's trigger sends.
     *
     * <p>The SQL function {@code notify_ended_tokens} sends the whole revocation, but only the account id is used. Every role of the
     * database can send notifications, while only the owner of the table can write a revocation. So revocations are read from the table.
     */
    static Optional<Long> accountIn(String payload) {
        var named = PAYLOAD.matcher(payload);
        return named.matches() ? Optional.of(Long.valueOf(named.group(1))) : Optional.empty();
    }

    /**
     * Adds an account. An account that is waiting already is not added twice.
     *
     * @return whether the caller must become the reader, because no reader is active
     * @throws IllegalStateException when too many accounts are waiting: then reading all revocations is cheaper
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

    /** The next accounts to read. An empty list means that no account is left and that the reader is done. */
    synchronized List<Long> next() {
        var portion = waiting.stream().limit(PORTION).toList();
        portion.forEach(waiting::remove);
        reading = !portion.isEmpty();
        return portion;
    }
}
