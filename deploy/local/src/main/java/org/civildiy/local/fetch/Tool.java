package org.civildiy.local.fetch;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import org.civildiy.local.host.StackException;

/**
 * A program of the stack, and how it is found: first on the PATH in a fitting version, then in the user's cache. Otherwise a package
 * manager downloads it into the cache, and the download is checked against the hashes in this project.
 *
 * @param title the name for people, with the version that is fetched
 * @param directory the name of the program's directory in the cache
 * @param onPath the command on the PATH; empty when a command on the PATH is never used
 * @param download fills the directory in the cache
 * @param advice the advice to people when the program is neither found nor downloaded
 */
public record Tool(String title, String directory, Optional<OnPath> onPath, Cache.Filling download, String advice) {

    /**
     * Finds the program, or downloads it. Only the download is slow; it happens once on a machine.
     *
     * @param progress receives a line when a download begins
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
     * A program that was found.
     *
     * @param home the directory in the cache, or the directory of the command on the PATH
     * @param onPath whether the program was found on the PATH
     */
    public record Program(Path home, boolean onPath) {
        public String command(String inCache) {
            return home.resolve(onPath ? Path.of(inCache).getFileName().toString() : inCache)
                    .toString();
        }
    }
}
