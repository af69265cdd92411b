package org.civildiy.local.server;

import java.io.IOException;
import java.nio.file.Path;

/** A server program: how it is launched on its data, and how its readiness is checked. Its ports are fixed when it is created. */
public interface Server {

    /** The launch in the foreground. The first one also initializes the data directory. */
    LaunchSpec launch(Path data) throws IOException;

    /** Whether it answers as its clients need it; false on any failure. Takes about a second at most. */
    boolean ready();
}
