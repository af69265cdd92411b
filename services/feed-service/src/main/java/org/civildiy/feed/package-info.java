/** The activity streams. {@link FeedService} starts the service; each room below does one part. This package depends on the rooms, never the other way round. */
@NullMarked
package org.civildiy.feed;

import org.jspecify.annotations.NullMarked;
