package org.civildiy.auth.account;

import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.civildiy.auth.throttle.ThrottleKey;
import org.civildiy.auth.throttle.ThrottleKeys;
import org.civildiy.auth.throttle.ThrottledVerification;
import org.civildiy.defaults.audit.Audit;
import org.civildiy.defaults.problem.Problems;

/** The throttled and audited verification of a user's password: at login, and before a change of the account. */
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
     * Verifies the password of a login and returns the user. Fails with 401 when the password is wrong or the user does not exist. Both
     * failures have the same message and take the same time, so that a client cannot find out which accounts exist. Fails with 429 while
     * the account is locked for the source of this request.
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

    /**
     * Verifies the password with which a signed-in user confirms a change. Fails with 403 when the password is wrong, and with 429 after
     * too many wrong passwords. Failed logins do not count here, see {@link ThrottleKeys#forConfirmation}.
     */
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
