package org.civildiy.posts;

import java.util.List;

/** The full sample post: each field has a value of its own. The tests of every form use it, and a new field belongs here. */
final class SamplePost {
    static final NewPost DRAFT = new NewPost("A full title", "A full content", List.of("first", "second"));

    /** The same fields with other values, one for each. */
    static final NewPost OTHER = new NewPost("Another title", "Another content", List.of("third"));

    private SamplePost() {}
}
