package org.civildiy.auth.account;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.civildiy.auth.throttle.ThrottleKey;
import org.civildiy.auth.throttle.ThrottleKeys;
import org.civildiy.auth.throttle.ThrottledVerification;
import org.civildiy.defaults.audit.Audit;
import org.civildiy.defaults.problem.Problems;

/** The check of a user's password, throttled and audited: at login, and again before a change to the account. */
@ApplicationScoped
class PasswordCheck {
    private final ThrottledVerification verification;
    private final ThrottleKeys keys;
    private final Audit audit;

    PasswordCheck(ThrottledVerification verification, ThrottleKeys keys, Audit audit) {
        this.verification = verification;
        this.keys = keys;
        this.audit = audit;
    }

    /**
     * The user who logs in. Fails with 401, with the same words after the same time, where there is no such user and where the
     * password is wrong; with 429 while the account is locked for the source of this request.
     */
    Uni<User> login(Login login, Optional<User> found) {
        var attempt = keys.forLogin(login.email(), found.map(user -> user.id));
        return verification
                .verify(
                        attempt,
                        login.password(),
                        found.map(user -> user.passwordHash),
                        lockedFor -> record(Audit.Event.LOGIN_THROTTLED, found, attempt.account()))
                .map(correct -> found.filter(user -> correct).orElseThrow(() -> {
                    record(Audit.Event.LOGIN_FAILED, found, attempt.account());
                    return Problems.unauthorized("Invalid credentials");
                }));
    }

    /** Completes when a signed-in user gave the right password. Fails with 403 where it is wrong, with 429 while this is locked. */
    Uni<Void> confirm(User user, String password) {
        return verification
                .verify(
                        keys.forConfirmation(user.id),
                        password,
                        Optional.of(user.passwordHash),
                        lockedFor -> audit.user(Audit.Event.CONFIRMATION_THROTTLED, user.id))
                .invoke(correct -> {
                    if (!correct) {
                        audit.user(Audit.Event.CONFIRMATION_FAILED, user.id);
                        throw Problems.forbidden("The current password is wrong.");
                    }
                })
                .replaceWithVoid();
    }

    private void record(Audit.Event event, Optional<User> found, ThrottleKey key) {
        found.ifPresentOrElse(user -> audit.user(event, user.id), () -> audit.stranger(event, key.toString()));
    }
}
