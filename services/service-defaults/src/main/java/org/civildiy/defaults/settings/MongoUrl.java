package org.civildiy.defaults.settings;

import java.util.Map;

/** The connection string of MongoDB and the name of the database. */
final class MongoUrl {
    private static final String DEFAULT_DATABASE = "posts_db";

    private MongoUrl() {}

    static Map<String, String> properties(EnvironmentVariable variable) {
        var url = variable.required();
        variable.check(url.startsWith("mongodb://") || url.startsWith("mongodb+srv://"), "starts with mongodb://");
        var database = variable.other("MONGODB_DB");
        return Map.of(
                "quarkus.mongodb.connection-string",
                url,
                "quarkus.mongodb.database",
                database == null ? DEFAULT_DATABASE : database);
    }
}
