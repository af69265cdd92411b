package org.civildiy.auth.account;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.vertx.MutinyHelper;
import io.vertx.core.Vertx;
import org.jboss.resteasy.reactive.RestResponse;

import org.civildiy.auth.password.Passwords;
import org.civildiy.defaults.problem.Problems;

/**
 * Registration. By default the answer is 201 with the account, or 409 where the e-mail address or the user name is taken. With {@code
 * AUTH_REGISTRATION_CONCEAL} it is the same 202 for both, after the same work: one hash and one query. The rest is done by the {@link
 * RegistrationHook} and does not delay the response. Both fail with 503 where too many passwords are being hashed.
 */
@ApplicationScoped
class Registrations {
    private static final Message ACCEPTED = new Message("Registration accepted");

    private final RegistrationConfig config;
    private final Passwords passwords;
    private final UserStore users;
    private final AccountCreation creation;
    private final RegistrationHook hook;

    Registrations(
            RegistrationConfig config,
            Passwords passwords,
            UserStore users,
            AccountCreation creation,
            RegistrationHook hook) {
        this.config = config;
        this.passwords = passwords;
        this.users = users;
        this.creation = creation;
        this.hook = hook;
    }

    Uni<RestResponse<Object>> register(Registration registration) {
        var pending = passwords
                .hash(registration.password())
                .map(hash -> new PendingRegistration(registration.email(), registration.username(), hash));
        return config.conceal() ? pending.flatMap(this::accept) : pending.flatMap(this::create);
    }

    private Uni<RestResponse<Object>> create(PendingRegistration registration) {
        return creation.complete(registration)
                .map(created -> created.orElseThrow(() -> Problems.conflict("User already exists")))
                .map(account -> RestResponse.status(RestResponse.Status.CREATED, account));
    }

    private Uni<RestResponse<Object>> accept(PendingRegistration registration) {
        return users.isTaken(registration.email(), registration.username())
                .invoke(taken -> handOver(registration, taken))
                .replaceWith(() -> RestResponse.status(RestResponse.Status.ACCEPTED, ACCEPTED));
    }

    /** Calls the hook after the present task of the event loop, which writes the response. So the hook's work does not delay it. */
    private void handOver(PendingRegistration registration, boolean taken) {
        Uni.createFrom()
                .deferred(() -> hook.requested(registration, taken))
                .runSubscriptionOn(MutinyHelper.executor(Vertx.currentContext()))
                .subscribe()
                .with(
                        done -> {},
                        failure -> Log.warnf(
                                "registration: not completed cause=%s",
                                failure.getClass().getSimpleName()));
    }
}
