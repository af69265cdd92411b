package org.civildiy.acceptance;

import java.time.Duration;

import static org.awaitility.Awaitility.await;

/** The system as its users know it: it works when somebody new can do what users do. */
final class WholeSystem {
    /** How long any part may take to come back and the others to find it again. */
    static final Duration HEALING = Duration.ofSeconds(60);

    private WholeSystem() {}

    static void awaitWorks(Visitor visitor) {
        await("the whole system works")
                .atMost(HEALING)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(300))
                .ignoreExceptions()
                .untilAsserted(() -> {
                    var somebody = visitor.becomesMember();
                    somebody.post("/api/profile", "{}").then().statusCode(201);
                    var post = somebody.posts("All is well");
                    ActivityStream.of(somebody).awaitPost(post);
                });
    }
}
