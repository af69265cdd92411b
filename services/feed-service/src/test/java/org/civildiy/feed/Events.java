package org.civildiy.feed;

import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

import org.civildiy.events.PostContent;
import org.civildiy.events.PostEvent;
import org.civildiy.events.PostEventType;
import org.civildiy.events.PostState;

import static org.civildiy.events.PostEventType.CREATED;
import static org.civildiy.events.PostEventType.DELETED;
import static org.civildiy.events.PostEventType.UPDATED;

/** Events of posts, told shortly: times are milliseconds after a beginning. */
final class Events {
    private static final Instant BEGINNING = Instant.parse("2026-01-31T09:30:00Z");

    private Events() {}

    static Instant at(long millis) {
        return BEGINNING.plusMillis(millis);
    }

    static PostEvent created(String post, long user, long millis) {
        return whole(CREATED, post, user, 1, millis);
    }

    static PostEvent updated(String post, long user, long version, long millis) {
        return whole(UPDATED, post, user, version, millis);
    }

    static PostEvent deleted(String post, long user, long version, long millis) {
        return new PostEvent(
                "event", DELETED, at(millis), OptionalLong.of(version), PostState.identity(post, user, "user" + user));
    }

    /** As the old system wrote it: no version, no tags. */
    static PostEvent oldCreated(String post, long user, long millis) {
        var state = new PostState(
                post, user, "user" + user, new PostContent("old " + post, "old " + post, List.of()), null, null);
        return new PostEvent(null, CREATED, at(millis), OptionalLong.empty(), state);
    }

    /** As the old system wrote it: two ids and nothing else. */
    static PostEvent oldUpdated(String post, long user, long millis) {
        return old(UPDATED, post, user, millis);
    }

    static PostEvent oldDeleted(String post, long user, long millis) {
        return old(DELETED, post, user, millis);
    }

    private static PostEvent old(PostEventType type, String post, long user, long millis) {
        return new PostEvent(null, type, at(millis), OptionalLong.empty(), PostState.identity(post, user, null));
    }

    private static PostEvent whole(PostEventType type, String post, long user, long version, long millis) {
        var state = new PostState(
                post,
                user,
                "user" + user,
                new PostContent(
                        "title %d of %s".formatted(version, post),
                        "content, \"quoted\",\"event_type\":\"none\",\"title\":",
                        List.of("tag" + version)),
                BEGINNING,
                at(millis));
        return PostEvent.of("event", type, at(millis), version, state);
    }
}
