/**
 * The events of the replaced (legacy) system, which have no version, and whose updates have no content.
 *
 * <p>In: a parsed event. Out: its order, and whether it leaves the content of its post unchanged. A deployment whose topic has no legacy
 * events can delete this package, its calls in {@code event}, the kind {@code TOUCH} of a change and the branch {@code touch} of
 * {@code apply-batch.lua}.
 */
@NullMarked
package org.civildiy.feed.legacy;

import org.jspecify.annotations.NullMarked;
