/**
 * Checks of the Markdown pages. In: the pages. Out: each link, test or class that they name and that does not exist.
 * What a page says is not checked here: the acceptance tests run the commands of TESTING.md.
 */
@NullMarked
package org.civildiy.checks.documentation;

import org.jspecify.annotations.NullMarked;
