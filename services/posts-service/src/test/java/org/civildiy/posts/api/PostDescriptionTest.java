package org.civildiy.posts.api;

import java.util.List;
import java.util.Map;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.posts.RealBackends;
import org.civildiy.posts.post.IdempotencyKey;
import org.civildiy.posts.post.NewPost;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasKey;
import static org.hamcrest.Matchers.not;

/** What the OpenAPI document says of posts. */
@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class PostDescriptionTest {
    @Test
    void the_description_has_the_names_on_the_wire_and_asks_nobody_for_an_identity() {
        given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .body("components.schemas.Post.properties.keySet()", hasItems("user_id", "created_at", "updated_at"))
                .body("components.schemas.keySet()", not(hasItem("Caller")))
                .body("paths.'/api/posts/{id}'.delete", not(hasKey("requestBody")))
                .body("paths.'/api/posts/{id}'.put.parameters.name", containsInAnyOrder("id", "If-Match"))
                .body(
                        "paths.'/api/posts'.post.responses.keySet()",
                        containsInAnyOrder("201", "400", "401", "409", "406", "413", "415", "429", "503"))
                .body("paths.'/api/posts'.post.parameters.name", contains("Idempotency-Key"))
                .body("paths.'/api/posts'.post.parameters.schema.type", contains("string"))
                .body("paths.'/api/posts'.post.parameters.schema.pattern", contains(IdempotencyKey.FORM));
    }

    @Test
    void each_single_post_has_its_version_and_each_write_its_consistency_token() {
        given().get("/openapi?format=json")
                .then()
                .statusCode(200)
                .body(
                        "paths.'/api/posts'.post.responses.'201'.headers.keySet()",
                        containsInAnyOrder("Location", "ETag", "X-Stream-Position"))
                .body(
                        "paths.'/api/posts/{id}'.put.responses.'200'.headers.keySet()",
                        containsInAnyOrder("ETag", "X-Stream-Position"))
                .body("paths.'/api/posts/{id}'.delete.responses.'200'.headers.keySet()", contains("X-Stream-Position"))
                .body("paths.'/api/posts/{id}'.get.responses.'200'.headers.keySet()", contains("ETag"))
                .body("paths.'/api/posts'.get.responses.'200'.headers.keySet()", contains("Link"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"NewPost", "PostChange", "Post"})
    void each_field_that_a_client_writes_has_its_bounds(String schema) {
        Map<String, Map<String, Object>> properties =
                given().get("/openapi?format=json").path("components.schemas." + schema + ".properties");
        for (var field : NewPost.class.getRecordComponents()) {
            var description = properties.get(field.getName());
            assertThat(description)
                    .as(field.getName())
                    .containsKey(field.getType() == List.class ? "maxItems" : "maxLength");
        }
    }
}
