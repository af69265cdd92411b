package org.civildiy.outbox;

/**
 * An entry: a document or a row that a service stores together with its pending events, in one atomic write.
 *
 * @param <T> the implementing type itself
 */
public interface OutboxEntry<T extends OutboxEntry<T>> {
    /** The key of the entry's records. Kafka keeps the order of records with the same key. */
    String key();

    PendingEvents outbox();

    /** The next state of this entry, for {@link OutboxStore#replace}, with another outbox and all else unchanged. */
    T withOutbox(PendingEvents outbox);
}
