package org.civildiy.checks.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.civildiy.checks.project.Project;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** Dependencies between packages: resources use the domain, the domain uses stores, and no service uses another. */
class ArchitectureTest {
    private static final String ACCEPTANCE = "acceptance/src/test/java";
    private static final String BENCHMARKS = "benchmarks/src/main/java";
    private static final String CHAOS = "chaos/src/main/java";
    private static final String CHECKS = "deploy/checks/src/test/java";

    private static final String CLIENT = "org.civildiy.acceptance.client";
    private static final String SYSTEM = "org.civildiy.acceptance.system";
    private static final Pattern OF_A_SERVICE =
            Pattern.compile("org\\.civildiy\\.(auth|profile|posts|feed|defaults|outbox|postgres)\\b.*");

    /** Each package is a slice, also the root package of a service. */
    private static final SliceAssignment PACKAGES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass each) {
            return each.getPackageName().startsWith("org.civildiy.")
                    ? SliceIdentifier.of(each.getPackageName())
                    : SliceIdentifier.ignore();
        }

        @Override
        public String getDescription() {
            return "packages";
        }
    };

    private static JavaClasses main;

    @BeforeAll
    static void importMainClasses() throws Exception {
        try (Stream<Path> services = Files.list(Project.ROOT.resolve("services"))) {
            var compiled = Stream.concat(services, Stream.of(Project.ROOT.resolve("event-schema")))
                    .map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            main = new ClassFileImporter().importPaths(compiled);
        }
    }

    @Test
    void packages_of_services_and_libraries_have_no_cycles() {
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(main);
    }

    @Test
    void packages_of_the_local_stack_have_no_cycles() {
        // Given
        var localStack = new ClassFileImporter().importPath(Project.ROOT.resolve("deploy/local/target/classes"));
        // Then
        assertThat(localStack).isNotEmpty();
        slices().assignedFrom(PACKAGES).should().beFreeOfCycles().check(localStack);
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCEPTANCE, BENCHMARKS, CHAOS, CHECKS})
    void packages_of_other_modules_have_no_cycles(String directory) {
        // When
        var packages = SourceTree.of(directory);
        // Then
        assertThat(packages.imports()).isNotEmpty();
        assertThat(packages.withCycles()).isEmpty();
    }

    @Test
    void acceptance_tests_use_the_system_and_its_clients_and_no_client_uses_the_system() {
        // When
        var packages = SourceTree.of(ACCEPTANCE).imports();
        // Then
        assertThat(packages.remove(CLIENT)).isEmpty();
        assertThat(packages.remove(SYSTEM))
                .contains(CLIENT)
                .allMatch(used -> used.equals(CLIENT) || used.startsWith("org.civildiy.local"));
        assertThat(packages)
                .hasSizeGreaterThan(5)
                .allSatisfy((name, used) -> assertThat(used).as(name).isSubsetOf(CLIENT, SYSTEM, "org.civildiy.local"));
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCEPTANCE, BENCHMARKS, CHAOS})
    void tests_of_the_whole_system_use_no_class_of_a_service(String directory) {
        // When
        var packages = SourceTree.of(directory).imports();
        // Then
        assertThat(packages.values())
                .isNotEmpty()
                .allSatisfy(used -> assertThat(used).noneMatch(OF_A_SERVICE.asMatchPredicate()));
    }

    @ParameterizedTest
    @CsvSource({"auth", "profile", "posts", "feed"})
    void no_service_uses_another(String service) {
        var others = Stream.of("auth", "profile", "posts", "feed")
                .filter(other -> !other.equals(service))
                .map(other -> "org.civildiy." + other + "..")
                .toArray(String[]::new);
        noClasses()
                .that()
                .resideInAPackage("org.civildiy." + service + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(others)
                .check(main);
    }

    @ParameterizedTest
    @CsvSource({"defaults", "outbox", "postgres", "events"})
    void no_library_uses_a_service(String library) {
        noClasses()
                .that()
                .resideInAPackage("org.civildiy." + library + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.civildiy.auth..", "org.civildiy.profile..", "org.civildiy.posts..", "org.civildiy.feed..")
                .check(main);
    }

    @Test
    void nothing_uses_a_resource() {
        var resources = main.stream()
                .filter(each -> each.isAnnotatedWith("jakarta.ws.rs.Path"))
                .collect(Collectors.toSet());
        assertThat(resources).isNotEmpty();
        var users = resources.stream()
                .flatMap(resource -> resource.getDirectDependenciesToSelf().stream())
                .map(dependency -> dependency.getOriginClass())
                .filter(user -> resources.stream().noneMatch(resource -> isPartOf(user, resource)))
                .map(JavaClass::getName)
                .collect(Collectors.toSet());
        assertThat(users).isEmpty();
    }

    /** The numbers of the others can be foretold from those before; no test of the numbers shows it. */
    @Test
    void auth_service_uses_no_random_number_generator_but_the_secure_one() {
        noClasses()
                .that()
                .resideInAPackage("org.civildiy.auth..")
                .should()
                .dependOnClassesThat(belongToAnyOf(
                        Random.class, RandomGenerator.class, SplittableRandom.class, ThreadLocalRandom.class))
                .orShould()
                .callMethod(Math.class, "random")
                .check(main);
    }

    /** The packages of each client library, and the packages of this project that may use it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org.apache.kafka..                        | org.civildiy.outbox ; org.civildiy.posts.outbox ; org.civildiy.feed ; org.civildiy.feed.kafka ; org.civildiy.feed.event ; org.civildiy.feed.projection ; org.civildiy.feed.rebuild ; org.civildiy.feed.deadletter
            io.smallrye.reactive.messaging..          | org.civildiy.outbox ; org.civildiy.posts.outbox ; org.civildiy.feed.kafka ; org.civildiy.feed.projection ; org.civildiy.feed.deadletter
            org.eclipse.microprofile.reactive..       | org.civildiy.outbox ; org.civildiy.posts.outbox ; org.civildiy.feed.kafka ; org.civildiy.feed.projection ; org.civildiy.feed.deadletter
            io.vertx.redis..                          | org.civildiy.feed.redis ; org.civildiy.feed.projection ; org.civildiy.feed.rebuild ; org.civildiy.feed.stream ; org.civildiy.feed.live
            com.mongodb..                             | org.civildiy.posts.store ; org.civildiy.posts.legacy ; org.civildiy.outbox.mongodb
            org.bson..                                | org.civildiy.posts.. ; org.civildiy.outbox.mongodb
            org.hibernate.exception..                 | org.civildiy.profile ; org.civildiy.postgres
            org.hibernate.annotations..               | org.civildiy.profile
            org.hibernate.reactive..                  | org.civildiy.auth.account ; org.civildiy.profile ; org.civildiy.postgres
            io.quarkus.hibernate..                    | org.civildiy.auth.account ; org.civildiy.profile ; org.civildiy.postgres
            jakarta.persistence..                     | org.civildiy.auth.account ; org.civildiy.profile
            io.vertx.mutiny.sqlclient..               | org.civildiy.auth.account ; org.civildiy.auth.token ; org.civildiy.auth.throttle ; org.civildiy.postgres
            io.vertx.sqlclient..                      | org.civildiy.postgres
            org.flywaydb..                            | org.civildiy.postgres
            """)
    void a_client_is_used_only_where_it_belongs(String client, String rooms) {
        noClasses()
                .that()
                .resideOutsideOfPackages(rooms.split(" *; *"))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(client)
                .check(main);
    }

    @ParameterizedTest
    @ValueSource(strings = {ACCEPTANCE, BENCHMARKS, CHECKS})
    void every_package_of_other_modules_has_a_package_info_and_is_null_marked(String directory) {
        // When
        var packages = SourceTree.of(directory);
        // Then
        assertThat(packages.unmarked()).isEmpty();
    }

    @Test
    void every_package_of_services_and_libraries_has_a_package_info_and_is_null_marked() {
        var packages = main.stream().map(JavaClass::getPackage).collect(Collectors.toSet());
        Set<String> unmarked = packages.stream()
                .filter(each -> !each.isAnnotatedWith("org.jspecify.annotations.NullMarked"))
                .map(each -> each.getName())
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(unmarked).isEmpty();
    }

    private static boolean isPartOf(JavaClass user, JavaClass resource) {
        return user.getName().equals(resource.getName()) || user.getName().startsWith(resource.getName() + "$");
    }
}
