package org.civildiy.local.command;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

import org.civildiy.local.state.ComponentNames;
import org.civildiy.local.supervise.Services;

/** The options of packaged services, for {@code run} and {@code start}: the number of instances, and whether native executables run. */
final class ServiceOptions {
    @Option(names = "--scale", description = "instances of services, as posts-service=2")
    private @Nullable String scale;

    @Option(names = "--native", description = "run the services from their native executables")
    private boolean executables;

    Map<String, Integer> scale() {
        return ComponentNames.parseScale(scale);
    }

    Services.Form form() {
        return executables ? Services.Form.EXECUTABLE : Services.Form.JAR;
    }

    /** These options as arguments of another command. */
    List<String> arguments() {
        var arguments = new ArrayList<String>();
        RunOptions.add(arguments, "--scale", scale);
        if (executables) {
            arguments.add("--native");
        }
        return arguments;
    }
}
