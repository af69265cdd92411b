/**
 * The activity streams. {@link FeedService} starts the service; each package below does one part. This package depends on the packages
 * below, and none of them depends on this package.
 */
@NullMarked
package org.civildiy.feed;

import org.jspecify.annotations.NullMarked;
