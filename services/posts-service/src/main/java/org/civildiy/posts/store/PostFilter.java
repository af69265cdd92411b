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
 * The filter of a list of posts: by owner, by tag, by both or by neither. The query string, the BSON and the indexed fields of a
 * filter are all defined here, so that a new kind of filter changes this class alone.
 */
public record PostFilter(OptionalLong userId, Optional<String> tag) {
    /** The document fields that a filter compares. {@link PostIndexes} creates an index for each, newest posts first. */
    public static final List<String> FIELDS = List.of(StoredPostCodec.USER_ID, StoredPostCodec.TAGS);

    /** The filter for two validated query parameters. An absent or empty parameter does not filter. */
    public static PostFilter of(@Nullable String userId, @Nullable String tag) {
        return new PostFilter(
                userId == null || userId.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(userId)),
                Optional.ofNullable(tag).filter(given -> !given.isEmpty()));
    }

    /** The filter as a MongoDB query. The query excludes deleted posts. */
    public Document toBson() {
        var filter = new Document();
        userId.ifPresent(id -> filter.append(StoredPostCodec.USER_ID, id));
        tag.ifPresent(name -> filter.append(StoredPostCodec.TAGS, name));
        return filter.append(StoredPostCodec.DELETED, new Document("$ne", true));
    }

    /** The query string of a request for this page of this filter. */
    public String toQuery(Page page) {
        var query = new StringJoiner("&", "?", "");
        userId.ifPresent(id -> query.add("user_id=" + id));
        tag.ifPresent(name -> query.add("tag=" + URLEncoder.encode(name, UTF_8)));
        return query.add("limit=" + page.limit()).add("skip=" + page.skip()).toString();
    }
}
