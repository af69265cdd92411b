package org.civildiy.checks.compose;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.compose.Deployment.Container;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

/** Rules for the production overlay: secrets, logs, limits and volumes. */
class ProductionTest {
    private static final String SECRETS = "/run/secrets/civildiy";
    private static final Pattern NAME_OF_SECRET = Pattern.compile(".*(PASSWORD|SECRET|TOKEN|_KEY|_URL).*");

    /** A file that an address names, such as the authority of a server's certificate. */
    private static final Pattern NAME_IN_URL = Pattern.compile("=" + SECRETS + "/([a-z.-]+)");

    /** Rules for passwords and paths of files, which are not secrets. */
    private static final Set<String> RULES = Set.of(
            "PASSWORD_MIN_LENGTH", "PASSWORD_REFUSED_WORDS", "KAFKA_SSL_KEYSTORE_TYPE", "KAFKA_SSL_KEYSTORE_LOCATION");

    private static final Deployment DEPLOYMENT = Deployment.of("compose.yaml", "compose.prod.yaml");

    @TempDir
    private static Path directory;

    private static HandOut handOut;

    @BeforeAll
    static void handOut() {
        handOut = HandOut.in(directory);
    }

    static Stream<Container> readers() {
        return DEPLOYMENT.containers().stream()
                .filter(container -> container.mounts().containsValue(SECRETS));
    }

    @Test
    void no_secret_is_in_a_variable_or_an_argument() {
        // When
        Map<String, String> exposed = new TreeMap<>();
        DEPLOYMENT
                .containers()
                .forEach(container -> container.environment().forEach((name, value) -> {
                    if (NAME_OF_SECRET.matcher(name).matches() && !name.endsWith("_FILE") && !RULES.contains(name)) {
                        exposed.put(container.name() + " " + name, value);
                    }
                }));
        // Then
        assertThat(exposed).isEmpty();
        assertThat(DEPLOYMENT.rendered().toString()).doesNotContainPattern("[a-z]+://[^/@\"]*:[^/@\"]+@");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void a_container_gets_its_own_secrets_to_read_and_those_of_no_other(Container reader) {
        // When
        List<String> volumes = reader.mounts().keySet().stream()
                .filter(volume -> volume.endsWith("-secrets") || volume.endsWith("/secrets"))
                .toList();
        // Then
        assertThat(volumes).containsExactly(reader.name() + "-secrets");
        assertThat(reader.definition()
                        .path("volumes")
                        .valueStream()
                        .filter(mount -> mount.path("target").asText().equals(SECRETS)))
                .allMatch(mount -> mount.path("read_only").asBoolean());
    }

    @ParameterizedTest
    @MethodSource("readers")
    void a_container_starts_when_its_secrets_were_handed_out(Container reader) {
        // When
        String condition =
                reader.definition().at("/depends_on/secrets/condition").asText();
        // Then
        assertThat(condition.isEmpty() ? waitedForByOthers(reader) : condition)
                .isEqualTo("service_completed_successfully");
    }

    @ParameterizedTest
    @MethodSource("readers")
    void every_file_that_a_variable_names_is_handed_out(Container reader) {
        // When
        Stream<String> named = reader.environment().values().stream()
                .filter(value -> value.startsWith(SECRETS + "/"))
                .map(value -> value.substring(SECRETS.length() + 1));
        // Then
        assertThat(handOut.handedTo(reader.name())).containsAll(named.toList());
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void a_service_uses_every_secret_that_is_handed_to_it(String service) {
        // Given
        List<String> handedOut = handOut.handedTo(service);
        // When
        Set<String> named = DEPLOYMENT.container(service).environment().values().stream()
                .filter(value -> value.startsWith(SECRETS + "/"))
                .map(value -> value.substring(SECRETS.length() + 1))
                .collect(toSet());
        handedOut.stream()
                .flatMap(file ->
                        NAME_IN_URL.matcher(handOut.value(service, file)).results())
                .forEach(file -> named.add(file.group(1)));
        // Then
        assertThat(named).containsExactlyInAnyOrderElementsOf(handedOut);
    }

    @Test
    void the_container_that_hands_out_secrets_has_no_network() {
        // When
        Container secrets = DEPLOYMENT.container("secrets");
        // Then
        assertThat(secrets.definition().path("network_mode").asText()).isEqualTo("none");
        assertThat(secrets.definition().path("cap_drop").toString()).isEqualTo("[\"ALL\"]");
    }

    @Test
    void services_log_json_and_every_line_names_its_container() {
        // When
        List<Container> containers = DEPLOYMENT.containers();
        // Then
        assertThat(containers)
                .allMatch(container -> container
                        .definition()
                        .at("/logging/options/tag")
                        .asText()
                        .equals("{{.Name}}"))
                .filteredOn(Container::isOfThisProject)
                .hasSize(4)
                .allMatch(service -> "true".equals(service.environment().get("QUARKUS_LOG_CONSOLE_JSON_ENABLED")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RATE_LIMIT_AVERAGE", "RATE_LIMIT_BURST", "IN_FLIGHT_LIMIT"})
    void the_limits_of_one_address_are_lower_than_elsewhere(String limit) {
        // When
        int production = Integer.parseInt(
                DEPLOYMENT.container("api-gateway").environment().get(limit));
        // Then
        int elsewhere = Integer.parseInt(Deployment.of("compose.yaml")
                .container("api-gateway")
                .environment()
                .get(limit));
        assertThat(production).isBetween(1, elsewhere / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "consul-server /consul/data",
                "postgres-db /var/lib/postgresql",
                "mongodb /data/db",
                "kafka /var/lib/kafka/data",
                "read-db /data",
                "api-gateway /acme",
                "loki /loki",
                "prometheus /prometheus",
                "grafana /var/lib/grafana"
            })
    void data_are_on_named_volumes(String place) {
        // Given
        String[] containerAndPath = place.split(" ", -1);
        // When
        Map<String, String> mounts = DEPLOYMENT.container(containerAndPath[0]).mounts();
        // Then
        assertThat(mounts).anySatisfy((volume, target) -> {
            assertThat(target).isEqualTo(containerAndPath[1]);
            assertThat(DEPLOYMENT.rendered().path("volumes").has(volume)).isTrue();
        });
    }

    @Test
    void a_new_password_has_at_least_8_characters() {
        // When
        Map<String, String> settings = DEPLOYMENT.container("auth-service").environment();
        // Then
        assertThat(settings).containsEntry("PASSWORD_MIN_LENGTH", "8");
    }

    @Test
    void the_example_settings_select_the_overlay_and_both_profiles() {
        // When
        String rendered = Deployment.renderBy(".env.production.example");
        // Then
        assertThat(rendered).contains("\"secrets\"", "\"loki\"", "\"prometheus\"");
    }

    /** A container that waits for another reader of secrets starts after they were handed out. */
    private static String waitedForByOthers(Container reader) {
        return reader.definition()
                .path("depends_on")
                .propertyStream()
                .map(Map.Entry::getKey)
                .map(DEPLOYMENT::container)
                .map(other ->
                        other.definition().at("/depends_on/secrets/condition").asText())
                .findFirst()
                .orElse("");
    }
}
