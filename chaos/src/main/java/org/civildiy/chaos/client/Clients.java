package org.civildiy.chaos.client;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.time.Await;

/**
 * Concurrent clients, each with one type of operation, so that an operation that hangs does not delay the other types. All clients share
 * the users and the posts of these users. A client pauses between two operations.
 *
 * <p>In addition there are newcomers: open-loop requests of each type of operation, sent at a steady pace without waiting for earlier
 * answers. When one of two instances hangs, every client soon waits for that instance. Only newcomers then show whether the system still
 * serves.
 */
public final class Clients implements AutoCloseable {
    /** How many of eleven clients run each type of operation. Every type has at least one client, so that seven clients run all types. */
    private static final Map<OperationType, Integer> WEIGHTS = Map.of(
            OperationType.CREATE, 2,
            OperationType.UPDATE, 2,
            OperationType.DELETE, 1,
            OperationType.READ_POST, 2,
            OperationType.READ_STREAM, 2,
            OperationType.READ_OWN_STREAM, 1,
            OperationType.LOGIN, 1);

    private static final List<OperationType> ROLES = roles(WEIGHTS);

    private static final int SHORTEST_PAUSE_MILLIS = 50;
    private static final int PAUSE_MILLIS = 200;
    /** Longer, because the hash of a password is expensive on purpose. */
    private static final int LOGIN_PAUSE_MILLIS = 1500;

    private static final Duration BETWEEN_NEWCOMERS = Duration.ofMillis(250);
    private static final Duration BETWEEN_NEW_LOGINS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_SAVES = Duration.ofMillis(50);
    private static final int MOST_NEWCOMERS = 64;

    private static final Duration LONGEST_OPERATION = Duration.ofSeconds(30);
    private static final long SEEDS_OF_A_RUN = 1000;

    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final ExecutorService arrivals = Executors.newVirtualThreadPerTaskExecutor();
    private final List<TestUser> users;
    private final ClientOperations operations;
    private volatile boolean over;
    private volatile @Nullable RuntimeException failure;

    private Clients(List<TestUser> users, ClientOperations operations) {
        this.users = users;
        this.operations = operations;
    }

    /**
     * The type of operation of each client. Every type comes once at first, then every type with a weight of two or more comes once more,
     * and so on. So a few clients are enough to run every type.
     */
    static List<OperationType> roles(Map<OperationType, Integer> weights) {
        return IntStream.rangeClosed(1, Collections.max(weights.values()))
                .boxed()
                .flatMap(round ->
                        Stream.of(OperationType.values()).filter(type -> weights.getOrDefault(type, 0) >= round))
                .toList();
    }

    /** Starts this number of clients, and the newcomers. */
    public static Clients of(int clients, List<TestUser> users, ClientOperations operations, long seed) {
        var started = new Clients(users, operations);
        for (int number = 0; number < clients; number++) {
            var random = new Random(seed * SEEDS_OF_A_RUN + number);
            var role = ROLES.get(number % ROLES.size());
            started.threads.execute(() -> started.work(role, random));
        }
        var seeds = new Random(seed);
        for (var kind : OperationType.values()) {
            var random = new Random(seeds.nextLong());
            started.arrivals.execute(() -> started.admit(kind, random));
        }
        return started;
    }

    /** Starts a client that updates one long post again and again, so that the post has many unpublished events while Kafka is slow. */
    public void addEditor() {
        arrivals.execute(() -> {
            Optional<String> post = Optional.empty();
            while (!over) {
                post.ifPresent(edited -> operations.updateLong(users.getFirst(), edited));
                post = post.or(() -> operations.createLong(users.getFirst()));
                Await.pass(BETWEEN_SAVES);
            }
        });
    }

    /** Waits until each client has finished its last operation. Throws the exception of a client that failed. */
    @Override
    public void close() {
        over = true;
        arrivals.close();
        threads.shutdown();
        try {
            if (!threads.awaitTermination(LONGEST_OPERATION.toSeconds(), TimeUnit.SECONDS)) {
                throw new Await.TimedOut("every client has finished", LONGEST_OPERATION);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (failure != null) {
            throw failure;
        }
    }

    private void work(OperationType role, Random random) {
        int pause = role == OperationType.LOGIN ? LOGIN_PAUSE_MILLIS : PAUSE_MILLIS;
        while (!over && failure == null) {
            act(role, random);
            Await.pass(Duration.ofMillis(SHORTEST_PAUSE_MILLIS + random.nextInt(pause)));
        }
    }

    private void admit(OperationType kind, Random random) {
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
        var user = users.get(random.nextInt(users.size()));
        switch (kind) {
            case CREATE -> operations.create(user, random);
            case UPDATE -> operations.update(user, random);
            case DELETE -> operations.delete(user, random);
            case READ_POST -> operations.readPost(user, random);
            case READ_STREAM -> operations.readStream(user, random);
            case READ_OWN_STREAM -> operations.readOwnStream(user, random);
            case LOGIN -> operations.logIn(user, random);
        }
    }
}
