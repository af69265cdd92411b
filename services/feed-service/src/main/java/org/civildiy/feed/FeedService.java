package org.civildiy.feed;

import java.util.Map;
import java.util.stream.Collectors;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.apache.kafka.common.errors.TimeoutException;

import org.civildiy.defaults.bootstrap.Service;
import org.civildiy.feed.deadletter.DeadLetterTool;
import org.civildiy.feed.rebuild.RebuildRequest;
import org.civildiy.feed.redis.RedisUnavailable;

import static org.civildiy.defaults.settings.Setting.KAFKA_HOST;
import static org.civildiy.defaults.settings.Setting.KAFKA_PASSWORD;
import static org.civildiy.defaults.settings.Setting.REDIS_URL;

/**
 * The program of feed-service: it serves the activity streams from Redis, and applies the events of posts to them. The subcommands use
 * Kafka and Redis directly; they start neither Quarkus nor the channels.
 */
@QuarkusMain
public final class FeedService {
    /** The prefix by which Quarkus recognises settings of Kafka's clients. */
    private static final String KAFKA = "kafka.";

    private FeedService() {}

    public static void main(String... args) {
        new Service("feed-service", KAFKA_HOST, KAFKA_PASSWORD, REDIS_URL)
                .with("dlq", FeedService::listDeadLetters)
                .with("dlq-replay", FeedService::replayDeadLetters)
                .with("rebuild-feed", FeedService::rebuild)
                .run(args);
    }

    private static void listDeadLetters(Map<String, String> settings) {
        try (var tool = new DeadLetterTool(connection(settings))) {
            var letters = tool.waiting();
            letters.stream().map(DeadLetterTool::line).forEach(System.out::println);
            System.out.printf("%d dead letters were not sent again yet%n", letters.size());
        } catch (TimeoutException timeout) {
            throw unavailable(settings, timeout);
        }
    }

    private static void replayDeadLetters(Map<String, String> settings) throws Exception {
        try (var tool = new DeadLetterTool(connection(settings))) {
            var replayed = tool.replay();
            System.out.printf("%d dead letters sent again%n", replayed.published());
            if (replayed.outdated() > 0) {
                System.out.printf(
                        "%d not sent: the topic has a newer change of their post, or the same%n", replayed.outdated());
            }
            if (replayed.unreadable() > 0) {
                System.out.printf("%d not sent: they still cannot be read, and wait%n", replayed.unreadable());
            }
        } catch (TimeoutException timeout) {
            throw unavailable(settings, timeout);
        }
    }

    private static void rebuild(Map<String, String> settings) throws InterruptedException {
        var redis = settings.get("quarkus.redis.hosts");
        try (var request = new RebuildRequest(redis, FeedService::show)) {
            request.send();
        } catch (RedisUnavailable failure) {
            throw new IllegalStateException("Redis does not answer: is it running where REDIS_URL says?", failure);
        }
    }

    private static void show(String line) {
        System.out.println(line);
    }

    private static IllegalStateException unavailable(Map<String, String> settings, TimeoutException cause) {
        var brokers = settings.get("kafka.bootstrap.servers");
        return new IllegalStateException("Kafka does not answer at " + brokers + ": is it running?", cause);
    }

    /** The settings of every client of Kafka: brokers and account. */
    static Map<String, Object> connection(Map<String, String> settings) {
        return settings.entrySet().stream()
                .filter(setting -> setting.getKey().startsWith(KAFKA))
                .collect(Collectors.toMap(setting -> setting.getKey().substring(KAFKA.length()), Map.Entry::getValue));
    }
}
