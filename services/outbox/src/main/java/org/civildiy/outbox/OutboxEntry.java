package org.civildiy.outbox;

/**
 * What a service stores together with its pending events by one atomic write: a document or a row.
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
