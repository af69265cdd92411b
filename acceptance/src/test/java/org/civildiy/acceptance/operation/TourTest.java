package org.civildiy.acceptance.operation;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Script;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The tour of TESTING.md, run as a reader would run it: all {@code sh} blocks in one shell, in their order. Lines
 * {@code <!-- shows: text -->} after a block name texts that its output has to contain.
 */
@AcceptanceTest
class TourTest {
    private static final Pattern BLOCK =
            Pattern.compile("```sh\n(.*?)```\n((?:<!-- shows: .*? -->\n)*)", Pattern.DOTALL);
    private static final Pattern SHOWN = Pattern.compile("<!-- shows: (.*?) -->");

    private final Visitor visitor;

    TourTest(Visitor visitor) {
        this.visitor = visitor;
    }

    @Test
    void every_command_of_the_tour_prints_what_the_tour_says() throws Exception {
        // Given
        var blocks = blocks();
        var script = new StringBuilder("set -u\n");
        for (var block : blocks) {
            script.append(block.commands()).append("\necho '%%% end of block'\n");
        }
        // When
        var tour = Script.run(visitor, "bash", "-c", script.toString());
        // Then
        var shown = tour.output().split("%%% end of block\n", -1);
        assertThat(blocks).isNotEmpty();
        for (int i = 0; i < blocks.size(); i++) {
            for (var text : blocks.get(i).shows()) {
                assertThat(shown[i]).as(blocks.get(i).commands()).contains(text);
            }
        }
    }

    private record Block(String commands, List<String> shows) {}

    private static List<Block> blocks() throws java.io.IOException {
        var blocks = new ArrayList<Block>();
        var tour = BLOCK.matcher(Files.readString(Path.of("..", "TESTING.md")));
        while (tour.find()) {
            var shows = SHOWN.matcher(tour.group(2))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
            blocks.add(new Block(tour.group(1), shows));
        }
        return blocks;
    }
}
