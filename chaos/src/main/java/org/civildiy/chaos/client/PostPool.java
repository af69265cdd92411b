package org.civildiy.chaos.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** PostJson that clients may read and change, and some that were deleted, which they may try to read. Both are bounded. */
final class PostPool {
    private static final int MOST = 60;

    private final List<String> live = new ArrayList<>();
    private final List<String> deleted = new ArrayList<>();

    synchronized void add(String post, Random random) {
        put(live, post, random);
    }

    /** Any that is there. */
    synchronized Optional<String> any(Random random) {
        return pick(live, random);
    }

    /** Any that was deleted. */
    synchronized Optional<String> anyDeleted(Random random) {
        return pick(deleted, random);
    }

    /** Takes one away for deletion. */
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
