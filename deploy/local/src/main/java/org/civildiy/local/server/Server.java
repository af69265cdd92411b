package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Path;

/** A server program: how it is launched on its data, and how its readiness is checked. Its ports are fixed when it is created. */
public interface Server {

    /** Prepares the launch of the server in the foreground. The first call also initializes the data directory. */
    LaunchSpec launch(Path data) throws IOException;

    /** Whether the server can serve its clients now; any failure means false. The check takes about a second at most. */
    boolean ready();
}
