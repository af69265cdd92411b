package org.civildiy.events;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.ResolverStyle;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import static java.time.temporal.ChronoField.OFFSET_SECONDS;

/** The text of a time in an event: written in UTC with exactly three decimal digits and {@code Z}, read from any ISO-8601 date and time. */
public final class EventTime {
    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-12-31T23:59:59.999Z");

    private static final DateTimeFormatter WRITTEN =
            new DateTimeFormatterBuilder().appendInstant(3).toFormatter(Locale.ROOT);

    private static final DateTimeFormatter READ = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .parseDefaulting(OFFSET_SECONDS, 0)
            .toFormatter(Locale.ROOT)
            .withResolverStyle(ResolverStyle.STRICT);

    private EventTime() {}

    /** For example {@code 2026-01-31T09:30:00.120Z}. */
    public static String format(Instant time) {
        return WRITTEN.format(time);
    }

    /**
     * Reads a time and truncates it to milliseconds. A time without an offset is UTC, because the legacy system wrote such times. The
     * result is empty when the text is not a time, or when the time is outside the years 1 to 9999.
     */
    public static Optional<Instant> parse(String text) {
        try {
            Instant time = READ.parse(text, Instant::from).truncatedTo(ChronoUnit.MILLIS);
            return time.isBefore(FIRST) || time.isAfter(LAST) ? Optional.empty() : Optional.of(time);
        } catch (DateTimeException notATime) {
            return Optional.empty();
        }
    }

    static @Nullable Instant truncated(@Nullable Instant time) {
        return time == null ? null : time.truncatedTo(ChronoUnit.MILLIS);
    }
}
