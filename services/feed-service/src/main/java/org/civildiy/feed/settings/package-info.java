/**
 * Configuration of the service, and the form of failures in its log.
 *
 * <p>In: properties {@code feed.*}. Out: checked values for all other packages. It depends on none of them.
 */
@NullMarked
package org.civildiy.feed.settings;

import org.jspecify.annotations.NullMarked;
