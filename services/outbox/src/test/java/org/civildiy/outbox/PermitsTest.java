package org.civildiy.outbox;

import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import org.junit.jupiter.api.Test;

import org.civildiy.outbox.Permits.Permit;

class PermitsTest {
    private final Permits permits = new Permits(10);

    @Test
    void what_does_not_fit_waits_for_what_is_released() {
        // Given
        var first = permits.request(6);
        var second = granted(permits.request(5));
        second.assertNotTerminated();
        // When
        first.release();
        // Then
        second.assertCompleted();
    }

    @Test
    void a_small_share_does_not_overtake_a_large_one() {
        // Given
        var first = permits.request(6);
        permits.request(5);
        var small = granted(permits.request(1));
        small.assertNotTerminated();
        // When
        first.release();
        // Then
        small.assertCompleted();
    }

    @Test
    void a_share_above_the_capacity_is_granted_alone() {
        // Given
        var first = permits.request(1);
        var large = granted(permits.request(11));
        large.assertNotTerminated();
        // When
        first.release();
        // Then
        large.assertCompleted();
    }

    @Test
    void a_share_that_is_released_before_it_is_granted_keeps_nobody_waiting() {
        // Given
        permits.request(6);
        var large = permits.request(5);
        var small = granted(permits.request(4));
        // When
        large.release();
        large.release();
        // Then
        small.assertCompleted();
        granted(permits.request(1)).assertNotTerminated();
    }

    private static UniAssertSubscriber<Void> granted(Permit permit) {
        return permit.granted().subscribe().withSubscriber(UniAssertSubscriber.create());
    }
}
