package org.civildiy.checks.documentation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.civildiy.checks.project.Project;
import org.civildiy.checks.project.Yaml;

import static org.assertj.core.api.Assertions.assertThat;

/** Links of the Markdown pages: the files, headings and tests that they name exist. */
class LinksTest {
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)|(?:src|srcset)=\"([^\"]+)\"");
    private static final Pattern ELSEWHERE = Pattern.compile("[a-z]+:.*");
    private static final Pattern CODE = Pattern.compile("(?ms)^ *```.*?^ *```");
    private static final Pattern TEST = Pattern.compile("`(\\w*[a-z](?:Test|IT))(?:\\.(\\w+))?`");
    private static final Pattern HEADING = Pattern.compile("(?m)^#+ (.+)$");

    static List<Path> pages() {
        return Project.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_relative_link_has_a_target(Path page) {
        // When
        List<String> dead =
                links(page).filter(link -> !targetExists(page, link)).toList();
        // Then
        assertThat(dead).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_test_that_a_page_names_exists(Path page) {
        // When
        List<String> missing = TEST.matcher(prose(page))
                .results()
                .filter(test -> !exists(test))
                .map(MatchResult::group)
                .distinct()
                .toList();
        // Then
        assertThat(missing).isEmpty();
    }

    private static boolean exists(MatchResult test) {
        return Project.tests(test.group(1) + ".java").stream()
                .map(source -> Yaml.text(Project.ROOT.resolve(source)))
                .anyMatch(source -> test.group(2) == null || source.contains("void " + test.group(2) + "("));
    }

    private static Stream<String> links(Path page) {
        return LINK.matcher(prose(page))
                .results()
                .map(link -> link.group(1) == null ? link.group(2) : link.group(1))
                .filter(link -> !ELSEWHERE.matcher(link).matches());
    }

    private static boolean targetExists(Path page, String link) {
        var hash = link.indexOf('#');
        var path = hash < 0 ? link : link.substring(0, hash);
        var target = path.isEmpty() ? page : page.resolveSibling(path).normalize();
        if (!Files.exists(Project.ROOT.resolve(target))) {
            return false;
        }
        return hash < 0 || !target.toString().endsWith(".md") || anchors(target).contains(link.substring(hash + 1));
    }

    /** The fragments that GitHub creates for the headings of a page. */
    private static Set<String> anchors(Path page) {
        return HEADING.matcher(prose(page))
                .results()
                .map(heading -> heading.group(1)
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N}_ -]", "")
                        .replace(' ', '-'))
                .collect(Collectors.toSet());
    }

    private static String prose(Path page) {
        return CODE.matcher(Yaml.text(Project.ROOT.resolve(page))).replaceAll("");
    }
}
