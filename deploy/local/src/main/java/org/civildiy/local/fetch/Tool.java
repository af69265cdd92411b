package org.civildiy.local.fetch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.civildiy.local.host.StackException;

/**
 * A program of the stack and where it comes from: the PATH if a fitting version is there, else the user's cache, else the
 * package manager that has it, whose download is checked against the hashes in this project.
 *
 * @param title as a person calls it, with the version that is fetched
 * @param directory its name in the cache
 * @param onPath how a fitting one on the PATH is recognised, if one there could be used at all
 * @param download fills the directory in the cache
 * @param advice what to install when all of this fails
 */
public record Tool(String title, String directory, Optional<OnPath> onPath, Cache.Filling download, String advice) {

    /**
     * The directory of the program. Slow the first time on a machine, and then says so; at once afterwards.
     *
     * @param progress told in one line what is being fetched
     */
    public Program locate(Cache cache, Consumer<String> progress) {
        Optional<Path> installed = onPath.flatMap(OnPath::find);
        if (installed.isPresent()) {
            return new Program(installed.get().toAbsolutePath().getParent(), true);
        }
        try {
            Path fetched = cache.directory(directory, aside -> {
                progress.accept("fetching " + title);
                download.fill(aside);
            });
            return new Program(fetched, false);
        } catch (StackException e) {
            throw new StackException("%s is missing: %s (%s)".formatted(title, advice, e.getMessage()), e);
        }
    }

    /**
     * Where a program is.
     *
     * @param home its directory in the cache, or that of the command on the PATH
     * @param onPath whether it is the one from the PATH
     */
    public record Program(Path home, boolean onPath) {
        public String command(String inCache) {
            return home.resolve(onPath ? Path.of(inCache).getFileName().toString() : inCache)
                    .toString();
        }
    }
}
