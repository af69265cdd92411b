package org.civildiy.local.host;

/** A checker reported findings, or could not read its input. The message is the checker's output. */
public final class FindingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FindingsException(String findings) {
        super(findings);
    }
}
