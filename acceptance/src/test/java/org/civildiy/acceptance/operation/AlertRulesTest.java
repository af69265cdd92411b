package org.civildiy.acceptance.operation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import org.civildiy.acceptance.client.ActivityStream;
import org.civildiy.acceptance.client.Visitor;
import org.civildiy.acceptance.system.AcceptanceTest;
import org.civildiy.acceptance.system.Operator;

import static org.assertj.core.api.Assertions.assertThat;

/** Alert rules on metrics of services: a rule on a metric that does not exist never fires. */
@AcceptanceTest
class AlertRulesTest {
    private static final Path RULES = Path.of("../deploy/monitoring/rules.yml");
    private static final Pattern OF_SERVICES = Pattern.compile("\\b(http|executor|posts|feed)_[a-z_]+");

    private final Visitor visitor;
    private final Operator operator;

    AlertRulesTest(Visitor visitor, Operator operator) {
        this.visitor = visitor;
        this.operator = operator;
    }

    @Test
    void every_metric_of_an_alert_rule_exists() throws IOException {
        // Given
        var user = visitor.becomesMember();
        ActivityStream.of(user).awaitPost(user.posts("Measured"));
        Set<String> watched = new TreeSet<>();
        OF_SERVICES
                .matcher(Files.readString(RULES))
                .results()
                .map(MatchResult::group)
                .forEach(watched::add);
        // When
        var metrics = new StringBuilder();
        Stream.of("auth-service", "profile-service", "posts-service", "feed-service")
                .flatMap(service -> operator.instances(service).stream())
                .map(instance -> instance.get("/metrics"))
                .forEach(response -> metrics.append(response.asString()));
        // Then
        assertThat(watched).hasSizeGreaterThan(4);
        assertThat(watched)
                .allMatch(name -> metrics.toString().contains("\n" + name + "{")
                        || metrics.toString().contains("\n" + name + " "));
    }
}
