package org.civildiy.posts.post;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class TraceParentTest {
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SENT = "00-" + TRACE + "-b7ad6b7169203331-01";
    private static final SpanContext NO_SPAN = SpanContext.getInvalid();

    @Test
    void the_span_of_the_request_comes_first() {
        // When
        var chosen = TraceParent.choose(spanOf(TRACE), SENT);
        // Then
        assertThat(chosen).isEqualTo("00-" + TRACE + "-00f067aa0ba902b7-01");
    }

    @Test
    void without_a_span_it_is_what_the_client_sent() {
        assertThat(TraceParent.choose(NO_SPAN, SENT)).isEqualTo(SENT);
    }

    @Test
    void a_span_of_another_trace_is_not_that_of_this_request() {
        assertThat(TraceParent.choose(spanOf("4bf92f3577b34da6a3ce929d0e0e4736"), SENT))
                .isEqualTo(SENT);
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-b7ad6b7169203331-01",
                "00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01",
                "00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01"
            })
    void without_either_it_is_a_new_one(String sent) {
        // When
        var chosen = TraceParent.choose(NO_SPAN, sent);
        // Then
        assertThat(chosen).matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00").doesNotContain(TRACE);
    }

    private static SpanContext spanOf(String trace) {
        return SpanContext.create(trace, "00f067aa0ba902b7", TraceFlags.getSampled(), TraceState.getDefault());
    }
}
