package org.civildiy.local.state;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/**
 * The state of a stack: {@code stack.json}.
 *
 * @param gatewayUrl where clients reach the system
 * @param state {@code starting}, {@code up} (everything that is wanted is ready, and the gateway routes to it) or {@code stopped}
 * @param components all components, including the stopped ones
 */
public record StackState(String gatewayUrl, String state, List<Component> components) {
    public static final String STARTING = "starting";
    public static final String UP = "up";
    public static final String STOPPED = "stopped";

    /**
     * One component of the stack.
     *
     * @param name such as {@code posts-service-2}
     * @param pid the process id; {@code null} while the component has no process
     * @param state {@code fetching}, {@code starting}, {@code ready}, {@code not ready}, {@code restarting} or {@code stopped}
     * @param address host and port that clients connect to
     * @param log the file with the output of the component
     */
    public record Component(String name, @Nullable Long pid, String state, String address, String log) {
        public boolean ready() {
            return ComponentStatus.READY.label().equals(state);
        }

        public boolean stopped() {
            return ComponentStatus.STOPPED.label().equals(state);
        }
    }

    public boolean up() {
        return UP.equals(state);
    }

    boolean fetching() {
        return components.stream()
                .anyMatch(one -> ComponentStatus.FETCHING.label().equals(one.state()));
    }

    /** Whether the supervisor has applied this desired state: the stopped components and the numbers of instances are the desired ones. */
    boolean follows(DesiredState wanted) {
        boolean stops = components.stream()
                .allMatch(one -> one.stopped() == wanted.stopped().contains(one.name()));
        boolean scales =
                wanted.instances().entrySet().stream().allMatch(entry -> instances(entry.getKey()) == entry.getValue());
        return stops && scales;
    }

    private long instances(String service) {
        return components.stream()
                .filter(one -> one.name().equals(service) || one.name().matches(service + "-\\d+"))
                .count();
    }

    /** The component of this name. */
    public Optional<Component> component(String name) {
        return components.stream().filter(one -> one.name().equals(name)).findFirst();
    }
}
