package org.civildiy.chaos.report;

import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.civildiy.chaos.fault.Fault;
import org.civildiy.chaos.fault.FaultInterval;
import org.civildiy.chaos.fault.Harm;
import org.civildiy.chaos.history.Operation;
import org.civildiy.chaos.history.OperationType;
import org.civildiy.chaos.history.Outcome;

/**
 * The timeline of a run as an SVG picture, with time from left to right. At the top, each type of operation has a row of bars: the requests
 * that were answered (green) and those with an unknown outcome (red), a second or more per bar. Below, each part of the system has a row
 * with its faults. A bar's tooltip shows its numbers.
 */
public final class Timeline {
    private static final int LEFT = 130;
    private static final int WIDTH = 1200;
    private static final int ROW = 44;
    private static final int FAULT_ROW = 20;
    private static final int MOST_BARS = 600;

    private final List<Operation> history;
    private final List<FaultInterval> intervals;
    private final double seconds;
    private final StringBuilder svg = new StringBuilder();

    private Timeline(List<Operation> history, List<FaultInterval> intervals) {
        this.history = history;
        this.intervals = intervals;
        this.seconds = intervals.getLast().until() / 1e9;
    }

    public static String of(List<Operation> history, List<FaultInterval> intervals) {
        return new Timeline(history, intervals).draw();
    }

    private String draw() {
        var parts = new TreeSet<String>();
        intervals.forEach(interval -> interval.faults().forEach(fault -> parts.add(fault.part())));
        int faultsTop = ROW * OperationType.values().length + 30;
        int height = faultsTop + FAULT_ROW * parts.size() + 46;
        line(String.format(
                Locale.ROOT,
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" font-family=\"sans-serif\" font-size=\"12\">",
                LEFT + WIDTH + 20,
                height));
        line("<rect width=\"100%\" height=\"100%\" fill=\"white\"/>");
        int top = 10;
        for (OperationType kind : OperationType.values()) {
            operations(kind, top);
            top += ROW;
        }
        top = faultsTop;
        for (String part : parts) {
            faults(part, top);
            top += FAULT_ROW;
        }
        axis(top + 14);
        line("</svg>");
        return svg.toString();
    }

    private void operations(OperationType kind, int top) {
        double width = Math.max(1.0, Math.ceil(seconds / MOST_BARS));
        int bars = (int) Math.ceil(seconds / width);
        var good = new int[bars];
        var bad = new int[bars];
        int most = 1;
        for (Operation operation : history) {
            var call = operation.call();
            int bar = (int) (call.completed() / 1e9 / width);
            if (call.kind() == kind && bar < bars) {
                (call.outcome() == Outcome.UNKNOWN ? bad : good)[bar]++;
                most = Math.max(most, good[bar] + bad[bar]);
            }
        }
        label(kind.label(), top + ROW / 2);
        double scale = (ROW - 6.0) / most;
        for (int bar = 0; bar < bars; bar++) {
            var title = "%.0f s: %d answered, %d not".formatted(bar * width, good[bar], bad[bar]);
            double bottom = top + ROW - 3.0;
            bar(bar * width, width, bottom - bad[bar] * scale, bad[bar] * scale, "#c62828", title);
            bar(bar * width, width, bottom - (bad[bar] + good[bar]) * scale, good[bar] * scale, "#66bb6a", title);
        }
    }

    private void faults(String part, int top) {
        label(part, top + FAULT_ROW / 2);
        for (FaultInterval interval : intervals) {
            for (Fault fault : interval.faults()) {
                if (fault.part().equals(part)) {
                    double from = interval.began() / 1e9;
                    double length = Math.max(0.5, (interval.ended() - interval.began()) / 1e9);
                    bar(from, length, top + 2, FAULT_ROW - 4, color(fault.harm()), "%.1f s: %s".formatted(from, fault));
                }
            }
        }
    }

    private static String color(Harm harm) {
        return switch (harm) {
            case KILL -> "#212121";
            case FREEZE -> "#42a5f5";
            case CUT -> "#ffa726";
            case BLACK_HOLE -> "#6a1b9a";
            case SLOW -> "#bcaaa4";
            case VERY_SLOW -> "#795548";
            case LATE -> "#ec407a";
            case PAUSE -> "#1565c0";
            case COMPACT -> "#26a69a";
            case PURGE -> "#e57373";
            case DELETE_TOPIC -> "#b71c1c";
            case ROLL_BACK -> "#9e9d24";
        };
    }

    private void axis(int y) {
        double step = seconds > 300 ? 60 : 10;
        for (double at = 0; at <= seconds; at += step) {
            line(String.format(
                    Locale.ROOT, "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.0f s</text>", x(at), y, at));
        }
        String legend = intervals.stream()
                .flatMap(interval -> interval.faults().stream())
                .map(Fault::harm)
                .distinct()
                .sorted()
                .map(harm -> "<tspan fill=\"%s\">%s</tspan>".formatted(color(harm), harm.label()))
                .collect(Collectors.joining(" "));
        line(String.format(Locale.ROOT, "<text x=\"5\" y=\"%d\">%s</text>", y + 16, legend));
    }

    private void label(String text, int y) {
        line(String.format(Locale.ROOT, "<text x=\"5\" y=\"%d\">%s</text>", y + 4, text));
    }

    private void bar(double from, double length, double top, double height, String color, String title) {
        if (height > 0) {
            line(String.format(
                    Locale.ROOT,
                    "<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"><title>%s</title></rect>",
                    x(from),
                    top,
                    length / seconds * WIDTH,
                    height,
                    color,
                    title));
        }
    }

    private double x(double second) {
        return LEFT + second / seconds * WIDTH;
    }

    private void line(String text) {
        svg.append(text).append('\n');
    }
}
