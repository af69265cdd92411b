package org.civildiy.events;

import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.events.GoldenSample.Form;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

class EventSchemaTest {
    static Stream<GoldenSample> readableByThisSystem() {
        return GoldenSample.of(Form.CANONICAL, Form.FOREIGN);
    }

    static Stream<GoldenSample> legacy() {
        return GoldenSample.of(Form.LEGACY);
    }

    @ParameterizedTest
    @MethodSource("readableByThisSystem")
    void what_this_system_writes_is_valid_by_the_schema(GoldenSample sample) throws IOException {
        // Given
        Schema schema = schema("post-event.schema.json");
        // When
        List<Error> errors = errors(schema, PostEventJson.write(sample.event()));
        // Then
        assertThat(errors).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("legacy")
    void what_the_old_system_wrote_is_valid_by_its_own_schema_only(GoldenSample sample) throws IOException {
        // Given
        Schema old = schema("old-post-event.schema.json");
        Schema ours = schema("post-event.schema.json");
        // When
        List<Error> byOld = errors(old, sample.bytes());
        List<Error> byOurs = errors(ours, sample.bytes());
        // Then
        assertThat(byOld).isEmpty();
        assertThat(byOurs).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void what_no_reader_can_read_is_invalid_by_the_schema_too(GoldenSample sample) throws IOException {
        // Given
        Schema schema = schema("post-event.schema.json");
        boolean json = sample != GoldenSample.NOT_JSON
                && sample != GoldenSample.TRUNCATED
                && sample != GoldenSample.TWO_VALUES
                && sample != GoldenSample.HALF_A_SURROGATE_PAIR;
        // When
        boolean valid = json && errors(schema, sample.bytes()).isEmpty();
        // Then
        assertThat(valid).isEqualTo(sample.form() == Form.CANONICAL);
    }

    @Test
    void every_reference_of_the_asyncapi_document_leads_somewhere() throws IOException {
        // Given
        JsonNode document = new YAMLMapper().readTree(resource("asyncapi.yaml"));
        // When
        List<String> broken = references(document).stream()
                .filter(reference -> !leadsSomewhere(document, reference))
                .toList();
        // Then
        assertThat(broken).isEmpty();
    }

    @Test
    void the_example_of_the_asyncapi_document_is_the_golden_sample() throws IOException {
        // Given
        JsonNode document = new YAMLMapper().readTree(resource("asyncapi.yaml"));
        // When
        JsonNode example = document.at("/components/messages/post.created/examples/0/payload");
        // Then
        assertThat(example).isEqualTo(new JsonMapper().readTree(GoldenSample.CREATED.bytes()));
    }

    @ParameterizedTest
    @MethodSource("contentFields")
    void each_field_of_a_post_is_in_the_schema_and_in_the_golden_sample(RecordComponent field) throws IOException {
        // Given
        var json = new JsonMapper();
        JsonNode schema = json.readTree(resource("post-event.schema.json"));
        JsonNode sample = json.readTree(GoldenSample.CREATED.bytes());
        // When, Then
        assertThat(schema.at("/$defs/whole/properties").has(field.getName())).isTrue();
        assertThat(sample.at("/data/" + field.getName()).isMissingNode()).isFalse();
    }

    static Stream<RecordComponent> contentFields() {
        return Arrays.stream(PostContent.class.getRecordComponents());
    }

    private static List<Error> errors(Schema schema, byte[] value) {
        return schema.validate(
                new String(value, UTF_8),
                InputFormat.JSON,
                context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    }

    private static Schema schema(String name) throws IOException {
        try (InputStream text = resource(name)) {
            return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(text);
        }
    }

    private static List<String> references(JsonNode node) {
        List<String> references = new ArrayList<>();
        node.findValues("$ref").forEach(reference -> references.add(reference.asText()));
        return references;
    }

    private static boolean leadsSomewhere(JsonNode document, String reference) {
        return reference.startsWith("#/")
                ? !document.at(reference.substring(1)).isMissingNode()
                : resource(reference.substring("./".length())) != null;
    }

    private static InputStream resource(String name) {
        return PostEvent.class.getResourceAsStream(name);
    }
}
