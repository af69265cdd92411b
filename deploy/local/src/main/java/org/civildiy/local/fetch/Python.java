package org.civildiy.local.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import org.civildiy.local.host.Shell;
import org.civildiy.local.host.StackException;

/** The Python on the PATH. */
final class Python {
    private Python() {}

    /** The minor version, such as {@code py3.12}. It is part of a directory's name, since compiled packages fit one minor version only. */
    static String version() {
        var question = List.of("python3", "-c", "import sys; print('py%d.%d' % sys.version_info[:2])");
        try {
            return Shell.run(question, Map.of(), Path.of("/")).strip();
        } catch (StackException noPython) {
            return "py";
        }
    }
}
