package org.civildiy.auth.account;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.arc.DefaultBean;
import io.smallrye.mutiny.Uni;

/** The hook of an installation without e-mail: a registration whose address and name are free becomes an account at once. */
@ApplicationScoped
@DefaultBean
class UnconfirmedRegistration implements RegistrationHook {
    private final AccountCreation creation;

    UnconfirmedRegistration(AccountCreation creation) {
        this.creation = creation;
    }

    @Override
    public Uni<Void> requested(PendingRegistration registration, boolean taken) {
        return taken
                ? Uni.createFrom().voidItem()
                : creation.complete(registration).replaceWithVoid();
    }
}
