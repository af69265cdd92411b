/**
 * Configuration of the service, and the causes of failures as its log shows them.
 *
 * <p>In: properties {@code feed.*}. Out: checked values for all other packages. This package depends on no other package.
 */
@NullMarked
package org.civildiy.feed.settings;

import org.jspecify.annotations.NullMarked;
