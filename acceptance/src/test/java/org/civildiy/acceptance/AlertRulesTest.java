package org.civildiy.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/** An alert over a metric that nobody has would never be heard of. Those of the gateway and of Consul: ProductionGatewayTest. */
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
    void every_metric_of_a_rule_is_one_that_a_service_has() throws IOException {
        // Given
        var somebody = visitor.becomesMember();
        ActivityStream.of(somebody).awaitPost(somebody.posts("Measured"));
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
                .forEach(answer -> metrics.append(answer.asString()));
        // Then
        assertThat(watched).hasSizeGreaterThan(4);
        assertThat(watched)
                .allMatch(name -> metrics.toString().contains("\n" + name + "{")
                        || metrics.toString().contains("\n" + name + " "));
    }
}
