package org.civildiy.checks.compose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Shell;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Secrets of a production deployment: {@code make secrets} creates them, a script hands each to the containers that need it. */
class HandOutTest {
    @TempDir
    private static Path directory;

    private static HandOut handOut;

    @BeforeAll
    static void handOut() {
        handOut = HandOut.in(directory);
    }

    @Test
    void created_secrets_are_readable_by_their_owner_only() throws IOException {
        // When
        Map<String, String> rights = new TreeMap<>();
        try (Stream<Path> made = Files.walk(handOut.secrets())) {
            for (Path path : made.toList()) {
                rights.put(path.toString(), PosixFilePermissions.toString(Files.getPosixFilePermissions(path)));
            }
        }
        // Then
        assertThat(rights.remove(handOut.secrets().toString())).isEqualTo("rwx------");
        assertThat(rights).hasSizeGreaterThan(15);
        assertThat(rights.values()).containsOnly("rw-------");
    }

    @Test
    void existing_secrets_are_never_replaced() {
        // Given
        var before = contents();
        // When
        Shell.run("deploy/secrets.sh", Map.of("SECRETS", handOut.secrets().toString()));
        // Then
        assertThat(contents()).isEqualTo(before);
    }

    @Test
    void no_two_secrets_are_the_same_and_none_can_be_guessed() {
        // When
        var values = contents();
        values.remove("secret-key-previous");
        // Then
        assertThat(values.values()).doesNotHaveDuplicates();
        assertThat(values.entrySet())
                .filteredOn(secret -> !isOfTls(secret.getKey()))
                .hasSizeGreaterThan(15)
                .extracting(Map.Entry::getValue)
                .allMatch(value -> value.strip()
                        .matches("[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}"));
        assertThat(contentsOf(HandOut.in(directory.resolve("other"))).values())
                .doesNotContainAnyElementsOf(values.values());
    }

    @Test
    void a_handed_out_secret_is_readable_by_its_owner_and_writable_by_nobody() throws IOException {
        // When
        List<Path> files;
        try (Stream<Path> all = Files.walk(handOut.containers())) {
            files = all.filter(Files::isRegularFile).toList();
        }
        // Then
        assertThat(files).hasSizeGreaterThan(20);
        for (Path file : files) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo("r--------");
        }
    }

    @Test
    void a_container_gets_the_secrets_of_its_own_stores_only() {
        // When
        List<String> forPosts = handOut.handedTo("posts-service");
        List<String> forTheGateway = handOut.handedTo("api-gateway");
        // Then
        assertThat(forPosts).containsExactly("ca.crt", "consul-token", "kafka-password", "mongodb-url");
        assertThat(forTheGateway).containsExactly("consul-token");
        assertThat(handOut.value("posts-service", "mongodb-url")).startsWith("mongodb://posts_service:");
        assertThat(handOut.value("feed-service", "redis-url")).startsWith("redis://feed_service:");
        assertThat(handOut.value("auth-service", "database-url")).startsWith("postgresql://auth_service:");
        assertThat(handOut.value("profile-service", "database-url")).startsWith("postgresql://profile_service:");
    }

    @Test
    void the_rules_of_redis_contain_no_password() {
        // When
        String rules = handOut.value("read-db", "users.acl");
        // Then
        assertThat(rules)
                .doesNotContain(Yaml.text(handOut.secrets().resolve("redis-feed-password"))
                        .strip())
                .doesNotContain("PASSWORD");
    }

    @Test
    void a_missing_secret_is_named_and_nothing_starts_without_it() throws IOException {
        // Given
        HandOut incomplete = HandOut.in(directory.resolve("incomplete"));
        Files.delete(incomplete.secrets().resolve("redis-feed-password"));
        // When
        var ended = Shell.ended(
                "deploy/production/hand-out.sh",
                Map.of(),
                incomplete.secrets(),
                incomplete.containers(),
                Project.ROOT.resolve("deploy/redis"));
        // Then
        assertThat(ended.code()).isNotZero();
        assertThat(ended.output()).contains("redis-feed-password").contains("make secrets");
    }

    @Test
    void neither_secrets_nor_backups_get_into_git() throws IOException {
        // When
        List<String> ignored = Files.readAllLines(Project.ROOT.resolve(".gitignore"));
        // Then
        assertThat(ignored).contains("deploy/secrets/", "deploy/backups/", "deploy/.env.production", ".env");
    }

    @Test
    void only_the_private_keys_of_its_own_server_leave_the_host() {
        // When
        List<String> handedOut = new ArrayList<>();
        for (var container : handOut.containers().toFile().list()) {
            handOut.handedTo(container).stream()
                    .filter(file -> handOut.value(container, file).contains("PRIVATE KEY"))
                    .forEach(file -> handedOut.add(container + " " + file));
        }
        // Then
        assertThat(handedOut).containsExactlyInAnyOrder("postgres-db server.key", "kafka server.pem");
    }

    private static boolean isOfTls(String file) {
        return file.endsWith(".key") || file.endsWith(".crt");
    }

    private Map<String, String> contents() {
        return contentsOf(handOut);
    }

    private static Map<String, String> contentsOf(HandOut handOut) {
        var contents = new TreeMap<String, String>();
        for (var file : handOut.secrets().toFile().listFiles()) {
            contents.put(file.getName(), Yaml.text(file.toPath()));
        }
        return contents;
    }
}
