package org.civildiy.posts;

import java.util.List;

import org.civildiy.posts.post.NewPost;

/** The full sample post: each field has a value of its own. The tests of every form use it, and a new field belongs here. */
public final class SamplePost {
    public static final NewPost DRAFT = new NewPost("A full title", "A full content", List.of("first", "second"));

    /** The same fields with other values, one for each. */
    public static final NewPost OTHER = new NewPost("Another title", "Another content", List.of("third"));

    private SamplePost() {}
}
