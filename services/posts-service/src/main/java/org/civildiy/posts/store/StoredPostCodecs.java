package org.civildiy.posts.store;

import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

import org.civildiy.posts.post.StoredPost;

/** Registers {@link StoredPostCodec} with the MongoDB driver; Quarkus finds this class by its type. */
public class StoredPostCodecs implements CodecProvider {
    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry others) {
        return type == StoredPost.class ? (Codec<T>) new StoredPostCodec() : null;
    }
}
