package org.civildiy.feed.kafka;

import org.junit.jupiter.api.Test;

import org.civildiy.feed.kafka.ConnectionLog.Change;

import static org.assertj.core.api.Assertions.assertThat;

class ConnectionLogTest {
    private final ConnectionLog.State contact = new ConnectionLog.State();

    @Test
    void that_the_first_connection_takes_a_moment_is_no_news() {
        // When
        var news = contact.after(false, 0);
        // Then
        assertThat(news).isEqualTo(Change.NONE);
    }

    @Test
    void a_lost_connection_is_told_once() {
        // Given
        contact.after(true, 100);
        // When
        var news = contact.after(false, 100);
        // Then
        assertThat(news).isEqualTo(Change.LOST);
        assertThat(contact.after(false, 100)).isEqualTo(Change.NONE);
    }

    @Test
    void a_broker_that_takes_connections_and_says_nothing_is_not_back() {
        // Given
        contact.after(true, 100);
        contact.after(false, 100);
        // When
        var news = contact.after(true, 100);
        // Then
        assertThat(news).isEqualTo(Change.NONE);
        assertThat(contact.after(false, 100)).isEqualTo(Change.NONE);
    }

    @Test
    void a_broker_that_is_heard_again_is_back_and_may_be_lost_again() {
        // Given
        contact.after(true, 100);
        contact.after(false, 100);
        // When
        var news = contact.after(true, 101);
        // Then
        assertThat(news).isEqualTo(Change.FOUND);
        assertThat(contact.after(false, 101)).isEqualTo(Change.LOST);
    }
}
