package org.civildiy.posts.store;

import java.net.URLEncoder;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.StringJoiner;

import org.bson.Document;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.request.Page;

import static java.nio.charset.StandardCharsets.UTF_8;

/**
 * The filter of a list: all posts, or those of an owner, or with a tag, or both. It owns all that follows from a filter: its
 * query string, its BSON and the fields that need an index.
 */
public record PostFilter(OptionalLong userId, Optional<String> tag) {
    /** The fields of a document that a filter compares. Each has an index, newest first. */
    public static final List<String> FIELDS = List.of(StoredPostCodec.USER_ID, StoredPostCodec.TAGS);

    /** The filter of two validated query values; an empty one does not filter. */
    public static PostFilter of(@Nullable String userId, @Nullable String tag) {
        return new PostFilter(
                userId == null || userId.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(userId)),
                Optional.ofNullable(tag).filter(given -> !given.isEmpty()));
    }

    /** Deleted posts are in no list. */
    public Document toBson() {
        var filter = new Document();
        userId.ifPresent(id -> filter.append(StoredPostCodec.USER_ID, id));
        tag.ifPresent(name -> filter.append(StoredPostCodec.TAGS, name));
        return filter.append(StoredPostCodec.DELETED, new Document("$ne", true));
    }

    /** The query string that asks for this page of this filter. */
    public String toQuery(Page page) {
        var query = new StringJoiner("&", "?", "");
        userId.ifPresent(id -> query.add("user_id=" + id));
        tag.ifPresent(name -> query.add("tag=" + URLEncoder.encode(name, UTF_8)));
        return query.add("limit=" + page.limit()).add("skip=" + page.skip()).toString();
    }
}
