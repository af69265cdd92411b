package org.civildiy.auth;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

import org.civildiy.defaults.audit.Audit;
import org.civildiy.defaults.problem.Problems;

/** Owners of accounts come and go: they log in, which gets them a token, and log out, which ends it. */
@ApplicationScoped
class Sessions {
    private final UserStore users;
    private final Passwords passwords;
    private final PasswordProof proof;
    private final AccountKeys keys;
    private final Tokens tokens;
    private final EndedTokenStore ended;
    private final Audit audit;

    Sessions(
            UserStore users,
            Passwords passwords,
            PasswordProof proof,
            AccountKeys keys,
            Tokens tokens,
            EndedTokenStore ended,
            Audit audit) {
        this.users = users;
        this.passwords = passwords;
        this.proof = proof;
        this.keys = keys;
        this.tokens = tokens;
        this.ended = ended;
        this.audit = audit;
    }

    /**
     * A token for the owner of an account. Fails with 401 alike, in words and in time, where there is no such account and where
     * the password is wrong; with 429 where too many tries failed.
     */
    Uni<AccessToken> login(Login login) {
        return users.byEmail(login.email())
                .flatMap(found -> proven(login, found))
                .call(user -> renewHash(user, login.password()))
                .invoke(user -> audit.user(Audit.Event.LOGGED_IN, user.id))
                .map(user -> tokens.issue(user.account(), user.tokenGeneration, Instant.now()));
    }

    /** Ends the token, and no other, at every instance. */
    Uni<Void> logout(VerifiedToken token) {
        return ended.end(token)
                .invoke(() -> audit.user(Audit.Event.LOGGED_OUT, token.account().id()));
    }

    private Uni<User> proven(Login login, Optional<User> found) {
        var account = keys.atLogin(login.email(), found);
        return proof.give(
                        account,
                        login.password(),
                        found.map(user -> user.passwordHash),
                        shut -> note(Audit.Event.LOGIN_THROTTLED, found, account))
                .map(right -> found.filter(user -> right).orElseThrow(() -> {
                    note(Audit.Event.LOGIN_FAILED, found, account);
                    return Problems.unauthorized("Invalid credentials");
                }));
    }

    private void note(Audit.Event event, Optional<User> found, AccountKey account) {
        found.ifPresentOrElse(user -> audit.user(event, user.id), () -> audit.stranger(event, account.toString()));
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
