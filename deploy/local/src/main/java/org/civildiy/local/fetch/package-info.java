/**
 * The search for programs: on the PATH, or in the user's cache, which is filled with pinned versions whose hashes are checked.
 *
 * <p>The input is a {@link org.civildiy.local.fetch.Tool}, the output is the directory of its program. This package starts no server.
 */
@NullMarked
package org.civildiy.local.fetch;

import org.jspecify.annotations.NullMarked;
