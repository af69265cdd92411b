package org.civildiy.posts.store;

import jakarta.inject.Inject;

import com.mongodb.ConnectionString;
import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.client.MongoClient;
import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import org.junit.jupiter.api.Test;

import org.civildiy.posts.RealBackends;

import static org.assertj.core.api.Assertions.assertThat;

@QuarkusTest
@WithTestResource(value = RealBackends.class, scope = TestResourceScope.GLOBAL)
class MongoSettingsTest {
    @Inject
    MongoClient client;

    @Test
    void the_clients_of_the_service_write_to_the_journals_of_the_majority_and_read_from_the_primary() {
        // When
        var database = client.getDatabase("posts_db");
        // Then
        assertThat(database.getWriteConcern().getWString()).isEqualTo("majority");
        assertThat(database.getWriteConcern().getJournal()).isTrue();
        assertThat(database.getReadPreference()).isEqualTo(ReadPreference.primary());
    }

    @Test
    void no_url_makes_a_write_or_a_read_less_than_that() {
        // Given
        var url = new ConnectionString("mongodb://host/?w=1&journal=false&readPreference=secondary");
        // When
        var settings = new MongoSettings()
                .customize(MongoClientSettings.builder().applyConnectionString(url))
                .build();
        // Then
        assertThat(settings.getWriteConcern().getWString()).isEqualTo("majority");
        assertThat(settings.getWriteConcern().getJournal()).isTrue();
        assertThat(settings.getReadPreference()).isEqualTo(ReadPreference.primary());
    }
}
