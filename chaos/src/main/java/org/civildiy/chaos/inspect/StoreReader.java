package org.civildiy.chaos.inspect;

import java.util.ArrayList;
import java.util.List;

import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import com.mongodb.client.MongoCollection;
import org.bson.Document;

import org.civildiy.chaos.history.FinalState.Stored;
import org.civildiy.chaos.history.GeneratedContent;

/** A reader of the posts in MongoDB itself, not through posts-service. */
final class StoreReader implements AutoCloseable {
    private final MongoClient client;
    private final MongoCollection<Document> posts;

    StoreReader(String url) {
        this.client = MongoClients.create(url);
        this.posts = client.getDatabase("posts_db").getCollection("posts");
    }

    List<Stored> read() {
        return posts.find().map(StoreReader::stored).into(new ArrayList<>());
    }

    /** The number of posts with events that are not on the topic yet. */
    long waiting() {
        return posts.countDocuments(new Document("unpublished_since", new Document("$exists", true)));
    }

    @Override
    public void close() {
        client.close();
    }

    static Stored stored(Document post) {
        boolean deleted = post.getBoolean("deleted", false);
        return new Stored(
                post.getObjectId("_id").toHexString(),
                post.get("user_id", Number.class).longValue(),
                post.get("version", Number.class).longValue(),
                deleted,
                deleted ? GeneratedContent.UNKNOWN_WRITE : GeneratedContent.writeOf(post),
                post.getDate("updated_at").toInstant().toEpochMilli());
    }
}
