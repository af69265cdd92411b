package org.civildiy.chaos.client;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.chaos.history.ContentFields;
import org.civildiy.chaos.history.GeneratedContent;

import static org.assertj.core.api.Assertions.assertThat;

class PostJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void a_post_has_the_number_of_its_write() {
        // Given
        var post = JSON.valueToTree(GeneratedContent.of(7).fields());
        // When
        int write = PostJson.write(post);
        // Then
        assertThat(write).isEqualTo(7);
    }

    @ParameterizedTest
    @MethodSource("org.civildiy.chaos.history.ContentFields#names")
    void a_post_that_differs_in_one_field_is_of_no_write(String field) {
        // Given
        var post = JSON.valueToTree(ContentFields.changed(field, 7));
        // When
        int write = PostJson.write(post);
        // Then
        assertThat(write).isEqualTo(GeneratedContent.UNKNOWN_WRITE);
    }

    @Test
    void an_answer_without_a_post_is_of_no_write() {
        // When
        int write = PostJson.write(MissingNode.getInstance());
        // Then
        assertThat(write).isEqualTo(GeneratedContent.UNKNOWN_WRITE);
    }
}
