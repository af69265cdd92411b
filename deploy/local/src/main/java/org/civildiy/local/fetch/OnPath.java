package org.civildiy.local.fetch;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.civildiy.local.host.Shell;
import org.civildiy.local.host.StackException;

/**
 * A command that may already be installed.
 *
 * @param name the name of the command on the PATH
 * @param versionArgument the argument with which the command prints its version
 * @param lowest the lowest version that fits
 * @param sameMajor whether a higher major version does not fit, for example because its data has another format
 */
record OnPath(String name, String versionArgument, Version lowest, boolean sameMajor) {
    private static final Pattern VERSION = Pattern.compile("(\\d+)\\.(\\d+)");

    /** A major and a minor version. */
    record Version(int major, int minor) {
        boolean fits(Version lowest, boolean sameMajor) {
            return major == lowest.major ? minor >= lowest.minor : major > lowest.major && !sameMajor;
        }
    }

    static Optional<OnPath> atLeast(String name, String versionArgument, int major, int minor) {
        return Optional.of(new OnPath(name, versionArgument, new Version(major, minor), false));
    }

    static Optional<OnPath> ofMajor(String name, String versionArgument, int major, int minor) {
        return Optional.of(new OnPath(name, versionArgument, new Version(major, minor), true));
    }

    /** The installed command; empty when there is none in a fitting version. */
    Optional<Path> find() {
        return Shell.which(name).filter(this::fits);
    }

    private boolean fits(Path command) {
        try {
            Matcher version =
                    VERSION.matcher(Shell.run(List.of(command.toString(), versionArgument), Map.of(), Path.of("/")));
            return version.find()
                    && new Version(Integer.parseInt(version.group(1)), Integer.parseInt(version.group(2)))
                            .fits(lowest, sameMajor);
        } catch (StackException e) {
            return false;
        }
    }
}
