package org.civildiy.feed;

import java.util.Map;

import io.quarkus.runtime.annotations.QuarkusMain;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.common.errors.TimeoutException;

import org.civildiy.defaults.bootstrap.Service;

import static org.civildiy.defaults.settings.Setting.KAFKA_HOST;
import static org.civildiy.defaults.settings.Setting.REDIS_URL;

/** Serves the activity streams from Redis, and keeps them true to the events of posts. */
@QuarkusMain
public final class FeedService {
    private FeedService() {}

    public static void main(String... args) {
        new Service("feed-service", KAFKA_HOST, REDIS_URL)
                .with("dlq", FeedService::listDeadLetters)
                .with("dlq-replay", FeedService::replayDeadLetters)
                .with("rebuild-feed", FeedService::rebuild)
                .run(args);
    }

    private static void listDeadLetters(Map<String, String> settings) {
        try (var office = new DeadLetterOffice(connection(settings))) {
            var letters = office.waiting();
            letters.stream().map(DeadLetterOffice::line).forEach(System.out::println);
            System.out.printf("%d dead letters were not sent again yet%n", letters.size());
        } catch (TimeoutException kafkaIsAway) {
            throw away(settings, kafkaIsAway);
        }
    }

    private static void replayDeadLetters(Map<String, String> settings) throws Exception {
        try (var office = new DeadLetterOffice(connection(settings))) {
            System.out.printf("%d dead letters sent again%n", office.replay());
        } catch (TimeoutException kafkaIsAway) {
            throw away(settings, kafkaIsAway);
        }
    }

    private static void rebuild(Map<String, String> settings) throws InterruptedException {
        var redis = settings.get("quarkus.redis.hosts");
        try (var order = new RebuildOrder(redis, FeedService::show)) {
            order.place();
        } catch (RedisAway away) {
            throw new IllegalStateException("Redis does not answer: is it running where REDIS_URL says?", away);
        }
    }

    private static void show(String line) {
        System.out.println(line);
    }

    private static IllegalStateException away(Map<String, String> settings, TimeoutException cause) {
        var brokers = settings.get("kafka.bootstrap.servers");
        return new IllegalStateException("Kafka does not answer at " + brokers + ": is it running?", cause);
    }

    private static Map<String, Object> connection(Map<String, String> settings) {
        return Map.of(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG, settings.get("kafka.bootstrap.servers"));
    }
}
