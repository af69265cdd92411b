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
 * A program that checks files of the project, or a server that is {@linkplain #start started} on them. It comes from the same
 * places as the servers of the stack: the PATH if it has a fitting version, else the user's cache, which is filled the first time; see
 * {@link Tool}.
 */
public final class Checker {
    /** GitHub's workflows. */
    public static final Checker ACTIONLINT = program(CheckerTools.ACTIONLINT, "actionlint");

    /** Docker Compose. It needs no Docker to say what a compose file means. */
    public static final Checker COMPOSE = program(CheckerTools.COMPOSE, "docker-compose");

    /** The Consul agent and its command line. */
    public static final Checker CONSUL = program(StackTools.CONSUL, "consul");

    /** Dockerfiles. */
    public static final Checker HADOLINT = program(CheckerTools.HADOLINT, "hadolint");

    /** Initializes the data directory of a PostgreSQL server. */
    public static final Checker INITDB = program(StackTools.POSTGRES, "bin/initdb");

    /** The broker and its command lines: a directory of libraries for a JVM, no executable. */
    public static final Checker KAFKA = program(StackTools.KAFKA, "*");

    /** Kubernetes resources, by the schemas of its own API; it knows none of the resources of operators. */
    public static final Checker KUBERNETES_VALIDATE =
            python(CheckerTools.KUBERNETES_VALIDATE, "kubernetes-validate", "kubernetes_validate");

    /** Manifests with their overlays, patches and generators applied. */
    public static final Checker KUSTOMIZE = program(CheckerTools.KUSTOMIZE, "kustomize");

    /** The database. */
    public static final Checker POSTGRES = program(StackTools.POSTGRES, "bin/postgres");

    /** The store of the streams. */
    public static final Checker REDIS = program(StackTools.REDIS, "redis-server");

    /** HTTP APIs that run, by their OpenAPI documents. */
    public static final Checker SCHEMATHESIS = python(CheckerTools.SCHEMATHESIS, "schemathesis", "schemathesis.cli");

    /** Shell scripts. */
    public static final Checker SHELLCHECK = program(CheckerTools.SHELLCHECK, "shellcheck");

    /** The gateway. It has no dry run: start it by its {@link #command()} on the files to check. */
    public static final Checker TRAEFIK = program(StackTools.TRAEFIK, "traefik");

    /** The form of YAML files. */
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

    /** One in Python: a command on the PATH, a module in the cache. */
    private static Checker python(Tool tool, String program, String module) {
        return new Checker(tool, program, Optional.of(module));
    }

    /**
     * The path of a checker that is an executable, for callers that start it themselves.
     *
     * @throws StackException in one line, when the program cannot be had
     */
    public String command() {
        return located().command(program);
    }

    /**
     * Runs the checker to its end and returns what it printed.
     *
     * @param environment added to that of this JVM
     * @throws FindingsException when it ends with anything but 0
     * @throws StackException in one line, when the program cannot be had
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
     * Starts a server, which dies with this JVM at the latest. What it prints is appended to {@code log} in its directory.
     *
     * @param environment added to that of this JVM
     * @throws StackException in one line, when the program cannot be had
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

    /** PostgreSQL refuses to be root. */
    private Spawner.User user() {
        return tool.equals(StackTools.POSTGRES) ? Spawner.User.UNPRIVILEGED : Spawner.User.CALLER;
    }

    private Tool.Program located() {
        return tool.locate(Cache.ofUser(), System.out::println);
    }
}
