package org.civildiy.chaos.fault;

/** One harm to one part of the system. */
public record Fault(String part, Harm harm) {
    public enum Harm {
        /** {@code kill -9}; the supervisor starts it again. */
        KILL("kill -9"),
        /** {@code SIGSTOP}, later {@code SIGCONT}: it accepts connections and says nothing. */
        FREEZE("freeze"),
        /** Every connection to it is reset, and each new one, while it goes on itself. */
        CUT("cut");

        private final String label;

        Harm(String label) {
            this.label = label;
        }

        public String label() {
            return label;
        }
    }

    @Override
    public String toString() {
        return harm.label() + " " + part;
    }
}
