package org.civildiy.chaos.fault;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Faults that happened together, in nanoseconds since the run began.
 *
 * @param faults none for the quiet time before the first
 * @param ended when what was frozen or cut was let go
 * @param until when the next interval began
 */
public record FaultInterval(List<Fault> faults, long began, long ended, long until) {
    public String label() {
        return faults.isEmpty()
                ? "nothing (baseline)"
                : faults.stream().map(Fault::toString).collect(Collectors.joining(", "));
    }
}
