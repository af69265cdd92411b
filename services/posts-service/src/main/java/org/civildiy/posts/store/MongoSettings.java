package org.civildiy.posts.store;

import jakarta.inject.Singleton;

import com.mongodb.MongoClientSettings;
import com.mongodb.ReadPreference;
import com.mongodb.WriteConcern;
import io.quarkus.arc.Unremovable;
import io.quarkus.mongodb.runtime.MongoClientCustomizer;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

/**
 * The settings of the MongoDB client on which the promises rest; neither the URL nor the configuration can change them.
 *
 * <ul>
 *   <li>A write is acknowledged when the majority of a replica set has it in the journal: it survives a {@code kill -9} of a server and the
 *       election of another primary. The default of a standalone server acknowledges from memory, up to 100 ms before the journal.
 *   <li>Reads go to the primary: a decision about a post, or about an expired key, is never made on what a secondary still has.
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
