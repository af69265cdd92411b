package org.civildiy.chaos;

/** What clients do. */
enum Kind {
    CREATE("create"),
    UPDATE("update"),
    DELETE("delete"),
    READ_POST("read post"),
    READ_STREAM("read stream"),
    READ_OWN_STREAM("read own stream"),
    LOGIN("login");

    private final String label;

    Kind(String label) {
        this.label = label;
    }

    String label() {
        return label;
    }

    boolean isWrite() {
        return this == CREATE || this == UPDATE || this == DELETE;
    }
}
