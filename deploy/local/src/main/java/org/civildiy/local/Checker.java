package org.civildiy.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.civildiy.local.fetch.Cache;
import org.civildiy.local.fetch.CheckerTools;
import org.civildiy.local.fetch.StackTools;
import org.civildiy.local.fetch.Tool;
import org.civildiy.local.host.FindingsException;
import org.civildiy.local.host.Shell;
import org.civildiy.local.host.Spawner;
import org.civildiy.local.host.StackException;

/**
 * A program that checks files of the project, or a server that tests {@linkplain #start start} with configuration files of the project. The
 * program is found as the servers of the stack are: on the PATH in a fitting version, else in the user's cache; see {@link Tool}.
 */
public final class Checker {
    /** Checks GitHub's workflows. */
    public static final Checker ACTIONLINT = program(CheckerTools.ACTIONLINT, "actionlint");

    /** Docker Compose. It checks and resolves a compose file without Docker. */
    public static final Checker COMPOSE = program(CheckerTools.COMPOSE, "docker-compose");

    /** The Consul agent and its command line. */
    public static final Checker CONSUL = program(StackTools.CONSUL, "consul");

    /** Checks Dockerfiles. */
    public static final Checker HADOLINT = program(CheckerTools.HADOLINT, "hadolint");

    /** Initializes the data directory of a PostgreSQL server. */
    public static final Checker INITDB = program(StackTools.POSTGRES, "bin/initdb");

    /** The broker of Kafka and its command lines. The path is a class path for a JVM, not an executable. */
    public static final Checker KAFKA = program(StackTools.KAFKA, "*");

    /** Checks Kubernetes resources by the schemas of the Kubernetes API. It does not know the custom resources of operators. */
    public static final Checker KUBERNETES_VALIDATE =
            python(CheckerTools.KUBERNETES_VALIDATE, "kubernetes-validate", "kubernetes_validate");

    /** Renders Kubernetes manifests with their overlays, patches and generators applied. */
    public static final Checker KUSTOMIZE = program(CheckerTools.KUSTOMIZE, "kustomize");

    /** The PostgreSQL server. */
    public static final Checker POSTGRES = program(StackTools.POSTGRES, "bin/postgres");

    /** The Redis server. */
    public static final Checker REDIS = program(StackTools.REDIS, "redis-server");

    /** Checks running HTTP APIs by their OpenAPI documents. */
    public static final Checker SCHEMATHESIS = python(CheckerTools.SCHEMATHESIS, "schemathesis", "schemathesis.cli");

    /** Checks shell scripts. */
    public static final Checker SHELLCHECK = program(CheckerTools.SHELLCHECK, "shellcheck");

    /** The gateway. Traefik has no dry run: start it by its {@link #command()} with the files to check. */
    public static final Checker TRAEFIK = program(StackTools.TRAEFIK, "traefik");

    /** Checks the style of YAML files. */
    public static final Checker YAMLLINT = python(CheckerTools.YAMLLINT, "yamllint", "yamllint");

    private final Tool tool;
    private final String program;
    private final Optional<String> module;

    private Checker(Tool tool, String program, Optional<String> module) {
        this.tool = tool;
        this.program = program;
        this.module = module;
    }

    private static Checker program(Tool tool, String program) {
        return new Checker(tool, program, Optional.empty());
    }

    /** A checker written in Python: a command on the PATH, but a module in the cache. */
    private static Checker python(Tool tool, String program, String module) {
        return new Checker(tool, program, Optional.of(module));
    }

    /**
     * The path of a checker that is an executable, for callers that start it themselves.
     *
     * @throws StackException with a message of one line, when the program is neither found nor fetched
     */
    public String command() {
        return located().command(program);
    }

    /**
     * Runs the checker to its end and returns its output.
     *
     * @param environment variables in addition to the environment of this JVM
     * @throws FindingsException when the exit code of the checker is not 0
     * @throws StackException with a message of one line, when the program is neither found nor fetched
     */
    public String run(Path directory, Map<String, String> environment, String... arguments) {
        Tool.Program found = located();
        var variables = new HashMap<>(environment);
        var command = new ArrayList<String>();
        if (module.isPresent() && !found.onPath()) {
            command.addAll(List.of("python3", "-m", module.get()));
            variables.put("PYTHONPATH", found.home().toString());
        } else {
            command.add(found.command(program));
        }
        command.addAll(List.of(arguments));
        Shell.Ended ended = Shell.ended(command, variables, directory, user());
        if (ended.code() != 0) {
            String printed = ended.output().strip();
            throw new FindingsException(printed.isEmpty() ? program + " ended with " + ended.code() : printed);
        }
        return ended.output();
    }

    /**
     * Starts a server, which ends with this JVM at the latest. Its output is appended to the file {@code log} in the directory.
     *
     * @param environment variables in addition to the environment of this JVM
     * @throws StackException with a message of one line, when the program is neither found nor fetched
     */
    public Process start(Path directory, Map<String, String> environment, String... arguments) {
        var command = new ArrayList<>(List.of(command()));
        command.addAll(List.of(arguments));
        var log = ProcessBuilder.Redirect.appendTo(directory.resolve("log").toFile());
        try {
            return Spawner.start(
                    new ProcessBuilder(command)
                            .directory(directory.toFile())
                            .redirectErrorStream(true)
                            .redirectOutput(log),
                    environment,
                    user());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The user that the program runs as: PostgreSQL does not run as root. */
    private Spawner.User user() {
        return tool.equals(StackTools.POSTGRES) ? Spawner.User.UNPRIVILEGED : Spawner.User.CALLER;
    }

    private Tool.Program located() {
        return tool.locate(Cache.ofUser(), System.out::println);
    }
}
