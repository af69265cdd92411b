package org.civildiy.posts;

import java.time.Instant;
import java.util.Date;
import java.util.List;

import org.bson.BsonReader;
import org.bson.BsonWriter;
import org.bson.Document;
import org.bson.codecs.Codec;
import org.bson.codecs.DecoderContext;
import org.bson.codecs.DocumentCodec;
import org.bson.codecs.EncoderContext;

import org.civildiy.events.EventReading.Read;
import org.civildiy.events.EventReading.Unreadable;
import org.civildiy.events.EventTime;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventJson;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * A post as a document. Written by hand and not by reflection, so that it does the same in a native binary. The old system's
 * documents are read as version 1; what it stored as {@code null} or left out is read as empty, so that no document can break a
 * list.
 */
final class StoredPostCodec implements Codec<StoredPost> {
    static final String ID = "_id";
    static final String USER_ID = "user_id";
    static final String TAGS = "tags";
    static final String CREATED_AT = "created_at";
    static final String DELETED = "deleted";
    static final String VERSION = "version";
    static final String REVISION = "revision";
    static final String LEASED_UNTIL = "leased_until";
    /** When the oldest unpublished event was made; there only while there is one, so that a sparse index finds these posts. */
    static final String UNPUBLISHED_SINCE = "unpublished_since";

    static final String KEY = "idempotency_key";
    static final String KEY_UNTIL = "idempotency_until";

    private static final String KEY_DRAFT = "idempotency_draft";
    private static final String TITLE = "title";
    private static final String CONTENT = "content";
    private static final String UPDATED_AT = "updated_at";
    private static final String OUTBOX = "outbox";
    private static final String EVENT = "event";
    private static final String SINCE = "since";
    private static final String TRACEPARENT = "traceparent";

    private final DocumentCodec documents = new DocumentCodec();

    @Override
    public Class<StoredPost> getEncoderClass() {
        return StoredPost.class;
    }

    @Override
    public void encode(BsonWriter writer, StoredPost stored, EncoderContext context) {
        documents.encode(writer, toDocument(stored), context);
    }

    @Override
    public StoredPost decode(BsonReader reader, DecoderContext context) {
        return fromDocument(documents.decode(reader, context));
    }

    private static Document toDocument(StoredPost stored) {
        var post = stored.post();
        var document = new Document(ID, stored.id()).append(USER_ID, post.userId());
        if (stored.deleted()) {
            document.append(DELETED, true);
        } else {
            document.append(TITLE, post.title()).append(CONTENT, post.content()).append(TAGS, post.tags());
        }
        document.append(CREATED_AT, Date.from(post.createdAt()))
                .append(UPDATED_AT, Date.from(post.updatedAt()))
                .append(VERSION, stored.version())
                .append(REVISION, stored.revision());
        if (!stored.unpublished().isEmpty()) {
            var oldest = stored.unpublished().getFirst().since();
            document.append(UNPUBLISHED_SINCE, Date.from(oldest))
                    .append(
                            OUTBOX,
                            stored.unpublished().stream()
                                    .map(StoredPostCodec::toDocument)
                                    .toList());
        }
        if (stored.leasedUntil() != null) {
            document.append(LEASED_UNTIL, Date.from(stored.leasedUntil()));
        }
        if (stored.key() != null) {
            document.append(KEY, stored.key().name())
                    .append(KEY_DRAFT, stored.key().draft())
                    .append(KEY_UNTIL, Date.from(stored.key().until()));
        }
        return document;
    }

    private static Document toDocument(OutboxEvent waiting) {
        var document = new Document(VERSION, waiting.version())
                .append(SINCE, Date.from(waiting.since()))
                .append(EVENT, new String(PostEventJson.write(waiting.event()), UTF_8));
        return waiting.traceparent() == null ? document : document.append(TRACEPARENT, waiting.traceparent());
    }

    static StoredPost fromDocument(Document document) {
        var id = document.getObjectId(ID);
        var createdAt = time(document, CREATED_AT, id.getDate().toInstant());
        var post = new Post(
                id.toHexString(),
                number(document, USER_ID, 0),
                text(document, TITLE),
                text(document, CONTENT),
                texts(document, TAGS),
                createdAt,
                time(document, UPDATED_AT, createdAt));
        return new StoredPost(
                post,
                number(document, VERSION, 1),
                document.getBoolean(DELETED, false),
                document.getList(OUTBOX, Document.class, List.of()).stream()
                        .map(StoredPostCodec::waitingEvent)
                        .toList(),
                time(document, LEASED_UNTIL, null),
                number(document, REVISION, 0),
                document.containsKey(KEY) ? key(document) : null);
    }

    private static IdempotencyKey key(Document document) {
        return new IdempotencyKey(
                text(document, KEY), text(document, KEY_DRAFT), time(document, KEY_UNTIL, Instant.EPOCH));
    }

    private static OutboxEvent waitingEvent(Document document) {
        var event = readEvent(document.getString(EVENT).getBytes(UTF_8));
        return new OutboxEvent(event, document.getString(TRACEPARENT), time(document, SINCE, event.timestamp()));
    }

    private static PostEvent readEvent(byte[] json) {
        return switch (PostEventJson.read(json)) {
            case Read(PostEvent event) -> event;
            case Unreadable(String reason) -> throw new IllegalStateException("not our event in an outbox: " + reason);
        };
    }

    private static String text(Document document, String field) {
        return document.get(field) instanceof String text ? text : "";
    }

    private static long number(Document document, String field, long ifAbsent) {
        return document.get(field) instanceof Number number ? number.longValue() : ifAbsent;
    }

    private static List<String> texts(Document document, String field) {
        return document.get(field) instanceof List<?> list
                ? list.stream()
                        .filter(String.class::isInstance)
                        .map(String.class::cast)
                        .toList()
                : List.of();
    }

    /** Where a time went through JSON on its way here it is text; without a zone it is UTC, as the old system meant it. */
    private static Instant time(Document document, String field, Instant ifAbsent) {
        return switch (document.get(field)) {
            case Date date -> date.toInstant();
            case String text -> EventTime.parse(text).orElse(ifAbsent);
            case null, default -> ifAbsent;
        };
    }
}
