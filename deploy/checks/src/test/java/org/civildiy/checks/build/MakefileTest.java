package org.civildiy.checks.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Shell;

import static org.assertj.core.api.Assertions.assertThat;

/** Makefile: {@code make -n} runs no recipe, and the list of services comes from their directories. */
class MakefileTest {
    @Test
    void no_recipe_is_run_by_make_n() throws IOException {
        List<String> recipes;
        try (Stream<String> lines = Files.lines(Project.ROOT.resolve("Makefile"))) {
            recipes = lines.filter(line -> line.startsWith("\t")).toList();
        }
        // GNU make runs a line that contains $(MAKE) even with -n.
        assertThat(recipes).isNotEmpty().noneMatch(line -> line.contains("$(MAKE)") || line.contains("${MAKE}"));
    }

    @Test
    void services_are_the_modules_whose_name_says_so() throws IOException {
        List<String> modules;
        try (Stream<String> lines = Files.lines(Project.ROOT.resolve("services/pom.xml"))) {
            modules = lines.map(String::strip)
                    .filter(line -> line.startsWith("<module>") && line.endsWith("-service</module>"))
                    .map(line -> line.substring("<module>".length(), line.length() - "</module>".length()))
                    .toList();
        }
        assertThat(Shell.run("deploy/services.sh", Map.of()).lines()).containsExactlyInAnyOrderElementsOf(modules);
    }

    @Test
    void no_script_lists_the_services_again() {
        assertThat(Project.scripts()).noneMatch(MakefileTest::listsServices);
    }

    /** hand-out.sh is excepted: it runs in a container that has no other file of the project. */
    private static boolean listsServices(Path script) {
        try {
            return !script.endsWith("hand-out.sh")
                    && Files.readString(Project.ROOT.resolve(script)).contains("auth-service profile-service");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
