package org.civildiy.feed.deadletter;

/**
 * The outcome of a replay, in dead letters.
 *
 * @param published on the topic of the events
 * @param outdated not published: the topic has the same or a newer change of their post
 * @param unreadable not published: they still cannot be read as an event of the post whose id is their key; they are dead letters anew
 */
public record Replayed(int published, int outdated, int unreadable) {
    static final Replayed NONE = new Replayed(0, 0, 0);

    Replayed plus(Replayed other) {
        return new Replayed(published + other.published, outdated + other.outdated, unreadable + other.unreadable);
    }
}
