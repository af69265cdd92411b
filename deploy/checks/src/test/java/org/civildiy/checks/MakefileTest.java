package org.civildiy.checks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** The Makefile only shows what it would do under {@code make -n}, and takes the services from their directories. */
class MakefileTest {
    @Test
    void no_recipe_is_run_by_make_n() throws IOException {
        List<String> recipes;
        try (Stream<String> lines = Files.lines(Project.ROOT.resolve("Makefile"))) {
            recipes = lines.filter(line -> line.startsWith("\t")).toList();
        }
        // GNU make runs a line with this text even when it is told to run nothing.
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

    /** hand-out.sh runs in a container that has only itself. */
    private static boolean listsServices(Path script) {
        try {
            return !script.endsWith("hand-out.sh")
                    && Files.readString(Project.ROOT.resolve(script)).contains("auth-service profile-service");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
