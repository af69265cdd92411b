package org.civildiy.auth;

import java.time.Instant;
import java.util.Optional;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.civildiy.defaults.audit.Audit;
import org.civildiy.defaults.problem.Problems;

/** What may happen to accounts: they are made, and their owners look at them, change their passwords and remove them. */
@ApplicationScoped
class Accounts {
    private final UserStore users;
    private final Passwords passwords;
    private final PasswordProof proof;
    private final AccountKeys keys;
    private final Tokens tokens;
    private final EndedTokens ended;
    private final Audit audit;

    Accounts(
            UserStore users,
            Passwords passwords,
            PasswordProof proof,
            AccountKeys keys,
            Tokens tokens,
            EndedTokens ended,
            Audit audit) {
        this.users = users;
        this.passwords = passwords;
        this.proof = proof;
        this.keys = keys;
        this.tokens = tokens;
        this.ended = ended;
        this.audit = audit;
    }

    /** A new account. Fails with 409 where the e-mail address or the user name is taken, with 503 where too much is going on. */
    Uni<Account> register(Registration wanted) {
        return passwords
                .hash(wanted.password())
                .flatMap(hash -> users.add(wanted.email(), wanted.username(), hash, Instant.now()))
                .map(made -> made.orElseThrow(() -> Problems.conflict("User already exists")))
                .invoke(account -> audit.user(Audit.Event.REGISTERED, account.id()));
    }

    /** What there is to know of the account that a token speaks for. */
    Uni<AccountDetails> describe(VerifiedToken token) {
        return owner(token).map(User::details);
    }

    /**
     * Puts another password in the place of the current one. All tokens that the account had are ended with it; the answer is a new
     * one. Fails with 403 where the current password is wrong, with 429 where it was too often, and with 409 where the
     * password was changed at the same moment.
     */
    Uni<AccessToken> changePassword(VerifiedToken token, PasswordChange change) {
        return owner(token)
                .call(user -> confirmed(user, change.currentPassword()))
                .flatMap(user -> passwords
                        .hash(change.newPassword())
                        .flatMap(hash -> users.changePassword(user, hash, endOfAll()))
                        .map(generation -> {
                            endAll(user, generation.orElseThrow(Accounts::overtaken));
                            audit.user(Audit.Event.PASSWORD_CHANGED, user.id);
                            return tokens.issue(user.account(), generation.get(), Instant.now());
                        }));
    }

    /**
     * Removes the account and ends its tokens; its address and its name are free again. Fails as {@link #changePassword}. Posts and
     * profile belong to other services and stay, see docs/decisions/0013.
     */
    Uni<Void> remove(VerifiedToken token, Confirmation confirmation) {
        return owner(token)
                .call(user -> confirmed(user, confirmation.password()))
                .flatMap(user -> users.remove(user, endOfAll()).invoke(generation -> {
                    endAll(user, generation.orElseThrow(Accounts::overtaken));
                    audit.user(Audit.Event.ACCOUNT_DELETED, user.id);
                }))
                .replaceWithVoid();
    }

    private Uni<User> owner(VerifiedToken token) {
        return users.byId(token.account().id())
                .map(found -> found.orElseThrow(() -> Problems.unauthorized(Tokens.INVALID)));
    }

    private Uni<Void> confirmed(User user, String password) {
        return proof.give(
                        keys.signedIn(user.id),
                        password,
                        Optional.of(user.passwordHash),
                        shut -> audit.user(Audit.Event.CONFIRMATION_THROTTLED, user.id))
                .invoke(right -> {
                    if (!right) {
                        audit.user(Audit.Event.CONFIRMATION_FAILED, user.id);
                        throw Problems.forbidden("The current password is wrong.");
                    }
                })
                .replaceWithVoid();
    }

    /** At this instance at once; the others are notified. */
    private void endAll(User user, int below) {
        ended.add(new Ending(user.id, Optional.empty(), below, endOfAll()));
    }

    private Instant endOfAll() {
        return tokens.allSurelyExpired(Instant.now());
    }

    private static RuntimeException overtaken() {
        return Problems.conflict("The account was changed at the same moment; try again.");
    }
}
