/**
 * Checks of the build: scripts, YAML files and Dockerfiles by a linter each, the Makefile, GitHub's workflows, and the patches of
 * {@code make mutations}. In: files. Out: the linter's findings. Nothing is built here, and no workflow is run.
 */
@NullMarked
package org.civildiy.checks.build;

import org.jspecify.annotations.NullMarked;
