package org.civildiy.posts;

import io.quarkus.runtime.annotations.QuarkusMain;

import org.civildiy.defaults.bootstrap.Service;
import org.civildiy.posts.legacy.LegacyImport;

import static org.civildiy.defaults.settings.Setting.KAFKA_HOST;
import static org.civildiy.defaults.settings.Setting.KAFKA_PASSWORD;
import static org.civildiy.defaults.settings.Setting.MONGODB_URL;

/** The main class of posts-service: stores posts and publishes an event for each change of a post. */
@QuarkusMain
public final class PostsService {
    private PostsService() {}

    public static void main(String... args) {
        new Service("posts-service", MONGODB_URL, KAFKA_HOST, KAFKA_PASSWORD)
                .with("import", LegacyImport::run)
                .run(args);
    }
}
