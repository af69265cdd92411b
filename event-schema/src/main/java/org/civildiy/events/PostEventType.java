package org.civildiy.events;

import java.util.Arrays;
import java.util.Optional;

/** The type of a change of a post, with its name in JSON and headers. */
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

    /** The type with this name; empty for an unknown name, such as the type of another system's event. */
    public static Optional<PostEventType> ofWireName(String name) {
        return Arrays.stream(values())
                .filter(type -> type.wireName.equals(name))
                .findFirst();
    }
}
