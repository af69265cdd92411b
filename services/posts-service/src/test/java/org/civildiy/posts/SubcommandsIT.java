package org.civildiy.posts;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Date;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusIntegrationTest;
import io.restassured.RestAssured;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.local.Backends;
import org.civildiy.local.PackagedService;

import static org.assertj.core.api.Assertions.assertThat;
import static org.civildiy.posts.PostsApi.readPost;
import static org.hamcrest.Matchers.equalTo;

/** The subcommands of the packaged program, a native executable or a jar, beside a running instance. */
@QuarkusIntegrationTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class SubcommandsIT {
    Backends backends;

    @TempDir
    Path directory;

    @Test
    void help_names_the_environment_variables() throws Exception {
        // When
        var run = run("help", Map.of());
        // Then
        assertThat(run.exitCode()).isZero();
        assertThat(run.output()).contains("MONGODB_URL", "KAFKA_HOST");
    }

    @Test
    void healthy_exits_with_0_beside_an_instance_that_is_ready() throws Exception {
        // When
        var run = run("healthy", Map.of());
        // Then
        assertThat(run.exitCode()).isZero();
    }

    @Test
    void import_gives_a_legacy_post_its_version_and_its_event() throws Exception {
        // Given
        var id = legacyPost(612);
        // When
        var run = run("import", Map.of("USER_NAMES", names("612,\"ada\"").toString()));
        // Then
        assertThat(run.output()).contains("import: done brought=", "[audit] event=operated verb=import exit=0");
        assertThat(run.exitCode()).isZero();
        readPost(id).statusCode(200).header("ETag", "\"1\"").body("title", equalTo("Old"));
        try (var topic = new Topic(backends.environment().get("KAFKA_HOST"))) {
            assertThat(topic.recordsOf(id))
                    .singleElement()
                    .satisfies(record ->
                            assertThat(Topic.eventOf(record).data().username()).isEqualTo("ada"));
        }
    }

    private Path names(String line) throws IOException {
        return Files.writeString(directory.resolve("names.csv"), line + "\n");
    }

    private String legacyPost(long userId) {
        var id = new ObjectId();
        var time = Date.from(Instant.parse("2025-11-03T12:34:56.843Z"));
        try (var documents = new Documents(backends)) {
            documents.insert(new Document("_id", id)
                    .append("user_id", userId)
                    .append("title", "Old")
                    .append("content", "Content")
                    .append("tags", List.of("a"))
                    .append("created_at", time)
                    .append("updated_at", time));
        }
        return id.toHexString();
    }

    private PackagedService.Run run(String subcommand, Map<String, String> more) throws InterruptedException {
        var environment = new HashMap<>(backends.environment());
        environment.put("QUARKUS_HTTP_PORT", Integer.toString(RestAssured.port));
        environment.putAll(more);
        return PackagedService.ofThisModule().run(environment, subcommand);
    }
}
