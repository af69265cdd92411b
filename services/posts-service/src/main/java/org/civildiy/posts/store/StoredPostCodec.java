package org.civildiy.posts.store;

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

import org.civildiy.events.EventTime;
import org.civildiy.outbox.mongodb.OutboxFields;
import org.civildiy.posts.post.IdempotencyKey;
import org.civildiy.posts.post.Post;
import org.civildiy.posts.post.StoredPost;

/**
 * The codec between a post and its MongoDB document. It is written by hand, without reflection, so that it works the same way in a native
 * binary.
 *
 * <p>A legacy document is read as version 1. Absent fields and {@code null} are read as empty, so that a list of posts does not fail
 * because of one such document.
 */
public final class StoredPostCodec implements Codec<StoredPost> {
    public static final String ID = "_id";
    static final String USER_ID = "user_id";
    static final String TAGS = "tags";
    static final String CREATED_AT = "created_at";
    static final String DELETED = "deleted";
    public static final String VERSION = "version";
    static final String REVISION = "revision";

    static final String KEY = "idempotency_key";
    static final String KEY_UNTIL = "idempotency_until";

    private static final String KEY_DRAFT = "idempotency_draft";
    private static final String TITLE = "title";
    private static final String CONTENT = "content";
    private static final String UPDATED_AT = "updated_at";

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
        OutboxFields.write(document, stored.outbox());
        if (stored.idempotency() != null) {
            document.append(KEY, stored.idempotency().name())
                    .append(KEY_DRAFT, stored.idempotency().draft())
                    .append(KEY_UNTIL, Date.from(stored.idempotency().until()));
        }
        return document;
    }

    public static StoredPost fromDocument(Document document) {
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
                OutboxFields.read(document),
                number(document, REVISION, 0),
                document.containsKey(KEY) ? key(document) : null);
    }

    private static IdempotencyKey key(Document document) {
        return new IdempotencyKey(
                text(document, KEY), text(document, KEY_DRAFT), time(document, KEY_UNTIL, Instant.EPOCH));
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

    /** A document that was imported from JSON has its times as text. Text without a zone is UTC, as in the legacy system. */
    private static Instant time(Document document, String field, Instant ifAbsent) {
        return switch (document.get(field)) {
            case Date date -> date.toInstant();
            case String text -> EventTime.parse(text).orElse(ifAbsent);
            case null, default -> ifAbsent;
        };
    }
}
