package org.civildiy.chaos.client;

import java.util.LinkedHashMap;
import java.util.List;
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

/** What clients can do; each deed goes into the history with what was answered. */
public final class ClientOperations {
    private static final int NOT_FOUND = 404;
    private static final int PAGE = 50;

    private final GatewayClient gateway;
    private final RunClock clock;
    private final History history;
    private final AtomicInteger numbers = new AtomicInteger();

    public ClientOperations(GatewayClient gateway, RunClock clock, History history) {
        this.gateway = gateway;
        this.clock = clock;
        this.history = history;
    }

    public void create(Member member, Random random) {
        int number = numbers.incrementAndGet();
        long invoked = clock.now();
        var answer = gateway.ask("POST", "/api/posts", member.identity(), body(GeneratedContent.of(number)));
        var position = written(answer);
        var post = position.map(Position::post).orElse(null);
        history.add(
                new Write(call(OperationType.CREATE, invoked, answer), number, member.id(), post, version(position)));
        position.ifPresent(made -> member.pool().add(made.post(), random));
    }

    public void update(Member member, Random random) {
        member.pool().any(random).ifPresent(post -> {
            int number = numbers.incrementAndGet();
            write(OperationType.UPDATE, "PUT", member, post, number, body(GeneratedContent.of(number)))
                    .ifPresent(position -> maybeLookAtIt(member, position, random));
        });
    }

    public void delete(Member member, Random random) {
        member.pool()
                .take(random)
                .flatMap(post ->
                        write(OperationType.DELETE, "DELETE", member, post, numbers.incrementAndGet(), Map.of()))
                .ifPresent(position -> maybeLookAtIt(member, position, random));
    }

    void readPost(Member member, Random random) {
        var pool = member.pool();
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

    void readStream(Member member, Random random) {
        readStream(OperationType.READ_STREAM, member, null);
    }

    void readOwnStream(Member member, Random random) {
        readStream(OperationType.READ_OWN_STREAM, member, null);
    }

    void logIn(Member member, Random random) {
        long invoked = clock.now();
        var answer = Member.logIn(gateway, member.email());
        history.add(new Operation.Other(call(OperationType.LOGIN, invoked, answer)));
    }

    /** Some writers want to see in a stream what they did. */
    private void maybeLookAtIt(Member member, Position position, Random random) {
        if (random.nextInt(3) == 0) {
            readStream(
                    random.nextBoolean() ? OperationType.READ_STREAM : OperationType.READ_OWN_STREAM, member, position);
        }
    }

    private Optional<Position> write(
            OperationType kind, String method, Member member, String post, int number, Map<String, ?> body) {
        long invoked = clock.now();
        var answer = gateway.ask(method, "/api/posts/" + post, member.identity(), body);
        var position = written(answer);
        history.add(new Write(call(kind, invoked, answer), number, member.id(), post, version(position)));
        return position;
    }

    private void readStream(OperationType kind, Member member, @Nullable Position wanted) {
        boolean own = kind == OperationType.READ_OWN_STREAM;
        var headers = new LinkedHashMap<String, String>(own ? member.identity() : Map.of());
        if (wanted != null) {
            headers.put(GatewayClient.STREAM_POSITION, wanted.post() + ":" + wanted.version());
        }
        long invoked = clock.now();
        var path = own ? "/api/activity-stream/user?limit=" : "/api/activity-stream?limit=";
        var answer = gateway.ask("GET", path + PAGE, headers, Map.of());
        boolean projected = answer.position()
                .filter(told -> told.endsWith("projected=true"))
                .isPresent();
        history.add(new Operation.StreamRead(
                call(kind, invoked, answer),
                own ? FinalState.ofUser(member.id()) : FinalState.GLOBAL,
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

    private static Map<String, Object> body(GeneratedContent text) {
        return Map.of("title", text.title(), "content", text.content(), "tags", List.copyOf(text.tags()));
    }
}
