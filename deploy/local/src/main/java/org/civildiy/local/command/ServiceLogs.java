package org.civildiy.local.command;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import org.civildiy.local.host.LogFile;
import org.civildiy.local.host.Polling;
import org.civildiy.local.state.StackDirectory;

/** A tail of the services' logs on the standard output. */
final class ServiceLogs {
    private static final Pattern LEVEL = Pattern.compile("^\\S+ (WARN|ERROR|FATAL)\\s");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private ServiceLogs() {}

    /** Whether a line is a warning or an error. */
    static boolean warns(String line) {
        return LEVEL.matcher(line).find();
    }

    /** Shows lines that are written from now on, until the program ends. */
    static void follow(
            StackDirectory directory,
            Supplier<Set<String>> services,
            Predicate<String> which,
            Consumer<String> reports) {
        Map<String, LogFile> logs = new HashMap<>();
        Colours colours = Colours.here();
        services.get().forEach(service -> logs.put(service, LogFile.fromEnd(directory.log(service))));
        Thread.ofVirtual().name("service-logs").start(() -> {
            while (true) {
                for (String service : services.get()) {
                    logs.computeIfAbsent(service, _ -> LogFile.fromEnd(directory.log(service))).newLines().stream()
                            .filter(which)
                            .forEach(line -> reports.accept(colours.line(service, line)));
                }
                Polling.pause(BETWEEN_LOOKS);
            }
        });
    }
}
