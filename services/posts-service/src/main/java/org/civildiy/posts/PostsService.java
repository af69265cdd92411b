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

import static org.civildiy.defaults.settings.Setting.KAFKA_HOST;
import static org.civildiy.defaults.settings.Setting.MONGODB_URL;

/** Posts, and the events that tell of their changes. */
@QuarkusMain
public final class PostsService {
    /** Names a file that says what users are called; see {@link UserNames}. */
    private static final String USER_NAMES = "USER_NAMES";

    private static final long SERVER_MILLIS = 5_000;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private PostsService() {}

    public static void main(String... args) {
        new Service("posts-service", MONGODB_URL, KAFKA_HOST)
                .with("import", PostsService::importOldPosts)
                .run(args);
    }

    private static void importOldPosts(Map<String, String> settings) {
        var file = System.getenv(USER_NAMES);
        var names = file == null || file.isBlank() ? UserNames.NONE : UserNames.read(Path.of(file));
        var url = new ConnectionString(settings.get("quarkus.mongodb.connection-string"));
        try (var mongo = client(url)) {
            var database = mongo.getDatabase(settings.get("quarkus.mongodb.database"));
            new OldPosts(database, names, System.out, PATIENCE).bring();
        } catch (MongoException away) {
            throw new IllegalStateException(
                    "MongoDB does not answer at %s: is it running? What was brought stays; run this again to go on"
                            .formatted(String.join(",", url.getHosts())),
                    away);
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
