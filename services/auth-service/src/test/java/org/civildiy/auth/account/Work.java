package org.civildiy.auth.account;

import java.util.Arrays;

import static io.restassured.RestAssured.get;

/** Hashes that were computed, and times that a connection to PostgreSQL was used. */
record Work(long hashes, long statements) {
    static Work of(Runnable request) {
        var before = soFar();
        request.run();
        var after = soFar();
        return new Work(after.hashes() - before.hashes(), after.statements() - before.statements());
    }

    private static Work soFar() {
        var metrics = get("/metrics").asString();
        return new Work(
                sum(metrics, "executor_completed_tasks_total{name=\"hashing\""),
                sum(metrics, "sql_pool_completed_total"));
    }

    private static long sum(String metrics, String start) {
        return Arrays.stream(metrics.split("\n"))
                .filter(line -> line.startsWith(start))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
