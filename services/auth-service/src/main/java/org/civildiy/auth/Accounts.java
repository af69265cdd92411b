package org.civildiy.auth;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

import org.civildiy.defaults.Problems;

/** What may happen to accounts: they are made, and their owners log in. */
@ApplicationScoped
class Accounts {
    private final UserStore users;
    private final Passwords passwords;
    private final Tokens tokens;

    Accounts(UserStore users, Passwords passwords, Tokens tokens) {
        this.users = users;
        this.passwords = passwords;
        this.tokens = tokens;
    }

    /** A new account. Fails with 409 where the e-mail address or the user name is taken, with 503 where too much is going on. */
    Uni<Account> register(Registration wanted) {
        return passwords
                .hash(wanted.password())
                .flatMap(hash -> users.add(wanted.email(), wanted.username(), hash, Instant.now()))
                .map(made -> made.orElseThrow(() -> Problems.conflict("User already exists")));
    }

    /**
     * A token for the owner of an account. Fails with 401 alike, in words and in time, where there is no such account and where
     * the password is wrong.
     */
    Uni<AccessToken> login(Login login) {
        return users.byEmail(login.email())
                .flatMap(found -> passwords
                        .verify(login.password(), found.map(user -> user.passwordHash))
                        .map(right -> found.filter(user -> right)))
                .map(proven -> proven.orElseThrow(() -> Problems.unauthorized("Invalid credentials")))
                .call(user -> renewHash(user, login.password()))
                .map(user -> tokens.issue(user.account(), Instant.now()));
    }

    /** Only now is the password known that an outdated hash was made from. That it cannot be renewed keeps nobody out. */
    private Uni<Void> renewHash(User user, String password) {
        if (!passwords.isOutdated(user.passwordHash)) {
            return Uni.createFrom().voidItem();
        }
        return passwords
                .hash(password)
                .flatMap(hash -> users.replaceHash(user, hash))
                .invoke(() -> Log.infof("password: hash renewed user=%d", user.id))
                .onFailure()
                .invoke(failure -> Log.warnf(
                        "password: hash not renewed user=%d cause=%s",
                        user.id, failure.getClass().getSimpleName()))
                .onFailure()
                .recoverWithNull();
    }
}
