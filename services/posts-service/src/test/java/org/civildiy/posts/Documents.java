package org.civildiy.posts;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.reactivestreams.client.MongoClients;
import io.quarkus.mongodb.impl.ReactiveMongoClientImpl;
import io.quarkus.mongodb.reactive.ReactiveMongoClient;
import io.quarkus.mongodb.reactive.ReactiveMongoDatabase;
import org.bson.Document;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.types.ObjectId;

import org.civildiy.local.Backends;
import org.civildiy.posts.post.StoredPost;
import org.civildiy.posts.store.StoredPostCodecs;

/** Direct access to the collection of posts, without the service. */
public final class Documents implements AutoCloseable {
    private final ReactiveMongoClient mongo;
    private final ReactiveMongoDatabase database;

    public Documents(Backends backends) {
        var codecs = CodecRegistries.fromRegistries(
                CodecRegistries.fromProviders(new StoredPostCodecs()), MongoClientSettings.getDefaultCodecRegistry());
        mongo = new ReactiveMongoClientImpl(MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(
                        new ConnectionString(backends.environment().get("MONGODB_URL")))
                .codecRegistry(codecs)
                .build()));
        database = mongo.getDatabase(backends.environment().get("MONGODB_DB"));
    }

    /** The document of a post; {@code null} when there is none. */
    public Document find(String id) {
        return database.getCollection("posts")
                .find(new Document("_id", new ObjectId(id)))
                .toUni()
                .await()
                .indefinitely();
    }

    public void insert(Document document) {
        database.getCollection("posts").insertOne(document).await().indefinitely();
    }

    public void delete(ObjectId id) {
        database.getCollection("posts")
                .deleteOne(new Document("_id", id))
                .await()
                .indefinitely();
    }

    /** Stores a post as the service does. */
    public void insert(StoredPost post) {
        database.getCollection("posts", StoredPost.class)
                .insertOne(post)
                .await()
                .indefinitely();
    }

    @Override
    public void close() {
        mongo.close();
    }
}
