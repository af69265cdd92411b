package org.civildiy.events;

/** The result of parsing a record's value. Parsing never throws, because a topic may contain anything. */
public sealed interface EventReading {

    /** The value is an event. */
    record Read(PostEvent event) implements EventReading {}

    /**
     * The value is no event.
     *
     * @param reason a sentence that names what is missing or malformed, at most 200 characters, with nothing of the value in
     *     it: fit for a log line and a header
     */
    record Unreadable(String reason) implements EventReading {}
}
