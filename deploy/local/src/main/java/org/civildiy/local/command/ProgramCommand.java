package org.civildiy.local.command;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import org.tukaani.xz.XZInputStream;
import org.yaml.snakeyaml.Yaml;
import picocli.CommandLine;

import org.civildiy.local.state.StackDirectory;

/**
 * The command line that runs this program in a JVM of its own.
 *
 * @param environment variables in addition to the environment of this JVM
 */
public record ProgramCommand(Path project, StackDirectory directory, Map<String, String> environment) {
    private static final String MAIN = "org.civildiy.local.Main";

    /** The process builder for a subcommand and its options, with the output appended to the log. */
    public ProcessBuilder builder(Path log, String... verb) {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                classPath(),
                MAIN,
                "--project",
                project.toString(),
                "--directory",
                directory.root().toString()));
        command.addAll(List.of(verb));
        var builder = new ProcessBuilder(command)
                .redirectInput(Path.of("/dev/null").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        return builder;
    }

    /**
     * The jars and directories of this program's classes. The JVM's class path is not enough: in tests it may be a single jar that only
     * refers to the others.
     */
    private static String classPath() {
        return Stream.of(
                        StackCommand.class,
                        CommandLine.class,
                        ObjectMapper.class,
                        JsonFactory.class,
                        JsonProperty.class,
                        YAMLFactory.class,
                        Yaml.class,
                        XZInputStream.class)
                .map(ProgramCommand::location)
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
    }

    private static String location(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
