package org.civildiy.chaos.history;

/**
 * One request and its outcome.
 *
 * @param invoked when the request was sent, in nanoseconds since the run began
 * @param completed when the answer arrived, or when the client gave up
 * @param status the status of the answer; 0 when there was no answer
 */
public record Invocation(OperationType kind, long invoked, long completed, Outcome outcome, int status) {
    public boolean acknowledged() {
        return outcome == Outcome.ACKNOWLEDGED;
    }
}
