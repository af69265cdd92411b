package org.civildiy.auth.account;

/**
 * A registration that was answered with 202 and has no account yet. {@code toString} does not show the values, so that none reaches a log.
 *
 * @param passwordHash the Argon2id hash of the password that the client chose
 */
public record PendingRegistration(String email, String username, String passwordHash) {
    @Override
    public String toString() {
        return "PendingRegistration[...]";
    }
}
