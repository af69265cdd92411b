package org.civildiy.events;

/** What became of reading a record's value. Reading never throws: what is on a topic was written by others. */
public sealed interface EventReading {

    /** It is an event. */
    record Read(PostEvent event) implements EventReading {}

    /**
     * It is none.
     *
     * @param reason a sentence that names what is missing or malformed, at most 200 characters, with nothing of the value in
     *     it: fit for a log line and a header
     */
    record Unreadable(String reason) implements EventReading {}
}
