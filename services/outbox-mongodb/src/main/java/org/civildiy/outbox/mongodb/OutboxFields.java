package org.civildiy.outbox.mongodb;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import org.civildiy.outbox.OutboxEvent;
import org.civildiy.outbox.PendingEvents;

/**
 * The fields of a MongoDB document that store its outbox. A document without pending events and without a lease has none of these fields.
 * So a sparse index on {@link #UNPUBLISHED_SINCE} contains only the documents with pending events.
 */
public final class OutboxFields {
    /** The time at which the oldest pending event was stored. */
    public static final String UNPUBLISHED_SINCE = "unpublished_since";

    /** The end of the lease on the pending events. */
    public static final String LEASED_UNTIL = "leased_until";

    /** The pending events. Only this field of the three may be long. */
    public static final String OUTBOX = "outbox";

    private static final String VERSION = "version";
    private static final String EVENT = "event";
    private static final String SINCE = "since";
    private static final String TRACEPARENT = "traceparent";

    private OutboxFields() {}

    /** Adds the fields of the outbox to a document that has none of them yet. */
    public static void write(Document document, PendingEvents outbox) {
        if (!outbox.isEmpty()) {
            document.append(
                            UNPUBLISHED_SINCE,
                            Date.from(outbox.events().getFirst().since()))
                    .append(
                            OUTBOX,
                            outbox.events().stream().map(OutboxFields::document).toList());
        }
        if (outbox.leasedUntil() != null) {
            document.append(LEASED_UNTIL, Date.from(outbox.leasedUntil()));
        }
    }

    /** Reads the outbox of a document. A document without these fields has an empty outbox. */
    public static PendingEvents read(Document document) {
        return new PendingEvents(
                document.getList(OUTBOX, Document.class, List.of()).stream()
                        .map(OutboxFields::event)
                        .toList(),
                time(document.get(LEASED_UNTIL)));
    }

    private static Document document(OutboxEvent event) {
        var document = new Document(VERSION, event.version())
                .append(SINCE, Date.from(event.since()))
                .append(EVENT, event.json());
        return event.traceparent() == null ? document : document.append(TRACEPARENT, event.traceparent());
    }

    private static OutboxEvent event(Document document) {
        var since = time(document.get(SINCE));
        return new OutboxEvent(
                ((Number) document.get(VERSION)).longValue(),
                document.getString(EVENT),
                document.getString(TRACEPARENT),
                since == null ? Instant.EPOCH : since);
    }

    private static @Nullable Instant time(@Nullable Object value) {
        return value instanceof Date date ? date.toInstant() : null;
    }
}
