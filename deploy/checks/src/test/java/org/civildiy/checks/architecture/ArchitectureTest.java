package org.civildiy.checks.architecture;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

/** The direction of the code: resources use the domain, the domain uses stores, and no service uses another. */
class ArchitectureTest {
    private static final Path ROOT = Path.of("../..");

    private static JavaClasses main;

    @BeforeAll
    static void importMainClasses() throws Exception {
        try (Stream<Path> services = Files.list(ROOT.resolve("services"))) {
            var compiled = Stream.concat(services, Stream.of(ROOT.resolve("event-schema")))
                    .map(module -> module.resolve("target/classes"))
                    .filter(Files::isDirectory)
                    .toList();
            main = new ClassFileImporter().importPaths(compiled);
        }
    }

    @Test
    void rooms_have_no_cycles() {
        slices().matching("org.civildiy.(*).(*)..").should().beFreeOfCycles().check(main);
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

    /** The packages of each client, and the packages of ours that may use it. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            org.apache.kafka..                        | org.civildiy.outbox ; org.civildiy.posts.outbox ; org.civildiy.feed ; org.civildiy.feed.kafka ; org.civildiy.feed.event ; org.civildiy.feed.projection ; org.civildiy.feed.rebuild ; org.civildiy.feed.deadletter
            io.smallrye.reactive.messaging..          | org.civildiy.outbox ; org.civildiy.posts.outbox ; org.civildiy.feed.kafka ; org.civildiy.feed.projection ; org.civildiy.feed.deadletter
            org.eclipse.microprofile.reactive..       | org.civildiy.outbox ; org.civildiy.posts.outbox ; org.civildiy.feed.kafka ; org.civildiy.feed.projection ; org.civildiy.feed.deadletter
            io.vertx.redis..                          | org.civildiy.feed.redis ; org.civildiy.feed.projection ; org.civildiy.feed.rebuild ; org.civildiy.feed.stream ; org.civildiy.feed.live
            com.mongodb..                             | org.civildiy.posts.store ; org.civildiy.posts.legacy ; org.civildiy.outbox.mongodb
            org.bson..                                | org.civildiy.posts.. ; org.civildiy.outbox.mongodb
            org.hibernate.exception..                 | org.civildiy.auth.. ; org.civildiy.profile.. ; org.civildiy.postgres
            org.hibernate.reactive..                  | org.civildiy.auth.. ; org.civildiy.profile.. ; org.civildiy.postgres
            io.quarkus.hibernate..                    | org.civildiy.auth.. ; org.civildiy.profile.. ; org.civildiy.postgres
            jakarta.persistence..                     | org.civildiy.auth.. ; org.civildiy.profile.. ; org.civildiy.postgres
            io.vertx.mutiny.sqlclient..               | org.civildiy.auth.. ; org.civildiy.profile.. ; org.civildiy.postgres
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

    @Test
    void every_package_says_what_it_is_for_and_is_null_marked() {
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
