package org.civildiy.posts;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

import com.mongodb.client.model.Filters;
import org.bson.conversions.Bson;

/** Which posts a list shows: all, or those of an owner, or with a tag, or both. */
record PostFilter(OptionalLong userId, Optional<String> tag) {
    /** The filter that two query values, already checked, ask for; an empty one asks for nothing. */
    static PostFilter of(String userId, String tag) {
        return new PostFilter(
                userId == null || userId.isEmpty() ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(userId)),
                Optional.ofNullable(tag).filter(given -> !given.isEmpty()));
    }

    Bson toBson() {
        List<Bson> all = new ArrayList<>();
        userId.ifPresent(id -> all.add(Filters.eq(StoredPostCodec.USER_ID, id)));
        tag.ifPresent(name -> all.add(Filters.eq(StoredPostCodec.TAGS, name)));
        all.add(Filters.ne(StoredPostCodec.DELETED, true));
        return Filters.and(all);
    }
}
