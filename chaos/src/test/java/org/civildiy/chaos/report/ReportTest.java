package org.civildiy.chaos.report;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;

import org.civildiy.chaos.check.PromiseViolation;
import org.civildiy.chaos.check.PromiseViolation.Anomaly;
import org.civildiy.chaos.fault.Fault;
import org.civildiy.chaos.fault.FaultInterval;
import org.civildiy.chaos.fault.Harm;
import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;

import static org.assertj.core.api.Assertions.assertThat;

class ReportTest {
    private static final long SECOND = Duration.ofSeconds(1).toNanos();
    private static final String RUN = "seed 1, 30 s, 32 clients";
    private static final List<Operation> HISTORY =
            List.of(login(1, Outcome.ACKNOWLEDGED), login(3, Outcome.UNKNOWN), login(6, Outcome.ACKNOWLEDGED));
    private static final List<FaultInterval> EPISODES = List.of(
            new FaultInterval(List.of(), 0, 2 * SECOND, 2 * SECOND),
            new FaultInterval(List.of(new Fault("postgres", Harm.FREEZE)), 2 * SECOND, 5 * SECOND, 8 * SECOND));

    @Test
    void it_counts_requests_and_violations_of_each_operation() {
        // Given
        var lost = new PromiseViolation(Anomaly.LOST, OperationType.CREATE, "post a");
        // When
        var report = new Report(RUN, HISTORY, EPISODES, List.of(lost)).markdown();
        // Then
        assertThat(report)
                .contains("| login | 3 | 2 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 | 0 |")
                .contains("| create | 0 | 0 | 0 | 0 | 1 | 0 | 0 | 0 | 0 | 0 | 0 |")
                .contains("- lost (create): post a");
    }

    @Test
    void it_has_the_longest_time_without_success_for_each_fault() {
        // When
        var report = new Report(RUN, HISTORY, EPISODES, List.of()).markdown();
        // Then
        assertThat(report)
                .contains(
                        "| 2 | freeze postgres, 3.0 | 2 | 1 | 6.0 | 6.0 | 6.0 | 6.0 | 6.0 | 6.0 | 4.0 | never | never |");
    }

    @Test
    void the_picture_is_well_formed_and_shows_what_happened_and_the_faults() throws Exception {
        // When
        var svg = Timeline.of(HISTORY, EPISODES);
        // Then
        var document = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getDocumentElement().getTagName()).isEqualTo("svg");
        assertThat(svg).contains("3 s: 0 answered, 1 not").contains("2.0 s: freeze postgres");
    }

    private static Operation login(long second, Outcome outcome) {
        return new Operation.Other(
                new Invocation(OperationType.LOGIN, second * SECOND - 1, second * SECOND, outcome, 0));
    }
}
