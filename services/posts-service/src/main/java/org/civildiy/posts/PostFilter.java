package org.civildiy.posts;

import java.util.Optional;
import java.util.OptionalLong;

import org.bson.Document;
import org.bson.conversions.Bson;

/** Which posts a list shows: all, or those of an owner, or with a tag, or both. */
record PostFilter(OptionalLong userId, Optional<String> tag) {
    /** The filter that two query values, already checked, ask for; an empty one asks for nothing. */
    static PostFilter of(String userId, String tag) {
        return new PostFilter(
                userId == null || userId.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(userId)),
                Optional.ofNullable(tag).filter(given -> !given.isEmpty()));
    }

    /** What is deleted is in no list. */
    Bson toBson() {
        var filter = new Document();
        userId.ifPresent(id -> filter.append(StoredPostCodec.USER_ID, id));
        tag.ifPresent(name -> filter.append(StoredPostCodec.TAGS, name));
        return filter.append(StoredPostCodec.DELETED, new Document("$ne", true));
    }
}
