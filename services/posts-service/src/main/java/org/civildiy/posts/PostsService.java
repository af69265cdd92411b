package org.civildiy.posts;

import io.quarkus.runtime.annotations.QuarkusMain;

import org.civildiy.defaults.Service;

import static org.civildiy.defaults.Setting.KAFKA_HOST;
import static org.civildiy.defaults.Setting.MONGODB_URL;

/** Posts, and the events that tell of their changes. */
@QuarkusMain
public final class PostsService {
    private PostsService() {}

    public static void main(String... args) {
        new Service("posts-service", MONGODB_URL, KAFKA_HOST).run(args);
    }
}
