package org.civildiy.local.state;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

import org.jspecify.annotations.Nullable;

import org.civildiy.local.host.StackException;

/** The values of {@code ONLY} and {@code SCALE}: words with spaces or commas between them. */
public final class ComponentNames {
    private static final int MOST_INSTANCES = 9;

    private ComponentNames() {}

    /** Parses names of components, such as {@code "redis kafka"}. */
    public static Set<String> parse(@Nullable String only) {
        var names = new TreeSet<String>();
        for (String word : words(only)) {
            names.add(word);
        }
        names.remove("");
        return names;
    }

    /** Parses numbers of instances, such as {@code "posts-service=2 feed-service=2"}. */
    public static Map<String, Integer> parseScale(@Nullable String scale) {
        var instances = new TreeMap<String, Integer>();
        for (String word : parse(scale)) {
            String[] parts = word.split("=", 2);
            if (parts.length != 2 || !parts[1].matches("[1-" + MOST_INSTANCES + "]")) {
                throw new StackException(
                        "SCALE is NAME=NUMBER with a number from 1 to %d, not %s".formatted(MOST_INSTANCES, word));
            }
            instances.put(parts[0], Integer.valueOf(parts[1]));
        }
        return instances;
    }

    /** Throws an exception with the known names when a name is not known. */
    public static void check(Set<String> names, Set<String> known) {
        for (String name : names) {
            if (!known.contains(name)) {
                throw new StackException("%s is none of %s".formatted(name, String.join(", ", known)));
            }
        }
    }

    private static String[] words(@Nullable String text) {
        return (text == null ? "" : text).strip().split("[\\s,]+", -1);
    }
}
