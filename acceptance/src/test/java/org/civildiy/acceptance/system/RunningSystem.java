package org.civildiy.acceptance.system;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

import org.civildiy.acceptance.client.Visitor;
import org.civildiy.local.LocalStack;

/**
 * JUnit extension that provides one system to all test classes of a run. It starts a local stack before the first class and
 * stops it after the last. Where the environment names a stack ({@code source .local/stack.env}), the tests use that one and leave
 * it running.
 */
public final class RunningSystem implements ParameterResolver {
    /** The key by which the tests' own stack signs tokens; tests forge tokens with it. */
    public static final String SECRET_KEY = "the acceptance tests' own key of 44 characters";

    private static final Path DIRECTORY = Path.of("target", "stack");

    private static final ExtensionContext.Namespace SHARED = ExtensionContext.Namespace.create(RunningSystem.class);

    /** The directory of the logs of the tests' own stack, one file for each part. */
    public static Path logs() {
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
                .computeIfAbsent(Running.class, key -> Running.of(System.getenv()), Running.class);
        return parameter.getParameter().getType() == Visitor.class ? system.visitor() : system.operator();
    }

    private record Running(Visitor visitor, Operator operator, Optional<LocalStack> stack) implements AutoCloseable {

        static Running of(Map<String, String> environment) {
            if (environment.containsKey("GATEWAY_URL")) {
                return new Running(environment, Optional.empty());
            }
            var stack = LocalStack.start(Path.of(".."), DIRECTORY, Map.of("SECRET_KEY", SECRET_KEY));
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
