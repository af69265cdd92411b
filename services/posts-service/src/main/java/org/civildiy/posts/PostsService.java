package org.civildiy.posts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import io.quarkus.runtime.annotations.QuarkusMain;
import org.bson.codecs.configuration.CodecRegistries;

import org.civildiy.defaults.bootstrap.Service;
import org.civildiy.posts.legacy.LegacyPosts;
import org.civildiy.posts.legacy.LegacyUserNames;
import org.civildiy.posts.store.StoredPostCodecs;

import static org.civildiy.defaults.settings.Setting.KAFKA_HOST;
import static org.civildiy.defaults.settings.Setting.MONGODB_URL;

/** Posts, and the events of their changes. */
@QuarkusMain
public final class PostsService {
    /** The environment variable that names a file with the usernames; see {@link LegacyUserNames}. */
    private static final String USER_NAMES = "USER_NAMES";

    private static final long SERVER_MILLIS = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private PostsService() {}

    public static void main(String... args) {
        new Service("posts-service", MONGODB_URL, KAFKA_HOST)
                .with("import", PostsService::importLegacyPosts)
                .run(args);
    }

    private static void importLegacyPosts(Map<String, String> settings) {
        var file = System.getenv(USER_NAMES);
        var names = file == null || file.isBlank() ? LegacyUserNames.NONE : LegacyUserNames.read(Path.of(file));
        var url = new ConnectionString(settings.get("quarkus.mongodb.connection-string"));
        try (var mongo = client(url)) {
            var database = mongo.getDatabase(settings.get("quarkus.mongodb.database"));
            new LegacyPosts(database, names, System.out, TIMEOUT).run();
        } catch (MongoException unavailable) {
            throw new IllegalStateException(
                    "MongoDB does not answer at %s: is it running? Imported posts stay imported; run the import again to continue"
                            .formatted(String.join(",", url.getHosts())),
                    unavailable);
        }
    }

    private static MongoClient client(ConnectionString url) {
        return MongoClients.create(MongoClientSettings.builder()
                .applyConnectionString(url)
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SERVER_MILLIS, TimeUnit.MILLISECONDS))
                .codecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromProviders(new StoredPostCodecs()),
                        MongoClientSettings.getDefaultCodecRegistry()))
                .build());
    }
}
