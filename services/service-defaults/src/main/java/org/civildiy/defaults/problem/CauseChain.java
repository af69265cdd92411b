package org.civildiy.defaults.problem;

import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/** The chain of an exception and its causes. It is bounded, because an exception can be its own cause indirectly. */
final class CauseChain {
    private static final int MAX_DEPTH = 20;

    private CauseChain() {}

    /** The outermost exception of this type. */
    static <T extends Throwable> Optional<T> find(Class<T> type, @Nullable Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause)
                .limit(MAX_DEPTH)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst();
    }
}
