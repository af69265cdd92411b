package org.civildiy.chaos.client;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.civildiy.chaos.client.GatewayClient.Answer;
import org.civildiy.chaos.history.FinalState;
import org.civildiy.chaos.history.GeneratedContent;
import org.civildiy.chaos.history.History;
import org.civildiy.chaos.history.Invocation;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.Operation.Position;
import org.civildiy.chaos.history.Operation.Write;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;
import org.civildiy.chaos.time.RunClock;

/** The operations of clients. Each operation is one request, which is recorded in the history with its answer. */
public final class ClientOperations {
    private static final int NOT_FOUND = 404;
    private static final int PAGE = 50;

    private final GatewayClient gateway;
    private final RunClock clock;
    private final History history;
    private final AtomicInteger numbers = new AtomicInteger();
    private final AtomicInteger longNumbers = new AtomicInteger(GeneratedContent.FIRST_LONG_WRITE);

    public ClientOperations(GatewayClient gateway, RunClock clock, History history) {
        this.gateway = gateway;
        this.clock = clock;
        this.history = history;
    }

    public void create(TestUser user, Random random) {
        create(user, numbers.incrementAndGet()).ifPresent(made -> user.pool().add(made.post(), random));
    }

    public void update(TestUser user, Random random) {
        user.pool().any(random).ifPresent(post -> {
            int number = numbers.incrementAndGet();
            write(
                            OperationType.UPDATE,
                            "PUT",
                            user,
                            post,
                            number,
                            GeneratedContent.of(number).fields())
                    .ifPresent(position -> readStreamSometimes(user, position, random));
        });
    }

    public void delete(TestUser user, Random random) {
        user.pool()
                .take(random)
                .flatMap(post -> write(OperationType.DELETE, "DELETE", user, post, numbers.incrementAndGet(), Map.of()))
                .ifPresent(position -> readStreamSometimes(user, position, random));
    }

    /** Creates a post with long content that no other client changes. */
    Optional<String> createLong(TestUser user) {
        return create(user, longNumbers.getAndIncrement()).map(Position::post);
    }

    void updateLong(TestUser user, String post) {
        int number = longNumbers.getAndIncrement();
        write(
                OperationType.UPDATE,
                "PUT",
                user,
                post,
                number,
                GeneratedContent.of(number).fields());
    }

    void readPost(TestUser user, Random random) {
        var pool = user.pool();
        var chosen = random.nextInt(4) == 0 ? pool.anyDeleted(random) : pool.any(random);
        chosen.ifPresent(post -> {
            long invoked = clock.now();
            var answer = gateway.get("/api/posts/" + post);
            boolean absent = answer.status() == NOT_FOUND && answer.problem();
            var outcome = absent ? Outcome.ACKNOWLEDGED : answer.outcome();
            var call = new Invocation(OperationType.READ_POST, invoked, clock.now(), outcome, answer.status());
            history.add(new Operation.PostRead(call, post, absent ? 0 : answer.etag(), PostJson.write(answer.body())));
        });
    }

    void readStream(TestUser user, Random random) {
        readStream(OperationType.READ_STREAM, user, null);
    }

    void readOwnStream(TestUser user, Random random) {
        readStream(OperationType.READ_OWN_STREAM, user, null);
    }

    void logIn(TestUser user, Random random) {
        long invoked = clock.now();
        var answer = TestUser.logIn(gateway, user.email());
        history.add(new Operation.Other(call(OperationType.LOGIN, invoked, answer)));
    }

    /** Reads a stream after one in three writes. The read asks feed-service to wait until that write is projected. */
    private void readStreamSometimes(TestUser user, Position position, Random random) {
        if (random.nextInt(3) == 0) {
            readStream(
                    random.nextBoolean() ? OperationType.READ_STREAM : OperationType.READ_OWN_STREAM, user, position);
        }
    }

    private Optional<Position> create(TestUser user, int number) {
        long invoked = clock.now();
        var answer = gateway.ask(
                "POST",
                "/api/posts",
                user.identity(),
                GeneratedContent.of(number).fields());
        var position = written(answer);
        var post = position.map(Position::post).orElse(null);
        history.add(new Write(call(OperationType.CREATE, invoked, answer), number, user.id(), post, version(position)));
        return position;
    }

    private Optional<Position> write(
            OperationType kind, String method, TestUser user, String post, int number, Map<String, ?> body) {
        long invoked = clock.now();
        var answer = gateway.ask(method, "/api/posts/" + post, user.identity(), body);
        var position = written(answer);
        history.add(new Write(call(kind, invoked, answer), number, user.id(), post, version(position)));
        return position;
    }

    private void readStream(OperationType kind, TestUser user, @Nullable Position wanted) {
        boolean own = kind == OperationType.READ_OWN_STREAM;
        var headers = new LinkedHashMap<String, String>(own ? user.identity() : Map.of());
        if (wanted != null) {
            headers.put(GatewayClient.STREAM_POSITION, wanted.post() + ":" + wanted.version());
        }
        long invoked = clock.now();
        var path = own ? "/api/activity-stream/user?limit=" : "/api/activity-stream?limit=";
        var answer = gateway.ask("GET", path + PAGE, headers, Map.of());
        boolean projected = answer.position()
                .filter(header -> header.endsWith("projected=true"))
                .isPresent();
        history.add(new Operation.StreamRead(
                call(kind, invoked, answer),
                own ? FinalState.ofUser(user.id()) : FinalState.GLOBAL,
                PAGE,
                history.shared(PostJson.items(answer.body().path("items"))),
                projected ? wanted : null));
    }

    private Invocation call(OperationType kind, long invoked, Answer answer) {
        return new Invocation(kind, invoked, clock.now(), answer.outcome(), answer.status());
    }

    private static Optional<Position> written(Answer answer) {
        return answer.outcome() == Outcome.ACKNOWLEDGED ? answer.position().map(PostJson::position) : Optional.empty();
    }

    private static long version(Optional<Position> position) {
        return position.map(Position::version).orElse(0L);
    }
}
