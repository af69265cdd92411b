package org.civildiy.local.host;

/** The stack cannot carry out a request. The message is one line that a person can act on. */
public final class StackException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public StackException(String message) {
        super(message);
    }

    public StackException(String message, Throwable cause) {
        super(message, cause);
    }
}
