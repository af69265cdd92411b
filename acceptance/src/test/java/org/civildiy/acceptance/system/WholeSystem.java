package org.civildiy.acceptance.system;

import java.time.Duration;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;

import static org.awaitility.Awaitility.await;

/** End-to-end check: a new user registers, logs in, creates a profile and a post, and reads the post in the stream. */
public final class WholeSystem {
    /** Limit for a part to return and for the others to connect to it again. */
    public static final Duration HEALING = Duration.ofSeconds(60);

    private WholeSystem() {}

    public static void awaitWorks(Visitor visitor) {
        await("the whole system works")
                .atMost(HEALING)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    var user = visitor.becomesMember();
                    user.post("/api/profile", "{}").then().statusCode(201);
                    var post = user.posts("All is well");
                    ActivityStream.of(user).awaitPost(post);
                });
    }
}
