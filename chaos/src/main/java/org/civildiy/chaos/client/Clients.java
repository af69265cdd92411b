package org.civildiy.chaos.client;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;

import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.time.Await;

/**
 * Clients at work at the same time, each with one kind of deed, so that one that hangs does not keep another kind from being tried. All
 * share the members, and with them the posts that they change. Between two operations a client rests for a moment.
 *
 * <p>Beside them newcomers, who do one deed and go: of each kind one at a steady pace, whatever became of those before. Where one of
 * two instances hangs, sooner or later every client waits for it; newcomers tell whether the system still serves.
 */
public final class Clients implements AutoCloseable {
    /** Who does what, of each eleven. The first seven are of all kinds. */
    private static final List<OperationType> ROLES = List.of(
            OperationType.CREATE,
            OperationType.UPDATE,
            OperationType.DELETE,
            OperationType.READ_POST,
            OperationType.READ_STREAM,
            OperationType.READ_OWN_STREAM,
            OperationType.LOGIN,
            OperationType.CREATE,
            OperationType.UPDATE,
            OperationType.READ_POST,
            OperationType.READ_STREAM);

    private static final int SHORTEST_REST_MILLIS = 50;
    private static final int REST_MILLIS = 200;
    /** A login costs a password's hash, which is meant to be dear. */
    private static final int LOGIN_REST_MILLIS = 1500;

    private static final Duration BETWEEN_NEWCOMERS = Duration.ofMillis(250);
    private static final Duration BETWEEN_NEW_LOGINS = Duration.ofSeconds(1);
    private static final int MOST_NEWCOMERS = 64;

    private static final Duration LONGEST_DEED = Duration.ofSeconds(30);
    private static final long SEEDS_OF_A_RUN = 1000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService doors = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Member> members;
    private final ClientOperations operations;
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;

    private Clients(List<Member> members, ClientOperations operations) {
        this.members = members;
        this.operations = operations;
    }

    /** Has so many clients begin, and newcomers come. */
    public static Clients of(int clients, List<Member> members, ClientOperations operations, long seed) {
        var working = new Clients(members, operations);
        for (int number = 0; number < clients; number++) {
            var random = new Random(seed * SEEDS_OF_A_RUN + number);
            var role = ROLES.get(number % ROLES.size());
            working.threads.execute(() -> working.work(role, random));
        }
        var seeds = new Random(seed);
        for (var kind : OperationType.values()) {
            var random = new Random(seeds.nextLong());
            working.doors.execute(() -> working.welcome(kind, random));
        }
        return working;
    }

    /** Lets each finish what it is doing, and no more. Fails when a client broke. */
    @Override
    public void close() {
        over = true;
        doors.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_DEED.toSeconds(), TimeUnit.SECONDS)) {
                throw new Await.TimedOut("every client has finished", LONGEST_DEED);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void work(OperationType role, Random random) {
        int rest = role == OperationType.LOGIN ? LOGIN_REST_MILLIS : REST_MILLIS;
        while (!over && failure == null) {
            act(role, random);
            Await.pass(Duration.ofMillis(SHORTEST_REST_MILLIS + random.nextInt(rest)));
        }
    }

    private void welcome(OperationType kind, Random random) {
        var room = new Semaphore(MOST_NEWCOMERS);
        while (!over) {
            if (room.tryAcquire()) {
                var own = new Random(random.nextLong());
                threads.execute(() -> {
                    act(kind, own);
                    room.release();
                });
            }
            Await.pass(kind == OperationType.LOGIN ? BETWEEN_NEW_LOGINS : BETWEEN_NEWCOMERS);
        }
    }

    private void act(OperationType kind, Random random) {
        try {
            attempt(kind, random);
        } catch (RuntimeException e) {
            failure = e;
        }
    }

    private void attempt(OperationType kind, Random random) {
        var member = members.get(random.nextInt(members.size()));
        switch (kind) {
            case CREATE -> operations.create(member, random);
            case UPDATE -> operations.update(member, random);
            case DELETE -> operations.delete(member, random);
            case READ_POST -> operations.readPost(member, random);
            case READ_STREAM -> operations.readStream(member, random);
            case READ_OWN_STREAM -> operations.readOwnStream(member, random);
            case LOGIN -> operations.logIn(member, random);
        }
    }
}
