package org.civildiy.checks.linkage;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Linkage of the packaged services: fields and methods that do not exist, which the JVM finds when it runs the code, and classes that
 * are created by name and not registered for reflection, which a native executable does not have.
 */
class LinkageTest {
    /** The directory of the packaged services; a system property sets another one, to test this check. */
    private static final Path SERVICES = Path.of(System.getProperty("linkage.services", "../../services"));

    private static final Map<String, PackagedService> READ = new HashMap<>();

    /** Quarkus rewrites CleanerJava9 and leaves its nested class, which nothing uses any more. */
    private static final Set<String> KNOWN = Set.of("io.netty.util.internal.CleanerJava9$2.run");

    /** quarkus-kafka-client registers the serializers of the Kafka client itself. */
    private static final String REGISTERED_BY_QUARKUS = "org/apache/kafka/common/serialization/";

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void every_field_and_method_that_code_names_is_there(String service) {
        // Given
        var packaged = packaged(service);
        // When
        var unresolved = packaged.unresolved();
        // Then
        assertThat(unresolved)
                .filteredOn(reference -> !KNOWN.contains(reference.from()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"auth-service", "profile-service", "posts-service", "feed-service"})
    void every_class_that_the_configuration_names_is_registered_for_reflection(String service) {
        // Given
        var packaged = packaged(service);
        // When
        var unregistered = packaged.unregistered();
        // Then
        assertThat(unregistered)
                .filteredOn(name -> !name.startsWith(REGISTERED_BY_QUARKUS))
                .isEmpty();
    }

    private static PackagedService packaged(String service) {
        return READ.computeIfAbsent(
                service, name -> PackagedService.read(SERVICES.resolve(name).resolve("target/quarkus-app")));
    }
}
