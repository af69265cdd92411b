package org.civildiy.feed.event;

import java.util.Collection;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.junit.jupiter.api.Test;

import org.civildiy.events.EventReading.Read;
import org.civildiy.events.PostEventJson;
import org.civildiy.feed.fixture.Events;
import org.civildiy.feed.fixture.ExpectedItem;
import org.civildiy.feed.fixture.ExpectedItem.Component;

import static org.assertj.core.api.Assertions.assertThat;

/** A field of a post's content cannot be forgotten on its way from the record in Kafka to the JSON of a stream. */
class ItemContentTest {
    private final Read read = (Read) PostEventJson.read(PostEventJson.write(Events.updated("p1", 7, 3, 5)));
    private final Item item = Item.of(read.event());
    private final Map<String, Object> content =
            ExpectedItem.content(read.event().data());

    @Test
    void the_sample_has_a_value_in_each_field() {
        assertThat(content)
                .containsKeys("title", "content", "tags")
                .allSatisfy((name, value) -> assertThat(value)
                        .as("Events.updated must set " + name)
                        .isNotNull()
                        .isNotEqualTo("")
                        .isNotEqualTo(List.of()));
    }

    @Test
    void each_field_is_a_component_of_the_item() {
        // When
        var components = ExpectedItem.components(item);
        // Then
        assertThat(components)
                .containsAll(content.entrySet().stream()
                        .map(field -> new Component(field.getKey(), field.getValue()))
                        .toList());
    }

    @Test
    void each_component_of_the_item_is_in_its_json() throws JsonProcessingException {
        // When
        var json = new JsonMapper().readValue(item.json(), new TypeReference<Map<String, Object>>() {});
        // Then
        assertThat(json.keySet())
                .containsExactlyElementsOf(ExpectedItem.components(item).stream()
                        .map(each -> SnakeCaseStrategy.INSTANCE.translate(each.name()))
                        .toList());
        content.forEach((name, value) -> assertThat(json.get(SnakeCaseStrategy.INSTANCE.translate(name)))
                .as(name)
                .isEqualTo(value instanceof Collection<?> list ? List.copyOf(list) : value));
    }

    @Test
    void the_item_is_the_one_of_the_contract() {
        assertThat(item.json()).isEqualTo(ExpectedItem.json(read.event()));
    }
}
