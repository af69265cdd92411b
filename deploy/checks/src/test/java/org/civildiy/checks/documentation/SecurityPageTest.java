package org.civildiy.checks.documentation;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Table of security requirements: the tests that it names exist. */
class SecurityPageTest {
    private static final Pattern TEST = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern ROW = Pattern.compile("(?m)^\\| \\d+\\.\\d+\\..*$");

    private static final String PAGE = Yaml.text(Project.ROOT.resolve("docs/security.md"));

    @Test
    void every_test_that_the_page_names_is_there() {
        // When
        List<String> missing = TEST.matcher(PAGE)
                .results()
                .filter(test -> !isThere(test.group(1), test.group(2)))
                .map(test -> test.group())
                .distinct()
                .toList();
        // Then
        assertThat(missing).isEmpty();
    }

    @Test
    void every_row_says_where_and_names_a_test_or_nothing_that_looks_like_one() {
        // When
        List<String> rows = ROW.matcher(PAGE).results().map(row -> row.group()).toList();
        // Then
        assertThat(rows)
                .hasSizeGreaterThan(60)
                .allMatch(row -> row.split("\\|", -1).length == 6)
                .allMatch(row -> !row.split("\\|", -1)[3].isBlank())
                .allMatch(row ->
                        row.split("\\|", -1)[4].isBlank() || TEST.matcher(row).find());
    }

    private static boolean isThere(String name, String method) {
        List<Path> sources = Project.tests(name + ".java");
        return sources.stream()
                .anyMatch(source -> Yaml.text(Project.ROOT.resolve(source)).contains("void " + method + "("));
    }
}
