package org.civildiy.chaos;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;

import org.civildiy.chaos.Gateway.Answer;
import org.civildiy.chaos.Operation.Position;
import org.civildiy.chaos.Operation.Write;

/** What clients can do; each deed goes into the history with what was answered. */
final class Deeds {
    private static final int NOT_FOUND = 404;
    private static final int PAGE = 50;

    private final Gateway gateway;
    private final Clock clock;
    private final History history;
    private final AtomicInteger numbers = new AtomicInteger();

    Deeds(Gateway gateway, Clock clock, History history) {
        this.gateway = gateway;
        this.clock = clock;
        this.history = history;
    }

    void create(Member member, Random random) {
        int number = numbers.incrementAndGet();
        long invoked = clock.now();
        var answer = gateway.ask("POST", "/api/posts", member.identity(), body(Text.of(number)));
        var position = written(answer);
        var post = position.map(Position::post).orElse(null);
        history.add(new Write(call(Kind.CREATE, invoked, answer), number, member.id(), post, version(position)));
        position.ifPresent(made -> member.pool().add(made.post(), random));
    }

    void update(Member member, Random random) {
        member.pool().any(random).ifPresent(post -> {
            int number = numbers.incrementAndGet();
            write(Kind.UPDATE, "PUT", member, post, number, body(Text.of(number)))
                    .ifPresent(position -> maybeLookAtIt(member, position, random));
        });
    }

    void delete(Member member, Random random) {
        member.pool()
                .take(random)
                .flatMap(post -> write(Kind.DELETE, "DELETE", member, post, numbers.incrementAndGet(), Map.of()))
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
            var call = new Call(Kind.READ_POST, invoked, clock.now(), outcome, answer.status());
            history.add(new Operation.PostRead(call, post, absent ? 0 : answer.etag(), Posts.write(answer.body())));
        });
    }

    void readStream(Member member, Random random) {
        readStream(Kind.READ_STREAM, member, null);
    }

    void readOwnStream(Member member, Random random) {
        readStream(Kind.READ_OWN_STREAM, member, null);
    }

    void logIn(Member member, Random random) {
        long invoked = clock.now();
        var answer = Member.logIn(gateway, member.email());
        history.add(new Operation.Other(call(Kind.LOGIN, invoked, answer)));
    }

    /** Some writers want to see in a stream what they did. */
    private void maybeLookAtIt(Member member, Position position, Random random) {
        if (random.nextInt(3) == 0) {
            readStream(random.nextBoolean() ? Kind.READ_STREAM : Kind.READ_OWN_STREAM, member, position);
        }
    }

    private Optional<Position> write(
            Kind kind, String method, Member member, String post, int number, Map<String, ?> body) {
        long invoked = clock.now();
        var answer = gateway.ask(method, "/api/posts/" + post, member.identity(), body);
        var position = written(answer);
        history.add(new Write(call(kind, invoked, answer), number, member.id(), post, version(position)));
        return position;
    }

    private void readStream(Kind kind, Member member, @Nullable Position wanted) {
        boolean own = kind == Kind.READ_OWN_STREAM;
        var headers = new LinkedHashMap<String, String>(own ? member.identity() : Map.of());
        if (wanted != null) {
            headers.put(Gateway.STREAM_POSITION, wanted.post() + ":" + wanted.version());
        }
        long invoked = clock.now();
        var path = own ? "/api/activity-stream/user?limit=" : "/api/activity-stream?limit=";
        var answer = gateway.ask("GET", path + PAGE, headers, Map.of());
        boolean projected = answer.position()
                .filter(told -> told.endsWith("projected=true"))
                .isPresent();
        history.add(new Operation.StreamRead(
                call(kind, invoked, answer),
                own ? StreamsCheck.ofUser(member.id()) : StreamsCheck.GLOBAL,
                PAGE,
                history.shared(Posts.items(answer.body().path("items"))),
                projected ? wanted : null));
    }

    private Call call(Kind kind, long invoked, Answer answer) {
        return new Call(kind, invoked, clock.now(), answer.outcome(), answer.status());
    }

    private static Optional<Position> written(Answer answer) {
        return answer.outcome() == Outcome.ACKNOWLEDGED ? answer.position().map(Posts::position) : Optional.empty();
    }

    private static long version(Optional<Position> position) {
        return position.map(Position::version).orElse(0L);
    }

    private static Map<String, Object> body(Text text) {
        return Map.of("title", text.title(), "content", text.content(), "tags", List.copyOf(text.tags()));
    }
}
