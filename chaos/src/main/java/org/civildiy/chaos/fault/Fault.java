package org.civildiy.chaos.fault;

/** A fault: one kind of failure of one part of the system. */
public record Fault(String part, Harm harm) {
    @Override
    public String toString() {
        return harm.label() + " " + part;
    }
}
