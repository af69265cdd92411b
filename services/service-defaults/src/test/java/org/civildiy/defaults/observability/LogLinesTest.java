package org.civildiy.defaults.observability;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.TimeZone;
import java.util.logging.Handler;
import java.util.logging.Logger;
import java.util.stream.Stream;

import io.quarkus.test.junit.QuarkusTest;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.jboss.logmanager.handlers.ConsoleHandler;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** Lines of a service's log: their form, and where they are written to. */
@QuarkusTest
class LogLinesTest {
    @ConfigProperty(name = "quarkus.log.console.format")
    String format;

    private final TimeZone before = TimeZone.getDefault();

    @BeforeEach
    void far_from_greenwich() {
        TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kolkata"));
    }

    @AfterEach
    void put_back() {
        TimeZone.setDefault(before);
    }

    /** A formatter takes the machine's zone when it is made, so this one is made here. */
    @Test
    void the_time_of_a_line_is_in_utc_whatever_the_time_zone_of_the_machine() {
        // Given
        var entry = new ExtLogRecord(Level.INFO, "message", "class");
        entry.setInstant(Instant.parse("2026-01-31T23:30:00.250Z"));
        entry.setLoggerName("audit");
        // When
        var line = new PatternFormatter(format).format(entry);
        // Then
        assertThat(line).startsWith("2026-01-31T23:30:00.250Z INFO  [audit] message");
    }

    @Test
    void lines_are_written_to_standard_output_and_nowhere_else() {
        // When
        var handlers = handlers();
        // Then
        assertThat(handlers).singleElement().isInstanceOf(ConsoleHandler.class);
    }

    /** A handler without a form writes no lines: Quarkus has one for its dev UI. */
    private static List<Handler> handlers() {
        return all(Logger.getLogger("").getHandlers())
                .filter(handler -> handler.getFormatter() != null)
                .toList();
    }

    /** Quarkus has one handler at the root, and the others in it. */
    private static Stream<Handler> all(Handler[] handlers) {
        return Arrays.stream(handlers)
                .flatMap(handler -> handler instanceof ExtHandler around && around.getHandlers().length > 0
                        ? all(around.getHandlers())
                        : Stream.of(handler));
    }
}
