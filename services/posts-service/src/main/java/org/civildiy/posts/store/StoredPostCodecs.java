package org.civildiy.posts.store;

import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;
import org.jspecify.annotations.Nullable;

import org.civildiy.posts.post.StoredPost;

/** Tells the MongoDB driver of our codec; Quarkus finds it by its type. */
public class StoredPostCodecs implements CodecProvider {
    @Override
    @SuppressWarnings("unchecked")
    public <T> @Nullable Codec<T> get(Class<T> type, CodecRegistry others) {
        return type == StoredPost.class ? (Codec<T>) new StoredPostCodec() : null;
    }
}
