/**
 * Checks of the build: scripts, YAML files and Dockerfiles by a linter each, the Makefile, and GitHub's workflows.
 * In: files. Out: the linter's findings. Nothing is built here, and no workflow is run.
 */
@NullMarked
package org.civildiy.checks.build;

import org.jspecify.annotations.NullMarked;
