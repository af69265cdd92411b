package org.civildiy.auth.account;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.quarkus.logging.Log;
import io.smallrye.mutiny.Uni;

import org.civildiy.auth.password.Passwords;
import org.civildiy.auth.token.AccessToken;
import org.civildiy.auth.token.RevokedTokenStore;
import org.civildiy.auth.token.Tokens;
import org.civildiy.auth.token.VerifiedToken;
import org.civildiy.defaults.audit.Audit;

/** Login, which issues a token, and logout, which revokes it. */
@ApplicationScoped
class Sessions {
    private final UserStore users;
    private final Passwords passwords;
    private final PasswordCheck passwordCheck;
    private final Tokens tokens;
    private final RevokedTokenStore revocations;
    private final Audit audit;

    Sessions(
            UserStore users,
            Passwords passwords,
            PasswordCheck passwordCheck,
            Tokens tokens,
            RevokedTokenStore revocations,
            Audit audit) {
        this.users = users;
        this.passwords = passwords;
        this.passwordCheck = passwordCheck;
        this.tokens = tokens;
        this.revocations = revocations;
        this.audit = audit;
    }

    /** Verifies the password and issues a token for the account. Fails as {@link PasswordCheck#login}. */
    Uni<AccessToken> login(Login login) {
        return users.byEmail(login.email())
                .flatMap(found -> passwordCheck.login(login, found))
                .call(user -> rehashIfOutdated(user, login.password()))
                .invoke(user -> audit.user(Audit.Event.LOGGED_IN, user.id))
                .map(user -> tokens.issue(user.account(), user.tokenGeneration, Instant.now()));
    }

    /** Revokes this token, and no other, at every instance. */
    Uni<Void> logout(VerifiedToken token) {
        return revocations
                .revoke(token)
                .invoke(() -> audit.user(Audit.Event.LOGGED_OUT, token.account().id()));
    }

    /**
     * Replaces an outdated hash. This is possible only at login, because a new hash needs the password itself. A failure to replace the
     * hash does not fail the login.
     */
    private Uni<Void> rehashIfOutdated(User user, String password) {
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
