package org.civildiy.profile;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

import io.quarkiverse.resteasy.problem.HttpProblem;
import io.quarkus.hibernate.reactive.panache.Panache;
import io.quarkus.hibernate.reactive.panache.PanacheRepository;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import org.hibernate.exception.ConstraintViolationException;

import org.civildiy.defaults.problem.Problems;
import org.civildiy.postgres.Database;
import org.civildiy.postgres.WarmUp;

/**
 * The operations on profiles, and the repository of profiles. A user has at most one profile.
 *
 * <p>While PostgreSQL is unavailable, every operation fails with 503; see {@link Database}. If the user has no profile, every operation
 * except {@link #create} fails with 404. Each operation is one transaction: its changes are stored completely or not at all.
 */
@ApplicationScoped
class Profiles implements PanacheRepository<Profile> {
    private final Database database;

    Profiles(Database database) {
        this.database = database;
    }

    /** Stores a new profile. Fails with 409 if the user has a profile. The unique index decides between concurrent creations. */
    Uni<Profile> create(long userId, ProfileChange fields) {
        return database.write(() -> persist(Profile.of(userId, fields, Instant.now())))
                .onFailure(ConstraintViolationException.class)
                .transform(taken -> Problems.conflict("Profile already exists for this user"));
    }

    Uni<Profile> of(long userId) {
        return database.read(() -> existing(userId));
    }

    Uni<Profile> change(long userId, ProfileChange change) {
        return database.write(() -> existing(userId).invoke(profile -> profile.apply(change, Instant.now())));
    }

    Uni<Void> delete(long userId) {
        return database.write(() -> delete("userId", userId))
                .invoke(deleted -> {
                    if (deleted == 0) {
                        throw notFound();
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Profile> existing(long userId) {
        return find("userId", userId).firstResult().onItem().ifNull().failWith(Profiles::notFound);
    }

    /** Runs a query once before readiness, because the first query of a process is parsed and loads hundreds of classes. */
    void warmUp(@Observes WarmUp event) throws Throwable {
        VertxContextSupport.subscribeAndAwait(
                () -> Panache.withSession(() -> find("userId", 0L).firstResult()));
    }

    private static HttpProblem notFound() {
        return Problems.notFound("Profile not found");
    }
}
