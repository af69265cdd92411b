package org.civildiy.chaos.history;

/**
 * One request and how it ended.
 *
 * @param invoked when it was sent, in nanoseconds since the run began
 * @param completed when its answer was there, or when the client gave up
 * @param status of the answer; 0 when there was none
 */
public record Invocation(OperationType kind, long invoked, long completed, Outcome outcome, int status) {
    public boolean acknowledged() {
        return outcome == Outcome.ACKNOWLEDGED;
    }
}
