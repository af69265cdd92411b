package org.civildiy.local.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.civildiy.local.host.Shell;
import org.civildiy.local.host.StackException;

/** The Python on the PATH. */
final class Python {
    private Python() {}

    /** {@code py3.12}: compiled packages belong to one minor version. */
    static String version() {
        var question = List.of("python3", "-c", "import sys; print('py%d.%d' % sys.version_info[:2])");
        try {
            return Shell.run(question, Map.of(), Path.of("/")).strip();
        } catch (StackException noPython) {
            return "py";
        }
    }
}
