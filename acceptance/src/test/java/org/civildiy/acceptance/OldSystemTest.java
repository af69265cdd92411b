package org.civildiy.acceptance;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.civildiy.acceptance.Answers.TIMESTAMP;
import static org.civildiy.acceptance.Answers.invalid;
import static org.civildiy.acceptance.Answers.problem;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

/** The defects of the system that this one replaces, each of which must not come back (DESIGN.md section 7). */
@AcceptanceTest
class OldSystemTest {
    private final Visitor visitor;
    private final Operator operator;
    private final ActivityStream stream;

    OldSystemTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
        this.stream = ActivityStream.global(visitor);
    }

    @Test
    void validate_reads_the_header_and_not_the_query() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var byHeader = ada.get("/api/auth/validate");
        var byQuery = visitor.get("/api/auth/validate?authorization=Bearer%20" + ada.token());
        // Then
        byHeader.then().statusCode(200);
        byQuery.then().statusCode(401);
    }

    @ParameterizedTest
    @CsvSource({"GET, /api/profile", "POST, /api/posts", "GET, /api/activity-stream/user"})
    void protected_routes_are_behind_forward_auth(String method, String path) {
        // When
        var answer = visitor.request()
                .header("X-User-ID", "1")
                .contentType("application/json")
                .body("{}")
                .request(method, path);
        // Then
        answer.then().spec(problem(401));
    }

    @Test
    void a_duplicate_registration_is_a_409_and_not_a_500() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var again = visitor.register(ada.email(), ada.username(), Visitor.PASSWORD);
        // Then
        again.then().spec(problem(409, "User already exists"));
    }

    @Test
    void a_nul_in_a_name_or_password_is_a_400_and_not_a_500() {
        // Given
        var name = Visitor.unusedName();
        // When
        var inName = visitor.register(name + "@example.com", name + "\u0000", Visitor.PASSWORD);
        var inPassword = visitor.register(name + "@example.com", name, "pass\u0000word");
        // Then
        inName.then().spec(problem(400));
        assertThat(inPassword.statusCode()).isIn(201, 400);
    }

    @Test
    void an_endless_name_is_a_400_and_not_a_500() {
        // When
        var answer = visitor.register("ada@example.com", "a".repeat(300), Visitor.PASSWORD);
        // Then
        answer.then().spec(invalid("username"));
    }

    @ParameterizedTest
    @CsvSource({"ffffffffffffffffffffffff, 404", "not-an-id, 400"})
    void a_missing_post_is_a_404_and_a_malformed_id_a_400(String id, int status) {
        // When
        var answer = visitor.get("/api/posts/" + id);
        // Then
        answer.then().spec(problem(status));
    }

    @Test
    void a_null_title_is_refused_and_the_list_lives_on() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Title");
        // When
        var answer = ada.put("/api/posts/" + post, "{\"title\": null}");
        // Then
        answer.then().spec(invalid("title"));
        visitor.get("/api/posts/" + post).then().statusCode(200).body("title", equalTo("Title"));
        visitor.get("/api/posts?user_id=" + ada.id()).then().statusCode(200).body("title", equalTo(List.of("Title")));
    }

    @Test
    void an_event_carries_the_title_and_not_the_content_in_its_place() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var post = ada.posts("The title", "The content", List.of());
        // Then
        assertThat(stream.awaitPost(post)).containsEntry("title", "The title").containsEntry("content", "The content");
    }

    @Test
    void a_deleted_post_is_not_readable_in_the_stream() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Secret", "Nobody shall read this", List.of());
        stream.awaitPost(post);
        // When
        ada.delete("/api/posts/" + post);
        // Then
        stream.awaitGone(post);
        ActivityStream.of(ada).awaitGone(post);
    }

    @Test
    void an_update_neither_blanks_nor_doubles_the_item() {
        // Given
        var ada = visitor.becomesMember();
        var post = ada.posts("Before");
        stream.awaitPost(post);
        // When
        ada.put("/api/posts/" + post, "{\"title\": \"After\"}");
        // Then
        assertThat(stream.awaitTitle(post, "After"))
                .containsEntry("content", "What there is to say about Before")
                .containsEntry("username", ada.username());
        assertThat(stream.itemsOf(post)).hasSize(1);
    }

    @Test
    void events_are_keyed_by_their_post() {
        // Given
        var ada = visitor.becomesMember();
        // When
        var post = ada.posts("Keyed");
        // Then
        assertThat(operator.topic("posts-events").awaitKey(1, post))
                .extracting(ConsumerRecord::key)
                .containsOnly(post);
    }

    @Test
    void the_user_name_is_the_registered_one_and_not_the_local_part_of_the_email() {
        // Given
        var name = Visitor.unusedName();
        visitor.register(name + ".mail@example.com", name, Visitor.PASSWORD);
        var token = visitor.login(name + ".mail@example.com", Visitor.PASSWORD).<String>path("access_token");
        // When
        var answer =
                visitor.request().header("Authorization", "Bearer " + token).get("/api/auth/validate");
        // Then
        answer.then().header("X-User-Name", name);
    }

    @Test
    void a_password_counts_to_its_last_character() {
        // Given
        var name = Visitor.unusedName();
        var password = "p".repeat(127);
        visitor.register(name + "@example.com", name, password + "1");
        // When
        var right = visitor.login(name + "@example.com", password + "1");
        var cut = visitor.login(name + "@example.com", password.substring(0, 72));
        var other = visitor.login(name + "@example.com", password + "2");
        // Then
        right.then().statusCode(200);
        cut.then().spec(problem(401, "Invalid credentials"));
        other.then().spec(problem(401, "Invalid credentials"));
    }

    @Test
    void a_password_may_be_of_any_script() {
        // Given
        var name = Visitor.unusedName();
        var password = "パスワード-\uD83D\uDD11-слово";
        visitor.register(name + "@example.com", name, password).then().statusCode(201);
        // When
        var answer = visitor.login(name + "@example.com", password);
        // Then
        answer.then().statusCode(200);
    }

    @Test
    void a_posts_timestamps_are_the_same_wherever_one_reads_them() {
        // Given
        var ada = visitor.becomesMember();
        var created = ada.post("/api/posts", Map.of("title", "t", "content", "c"));
        var post = created.<String>path("id");
        // When
        var read = visitor.get("/api/posts/" + post);
        var listed = visitor.get("/api/posts?user_id=" + ada.id());
        // Then
        assertThat(created.<String>path("created_at"))
                .matches(TIMESTAMP)
                .isEqualTo(read.path("created_at"))
                .isEqualTo(listed.path("[0].created_at"))
                .isEqualTo(stream.awaitPost(post).get("timestamp"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"limit=-1", "limit=0", "limit=100000", "skip=-1", "skip=-2&limit=2"})
    void paging_outside_its_bounds_does_not_reach_the_database(String query) {
        // When
        var posts = visitor.get("/api/posts?" + query);
        var activities = visitor.get("/api/activity-stream?" + query);
        // Then
        posts.then().spec(problem(400));
        activities.then().spec(problem(400));
    }

    @Test
    void user_0_is_a_user_like_any_other_and_not_everybody() {
        // Given
        visitor.becomesMember().posts("Somebody's");
        // When
        var answer = visitor.get("/api/posts?user_id=0");
        // Then
        answer.then().statusCode(200).body("size()", equalTo(0));
    }

    @Test
    void a_token_signed_with_the_old_systems_default_key_is_worth_nothing() {
        // Given
        var ada = visitor.becomesMember();
        var forged = Token.parse(ada.token()).signed("your-secret-key-change-in-production");
        // When
        var answer = visitor.withToken(ada, forged).get("/api/profile");
        // Then
        answer.then().spec(problem(401, "Invalid token"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/api/postsXYZ", "/api/profile2", "/api/authentic", "/api/activity-stream-old"})
    void a_path_prefix_ends_at_a_boundary(String path) {
        // When
        var answer = visitor.get(path);
        // Then
        answer.then().statusCode(404);
    }

    @Test
    void a_trailing_slash_is_not_a_redirect_to_another_host() {
        // When
        var answer = visitor.request().redirects().follow(false).get("/api/posts/");
        // Then
        answer.then().statusCode(not(equalTo(307)));
    }

    @Test
    void markup_in_a_post_is_neither_cut_nor_changed() {
        // Given
        var ada = visitor.becomesMember();
        var markup = "Hello <script>alert(1)</script><b onclick=x>world</b> & <a href='javascript:alert(1)'>l</a>";
        // When
        var post = ada.posts(markup, markup, List.of("<i>"));
        // Then
        visitor.get("/api/posts/" + post)
                .then()
                .contentType("application/json")
                .header("X-Content-Type-Options", "nosniff")
                .body("title", equalTo(markup))
                .body("content", equalTo(markup));
    }

    @Test
    void statistics_are_not_constants() {
        // Given
        var before = visitor.get("/api/activity-stream/stats")
                .<Number>path("events_applied")
                .longValue();
        // When
        stream.awaitPost(visitor.becomesMember().posts("Counted"));
        // Then
        await().until(() -> visitor.get("/api/activity-stream/stats")
                        .<Number>path("events_applied")
                        .longValue()
                > before);
    }

    @Test
    void the_whole_journey_passes_twice_in_a_row() throws Exception {
        for (int run = 1; run <= 2; run++) {
            // When
            var journey = Script.run(visitor, "bash", Path.of("..", "test.sh").toString());
            // Then
            assertThat(journey.exitCode()).as(journey.output()).isZero();
            assertThat(journey.output()).contains("✓").doesNotContain("✗");
        }
    }
}
