/**
 * The activity streams. {@link FeedService} starts the service; each package below does one part. This package depends on those, and none
 * of them depends on this one.
 */
@NullMarked
package org.civildiy.feed;

import org.jspecify.annotations.NullMarked;
