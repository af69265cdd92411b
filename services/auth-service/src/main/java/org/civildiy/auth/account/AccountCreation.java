package org.civildiy.auth.account;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.civildiy.auth.token.Account;
import org.civildiy.defaults.audit.Audit;

/** The creation of accounts from registrations. */
@ApplicationScoped
public class AccountCreation {
    private final UserStore users;
    private final Audit audit;

    AccountCreation(UserStore users, Audit audit) {
        this.users = users;
        this.audit = audit;
    }

    /** The new account; empty where the e-mail address or the user name is taken. Must be called on a Vert.x context. */
    public Uni<Optional<Account>> complete(PendingRegistration registration) {
        return users.add(registration.email(), registration.username(), registration.passwordHash(), Instant.now())
                .invoke(added -> added.ifPresent(account -> audit.user(Audit.Event.REGISTERED, account.id())));
    }
}
