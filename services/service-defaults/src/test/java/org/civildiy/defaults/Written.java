package org.civildiy.defaults;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;

import org.jboss.logmanager.formatters.PatternFormatter;

/** Keeps what a log is told, while it is attached to that. */
final class Written extends Handler {
    final List<String> lines = new CopyOnWriteArrayList<>();

    private final Formatter form;

    /** @param pattern the form of a line, as in {@code quarkus.log.console.format} */
    Written(String pattern) {
        form = new PatternFormatter(pattern);
    }

    @Override
    public void publish(LogRecord line) {
        lines.add(form.format(line));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {}
}
