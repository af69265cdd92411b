package org.civildiy.events;

/** The result of parsing a record's value. Parsing never throws, because a topic may contain anything. */
public sealed interface EventReading {

    /** The value is an event. */
    record Read(PostEvent event) implements EventReading {}

    /**
     * The value is no event.
     *
     * @param reason a sentence of at most 200 characters that says what is missing or malformed. The sentence quotes nothing from the
     *     value, so that the sentence is safe in a log line and in a header
     */
    record Unreadable(String reason) implements EventReading {}
}
