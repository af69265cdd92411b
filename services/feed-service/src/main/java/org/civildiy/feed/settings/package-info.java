/**
 * Configuration of the service, and the back-off between attempts that it bounds.
 *
 * <p>In: properties {@code feed.*}. Out: checked values for all other rooms. It depends on none of them.
 */
@NullMarked
package org.civildiy.feed.settings;

import org.jspecify.annotations.NullMarked;
