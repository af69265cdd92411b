/**
 * Where programs come from: the PATH, or the cache of the user, which is filled from pinned versions with checked hashes.
 *
 * <p>A {@link org.civildiy.local.fetch.Tool} goes in, the directory of its program comes out. This package starts no server.
 */
@NullMarked
package org.civildiy.local.fetch;

import org.jspecify.annotations.NullMarked;
