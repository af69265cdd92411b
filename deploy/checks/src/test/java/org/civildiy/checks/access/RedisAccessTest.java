package org.civildiy.checks.access;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import io.vertx.redis.client.Command;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.compose.HandOut;
import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** Access rules of Redis in a production deployment, checked on a real server. */
class RedisAccessTest {
    private static final String FEED = "services/feed-service/src/main/";
    private static final Pattern IN_JAVA = Pattern.compile("\\bCommand\\.([A-Z_]+)");
    private static final Pattern IN_LUA = Pattern.compile("redis\\.p?call\\('([A-Z]+)'");
    private static final Pattern GRANTED = Pattern.compile(" \\+([a-z]+)(?=[ |]|$)");

    @TempDir
    private static Path directory;

    private static HandOut handOut;
    private static ProductionRedis redis;

    @BeforeAll
    static void start() {
        handOut = HandOut.in(directory);
        redis = ProductionRedis.with(handOut, directory.resolve("redis"));
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @Test
    void every_command_in_the_code_of_feed_service_is_granted() {
        // Given
        Set<String> used = new TreeSet<>();
        Project.filesIn(FEED).stream().map(Yaml::text).forEach(code -> {
            IN_JAVA.matcher(code).results().map(RedisAccessTest::lowerCase).forEach(used::add);
            IN_LUA.matcher(code).results().map(RedisAccessTest::lowerCase).forEach(used::add);
        });
        // When
        Set<String> granted = rules().lines()
                .filter(rule -> rule.startsWith("user feed_service "))
                .flatMap(rule -> GRANTED.matcher(rule).results())
                .map(RedisAccessTest::lowerCase)
                .collect(Collectors.toSet());
        // Then
        assertThat(used).hasSizeGreaterThan(15);
        assertThat(granted).containsAll(used);
    }

    @Test
    void feed_service_writes_its_streams_by_script_and_reads_and_announces_them() {
        // Given
        String script =
                "redis.call('LPUSH', 'feed:activity:global', 'item') return redis.call('LLEN', 'feed:activity:global')";
        // When
        Response length =
                redis.send(feed(), Request.cmd(Command.EVAL).arg(script).arg("0"));
        // Then
        assertThat(length.toInteger()).isPositive();
        assertThat(redis.allows(feed(), "LRANGE", "feed:activity:global", "0", "-1"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FLUSHALL",
                "FLUSHDB",
                "CONFIG GET *",
                "KEYS *",
                "ACL LIST",
                "SHUTDOWN NOSAVE",
                "DEBUG SLEEP 0",
                "SAVE",
                "MONITOR",
                "CLIENT LIST",
                "REPLICAOF NO ONE",
                "GET other",
                "SET other value",
                "DEL other",
                "PUBLISH other message"
            })
    void feed_service_may_do_nothing_else(String command) {
        // When
        boolean allowed = allows(feed(), command);
        // Then
        assertThat(allowed).isFalse();
    }

    @Test
    void not_even_a_script_of_feed_service_reaches_another_key() {
        // When
        ThrowingCallable script = () -> redis.send(
                feed(),
                Request.cmd(Command.EVAL)
                        .arg("return redis.call('SET', 'other', '1')")
                        .arg("0"));
        // Then
        assertThatThrownBy(script).hasMessageContaining("can't access at least one of the keys");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET feed:activity:global",
                "LRANGE feed:activity:global 0 -1",
                "FLUSHALL",
                "INFO",
                "PUBLISH feed:live x"
            })
    void without_a_password_only_ping_is_allowed(String command) {
        // When
        boolean allowed = allows("", command);
        // Then
        assertThat(allowed).isFalse();
        assertThat(redis.allows("", "PING")).isTrue();
    }

    @Test
    void a_wrong_password_is_refused() {
        // When
        ThrowingCallable ping = () -> redis.allows("feed_service:wrong@", "PING");
        // Then
        assertThatThrownBy(ping).hasMessageContaining("WRONGPASS");
    }

    @Test
    void the_operator_may_do_everything() {
        // When
        boolean allowed =
                allows("operator:" + handOut.value("read-db", "operator-password") + "@", "CONFIG GET maxmemory");
        // Then
        assertThat(allowed).isTrue();
    }

    private static String feed() {
        String url = handOut.value("feed-service", "redis-url");
        return url.substring("redis://".length(), url.indexOf('@') + 1);
    }

    private static boolean allows(String credentials, String command) {
        String[] words = command.split(" ", -1);
        return redis.allows(credentials, words[0], Arrays.copyOfRange(words, 1, words.length));
    }

    private static String rules() {
        return handOut.value("read-db", "users.acl");
    }

    private static String lowerCase(MatchResult command) {
        return command.group(1).toLowerCase(Locale.ROOT);
    }
}
