package org.civildiy.events;

import java.util.Arrays;
import java.util.Optional;

/** What happened to a post, with the name that stands for it on the wire. */
public enum PostEventType {
    CREATED("post.created"),
    UPDATED("post.updated"),
    DELETED("post.deleted");

    private final String wireName;

    PostEventType(String wireName) {
        this.wireName = wireName;
    }

    /** The value of {@code event_type} and of the header {@code ce_type}. */
    public String wireName() {
        return wireName;
    }

    /** The type of that name, or nothing: a name of another system's event is no error here. */
    public static Optional<PostEventType> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(name))
                .findFirst();
    }
}
