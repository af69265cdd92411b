package org.civildiy.posts.legacy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.MongoException;
import com.mongodb.client.MongoClient;
import com.mongodb.client.MongoClients;
import org.bson.codecs.configuration.CodecRegistries;

import org.civildiy.posts.store.MongoSettings;
import org.civildiy.posts.store.StoredPostCodecs;

/** The subcommand {@code import}: imports the legacy posts. It creates its own MongoDB client, because Quarkus is not running. */
public final class LegacyImport {
    /** The environment variable with the path of a file of usernames; see {@link LegacyUserNames}. */
    private static final String USER_NAMES = "USER_NAMES";

    private static final long SERVER_MILLIS = 5_000;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private LegacyImport() {}

    /** Imports all legacy posts. Fails with a message for the operator when MongoDB does not answer. */
    public static void run(Map<String, String> settings) {
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
        return MongoClients.create(new MongoSettings()
                .customize(MongoClientSettings.builder().applyConnectionString(url))
                .applyToClusterSettings(cluster -> cluster.serverSelectionTimeout(SERVER_MILLIS, TimeUnit.MILLISECONDS))
                .codecRegistry(CodecRegistries.fromRegistries(
                        CodecRegistries.fromProviders(new StoredPostCodecs()),
                        MongoClientSettings.getDefaultCodecRegistry()))
                .build());
    }
}
