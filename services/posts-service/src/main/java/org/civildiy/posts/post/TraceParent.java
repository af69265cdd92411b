package org.civildiy.posts.post;

import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import org.jspecify.annotations.Nullable;

/**
 * The W3C trace context ({@code traceparent}) of an event. Every event has a trace context, with and without tracing. The first of these
 * trace contexts that exists is used:
 *
 * <ol>
 *   <li>the current span, unless the client sent another trace id: such a span could belong to another request;
 *   <li>the trace context that the client sent;
 *   <li>a new trace context.
 * </ol>
 */
final class TraceParent {
    private static final Pattern WELL_FORMED =
            Pattern.compile("00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceParent() {}

    /** The trace context of the current request; {@code sent} is the request's header {@code traceparent}, or {@code null}. */
    static String ofRequest(@Nullable String sent) {
        return choose(Span.current().getSpanContext(), sent);
    }

    static String choose(SpanContext span, @Nullable String sent) {
        var given = sent != null && WELL_FORMED.matcher(sent).matches();
        if (span.isValid() && (!given || sent.contains(span.getTraceId()))) {
            return of(span.getTraceId(), span.getSpanId(), span.getTraceFlags().asHex());
        }
        return given ? sent : of(random() + random(), random(), "00");
    }

    private static String of(String traceId, String spanId, String flags) {
        return "00-" + traceId + "-" + spanId + "-" + flags;
    }

    private static String random() {
        return "%016x".formatted(ThreadLocalRandom.current().nextLong(1, Long.MAX_VALUE));
    }
}
