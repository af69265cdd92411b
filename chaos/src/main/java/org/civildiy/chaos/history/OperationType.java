package org.civildiy.chaos.history;

/** The types of operations. */
public enum OperationType {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete"),
    READ_POST("read post"),
    READ_STREAM("read stream"),
    READ_OWN_STREAM("read own stream"),
    LOGIN("login");

    private final String label;

    OperationType(String label) {
        this.label = label;
    }

    public String label() {
        return label;
    }

    public boolean isWrite() {
        return this == CREATE || this == UPDATE || this == DELETE;
    }
}
