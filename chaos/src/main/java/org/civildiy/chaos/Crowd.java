package org.civildiy.chaos;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

/**
 * Clients at work at the same time, each with one kind of deed, so that one that hangs does not keep another kind from being tried. All
 * share the members, and with them the posts that they change. Between two deeds a client rests for a moment.
 */
final class Crowd implements AutoCloseable {
    /** Who does what, of each 32. The first seven are of all kinds. */
    private static final List<Kind> ROLES = List.of(
            Kind.CREATE,
            Kind.UPDATE,
            Kind.DELETE,
            Kind.READ_POST,
            Kind.READ_STREAM,
            Kind.READ_OWN_STREAM,
            Kind.LOGIN,
            Kind.CREATE,
            Kind.UPDATE,
            Kind.READ_POST,
            Kind.READ_STREAM,
            Kind.READ_OWN_STREAM,
            Kind.CREATE,
            Kind.UPDATE,
            Kind.DELETE,
            Kind.READ_POST,
            Kind.READ_STREAM,
            Kind.LOGIN,
            Kind.CREATE,
            Kind.UPDATE,
            Kind.READ_POST,
            Kind.READ_STREAM,
            Kind.READ_OWN_STREAM,
            Kind.CREATE,
            Kind.UPDATE,
            Kind.DELETE,
            Kind.READ_POST,
            Kind.READ_STREAM,
            Kind.READ_OWN_STREAM,
            Kind.LOGIN,
            Kind.CREATE,
            Kind.UPDATE);

    private static final int SHORTEST_REST_MILLIS = 50;
    private static final int REST_MILLIS = 200;
    /** A login costs a password's hash, which is meant to be dear. */
    private static final int LOGIN_REST_MILLIS = 1500;

    private static final Duration LONGEST_DEED = Duration.ofSeconds(30);
    private static final long SEEDS_OF_A_RUN = 1000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Member> members;
    private final Deeds deeds;
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;

    private Crowd(List<Member> members, Deeds deeds) {
        this.members = members;
        this.deeds = deeds;
    }

    /** Has so many clients begin. */
    static Crowd of(int clients, List<Member> members, Deeds deeds, long seed) {
        var crowd = new Crowd(members, deeds);
        for (int number = 0; number < clients; number++) {
            var random = new Random(seed * SEEDS_OF_A_RUN + number);
            var role = ROLES.get(number % ROLES.size());
            crowd.threads.execute(() -> crowd.work(role, random));
        }
        return crowd;
    }

    /** Lets each finish what it is doing, and no more. Fails when a client broke. */
    @Override
    public void close() {
        over = true;
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_DEED.toSeconds(), TimeUnit.SECONDS)) {
                throw new Await.TooLate("every client has finished", LONGEST_DEED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void work(Kind role, Random random) {
        try {
            while (!over) {
                act(role, random);
                int rest = role == Kind.LOGIN ? LOGIN_REST_MILLIS : REST_MILLIS;
                Await.pass(Duration.ofMillis(SHORTEST_REST_MILLIS + random.nextInt(rest)));
            }
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void act(Kind role, Random random) {
        var member = members.get(random.nextInt(members.size()));
        switch (role) {
            case CREATE -> deeds.create(member, random);
            case UPDATE -> deeds.update(member, random);
            case DELETE -> deeds.delete(member, random);
            case READ_POST -> deeds.readPost(member, random);
            case READ_STREAM -> deeds.readStream(member, random);
            case READ_OWN_STREAM -> deeds.readOwnStream(member, random);
            case LOGIN -> deeds.logIn(member, random);
        }
    }
}
