package org.civildiy.auth.account;

import java.time.Instant;

import jakarta.enterprise.context.ApplicationScoped;

import io.smallrye.mutiny.Uni;

import org.civildiy.auth.password.Passwords;
import org.civildiy.auth.token.AccessToken;
import org.civildiy.auth.token.RevokedTokens;
import org.civildiy.auth.token.Tokens;
import org.civildiy.auth.token.VerifiedToken;
import org.civildiy.defaults.audit.Audit;
import org.civildiy.defaults.problem.Problems;

/** The operations of the owner of an account: read it, change its password, delete it. */
@ApplicationScoped
class Accounts {
    private final UserStore users;
    private final Passwords passwords;
    private final PasswordCheck passwordCheck;
    private final Tokens tokens;
    private final RevokedTokens revoked;
    private final Audit audit;

    Accounts(
            UserStore users,
            Passwords passwords,
            PasswordCheck passwordCheck,
            Tokens tokens,
            RevokedTokens revoked,
            Audit audit) {
        this.users = users;
        this.passwords = passwords;
        this.passwordCheck = passwordCheck;
        this.tokens = tokens;
        this.revoked = revoked;
        this.audit = audit;
    }

    /** The account that a token was issued to. */
    Uni<AccountDetails> details(VerifiedToken token) {
        return owner(token).map(User::details);
    }

    /**
     * Changes the password, revokes all tokens of the account, and returns a new token. Fails with 403 when the current password is
     * wrong, with 429 after too many wrong passwords, and with 409 when another request changed the password meanwhile.
     */
    Uni<AccessToken> changePassword(VerifiedToken token, PasswordChange change) {
        return owner(token)
                .call(user -> passwordCheck.confirm(user, change.currentPassword()))
                .flatMap(user -> passwords
                        .hash(change.newPassword())
                        .flatMap(hash -> users.changePassword(user, hash, revocationExpiry()))
                        .map(changed -> {
                            var generation = changed.orElseThrow(Accounts::writeConflict);
                            revoked.revokeAll(user.id, generation, revocationExpiry());
                            audit.user(Audit.Event.PASSWORD_CHANGED, user.id);
                            return tokens.issue(user.account(), generation, Instant.now());
                        }));
    }

    /**
     * Deletes the account and revokes its tokens. The e-mail address and the user name can be registered again. Fails as
     * {@link #changePassword}. The user's posts and profile are not deleted, because they belong to other services; see
     * docs/decisions/0013.
     */
    Uni<Void> delete(VerifiedToken token, PasswordConfirmation confirmation) {
        return owner(token)
                .call(user -> passwordCheck.confirm(user, confirmation.password()))
                .flatMap(user -> users.deleteUnlessChanged(user).invoke(deleted -> {
                    if (!deleted) {
                        throw writeConflict();
                    }
                    revoked.revokeAll(user.id, Integer.MAX_VALUE, revocationExpiry());
                    audit.user(Audit.Event.ACCOUNT_DELETED, user.id);
                }))
                .replaceWithVoid();
    }

    private Uni<User> owner(VerifiedToken token) {
        return users.byId(token.account().id())
                .map(found -> found.orElseThrow(() -> Problems.unauthorized(Tokens.INVALID)));
    }

    private static Instant revocationExpiry() {
        return Tokens.revocationExpiryOfAll(Instant.now());
    }

    private static RuntimeException writeConflict() {
        return Problems.conflict("The account was changed at the same moment; try again.");
    }
}
