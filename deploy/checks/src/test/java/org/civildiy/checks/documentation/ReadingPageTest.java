package org.civildiy.checks.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Tour of the code: its stops are files of the project. */
class ReadingPageTest {
    private static final Path PAGE = Project.ROOT.resolve("docs/reading.md");
    private static final Pattern STOP = Pattern.compile("(?m)^### (\\d+)\\. [^\\[\\n]+\\[`([^`]+)`\\]\\(([^)]+)\\)$");
    private static final Pattern NAMED = Pattern.compile("\\[`(\\w+)`\\]\\(([^)]+\\.java)\\)");

    private final String text = Yaml.text(PAGE);

    @Test
    void there_are_a_dozen_stops_in_order() {
        // When
        List<MatchResult> stops = STOP.matcher(text).results().toList();
        // Then
        assertThat(stops)
                .extracting(stop -> Integer.valueOf(stop.group(1)))
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 12).boxed().toList());
    }

    @Test
    void every_stop_is_a_file_of_the_project() {
        // When
        List<String> missing = STOP.matcher(text)
                .results()
                .filter(stop -> !Files.isRegularFile(PAGE.resolveSibling(stop.group(3))))
                .map(stop -> stop.group(2))
                .toList();
        // Then
        assertThat(missing).isEmpty();
    }

    @Test
    void a_class_is_named_as_its_file() {
        // When
        List<MatchResult> named = NAMED.matcher(text).results().toList();
        // Then
        assertThat(named).isNotEmpty().allMatch(link -> link.group(2).endsWith("/" + link.group(1) + ".java"));
    }
}
