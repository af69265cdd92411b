package org.civildiy.acceptance;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.civildiy.local.LocalStack;

/**
 * The system that all test classes of a run share: a stack of their own, started before the first of them and stopped after the
 * last, or, where the environment names one ({@code source .local/stack.env}), a stack that runs already and is left as it is.
 */
final class RunningSystem implements ParameterResolver {
    /** What the tests' own stack signs tokens with, so that they can make tokens that nobody else should. */
    static final String SECRET_KEY = "the acceptance tests' own key of 44 characters";

    private static final Path FIFTH_SERVICE = Path.of("src", "test", "resources", "fifth-service.yml");

    private static final Path DIRECTORY = Path.of("target", "stack");

    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(RunningSystem.class);

    /** Where the tests' own stack writes its logs, a file for each part. */
    static Path logs() {
        return DIRECTORY.resolve("log");
    }

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        var type = parameter.getParameter().getType();
        return type == Visitor.class || type == Operator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        var system = context.getRoot()
                .getStore(SHARED)
                .computeIfAbsent(Running.class, key -> Running.inThis(System.getenv()), Running.class);
        return parameter.getParameter().getType() == Visitor.class ? system.visitor() : system.operator();
    }

    private record Running(Visitor visitor, Operator operator, Optional<LocalStack> stack) implements AutoCloseable {

        static Running inThis(Map<String, String> environment) {
            if (environment.containsKey("GATEWAY_URL")) {
                return new Running(environment, Optional.empty());
            }
            var stack = LocalStack.start(
                    Path.of(".."),
                    DIRECTORY,
                    Map.of(
                            "SECRET_KEY",
                            SECRET_KEY,
                            "GATEWAY_ROUTES",
                            FIFTH_SERVICE.toAbsolutePath().toString()));
            return new Running(stack.environment(), Optional.of(stack));
        }

        Running(Map<String, String> environment, Optional<LocalStack> stack) {
            this(
                    new Visitor(URI.create(environment.get("GATEWAY_URL"))),
                    new Operator(Operator.Addresses.of(environment), stack),
                    stack);
        }

        @Override
        public void close() {
            stack.ifPresent(LocalStack::close);
        }
    }
}
