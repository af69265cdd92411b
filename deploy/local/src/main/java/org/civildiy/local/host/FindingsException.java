package org.civildiy.local.host;

/** A checker ended with findings, or could not read what it was given; the message is what it printed. */
public final class FindingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public FindingsException(String findings) {
        super(findings);
    }
}
