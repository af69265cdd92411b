package org.civildiy.posts.store;

import jakarta.inject.Singleton;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.quarkus.arc.Unremovable;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * The write concern and the read preference of the MongoDB client. No acknowledged write may be lost, and no decision may be made on an old
 * state. So these settings are fixed here, where neither the URL nor the configuration can change them.
 *
 * <ul>
 *   <li>Write concern: MongoDB acknowledges a write when the majority of the replica set has the write in the journal. Such a write
 *       survives a {@code kill -9} of a server and the election of another primary. By default, a standalone server acknowledges a write
 *       that is in memory, up to 100 ms before the journal contains the write.
 *   <li>Read preference: reads go to the primary, because a secondary may still have an older state of a post or of an idempotency key.
 * </ul>
 */
@Singleton
@Unremovable
public class MongoSettings implements MongoClientCustomizer {
    private static final WriteConcern DURABLE =
            WriteConcern.MAJORITY.withJournal(true).withWTimeout(PostStore.TIMEOUT.toMillis(), MILLISECONDS);

    @Override
    public MongoClientSettings.Builder customize(MongoClientSettings.Builder settings) {
        return settings.writeConcern(DURABLE).readPreference(ReadPreference.primary());
    }
}
