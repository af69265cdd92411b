package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Path;

/** A server program: how it is started on its data, and how it shows that it serves. Its ports are fixed when it is made. */
public interface Server {

    /** The command that runs it in the foreground. The first time it also makes what it needs in its data directory. */
    LaunchSpec launch(Path data) throws IOException;

    /** Whether it answers as its clients need it; false for anything that goes wrong. Takes at most about a second. */
    boolean ready();
}
