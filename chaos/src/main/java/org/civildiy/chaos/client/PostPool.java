package org.civildiy.chaos.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/**
 * The ids of posts that clients read and change, and of deleted posts that clients try to read. Both lists are bounded: a new id replaces a
 * random one when the list is full.
 */
final class PostPool {
    private static final int MOST = 60;

    private final List<String> live = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    synchronized void add(String post, Random random) {
        put(live, post, random);
    }

    /** A random post that was not deleted. */
    synchronized Optional<String> any(Random random) {
        return pick(live, random);
    }

    /** A random post whose deletion was requested. */
    synchronized Optional<String> anyDeleted(Random random) {
        return pick(deleted, random);
    }

    /** Removes a random post from those that clients change, for its deletion. */
    synchronized Optional<String> take(Random random) {
        var taken = pick(live, random);
        taken.ifPresent(post -> {
            live.remove(post);
            put(deleted, post, random);
        });
        return taken;
    }

    private static void put(List<String> posts, String post, Random random) {
        if (posts.size() < MOST) {
            posts.add(post);
        } else {
            posts.set(random.nextInt(MOST), post);
        }
    }

    private static Optional<String> pick(List<String> posts, Random random) {
        return posts.isEmpty() ? Optional.empty() : Optional.of(posts.get(random.nextInt(posts.size())));
    }
}
