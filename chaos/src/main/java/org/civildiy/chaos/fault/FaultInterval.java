package org.civildiy.chaos.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * The interval of faults that were injected together, in nanoseconds since the run began.
 *
 * @param faults empty for the baseline before the first fault
 * @param ended when the faults ended
 * @param until when the next interval began
 */
public record FaultInterval(List<Fault> faults, long began, long ended, long until) {
    public String label() {
        return faults.isEmpty()
                ? "nothing (baseline)"
                : faults.stream().map(Fault::toString).collect(Collectors.joining(", "));
    }
}
