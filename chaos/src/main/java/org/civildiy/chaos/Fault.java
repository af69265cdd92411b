package org.civildiy.chaos;

/** One harm to one part of the system. */
record Fault(String part, Harm harm) {
    enum Harm {
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

        String label() {
            return label;
        }
    }

    @Override
    public String toString() {
        return harm.label() + " " + part;
    }
}
