package org.civildiy.posts;

import org.bson.codecs.Codec;
import org.bson.codecs.configuration.CodecProvider;
import org.bson.codecs.configuration.CodecRegistry;

/** Tells the MongoDB driver of our codec; Quarkus finds it by its type. */
class StoredPostCodecs implements CodecProvider {
    @Override
    @SuppressWarnings("unchecked")
    public <T> Codec<T> get(Class<T> type, CodecRegistry others) {
        return type == StoredPost.class ? (Codec<T>) new StoredPostCodec() : null;
    }
}
