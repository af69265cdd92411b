package org.civildiy.local;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** Shows the warnings and errors of the services as they appear in their logs. */
final class Warnings {
    private static final Pattern LEVEL = Pattern.compile("^\\S+ (WARN|ERROR|FATAL)\\s");
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private Warnings() {}

    /** Begins with what is written from now on, and goes on until the program ends. */
    static void follow(StackDirectory directory, Supplier<Set<String>> services, Consumer<String> reports) {
        Map<String, LogFile> logs = new HashMap<>();
        Thread.ofVirtual().name("warnings").start(() -> {
            while (true) {
                for (String service : services.get()) {
                    logs.computeIfAbsent(service, _ -> LogFile.fromEnd(directory.log(service))).newLines().stream()
                            .filter(line -> LEVEL.matcher(line).find())
                            .forEach(line -> reports.accept("%-17s %s".formatted(service, line)));
                }
                Pause.of(BETWEEN_LOOKS);
            }
        });
    }
}
