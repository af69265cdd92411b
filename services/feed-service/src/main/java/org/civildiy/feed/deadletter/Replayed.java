package org.civildiy.feed.deadletter;

/**
 * The outcome of a replay: how many dead letters were sent, and how many were not.
 *
 * @param published sent to the topic of the events
 * @param outdated not sent: the topic has the same or a newer change of their post
 * @param unreadable not sent there, but to the end of the topic of dead letters: they still cannot be read as an event of the post whose
 *     id is the record's key
 */
public record Replayed(int published, int outdated, int unreadable) {
    static final Replayed NONE = new Replayed(0, 0, 0);

    Replayed plus(Replayed other) {
        return new Replayed(published + other.published, outdated + other.outdated, unreadable + other.unreadable);
    }
}
