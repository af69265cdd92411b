package org.civildiy.auth.account;

import io.smallrye.mutiny.Uni;

/**
 * The extension point for confirmed registrations. With {@code AUTH_REGISTRATION_CONCEAL} the client gets the same answer whether or not
 * the e-mail address or the user name is taken; what happens next is decided here. This project sends no mail: {@link
 * UnconfirmedRegistration}, the default, creates the account at once, so a login with the password that was just chosen succeeds only
 * where the address was free.
 *
 * <p>An implementation that sends mail closes that: a CDI bean of this type replaces the default. For a free address it mails a link, and
 * calls {@link AccountCreation#complete} when the link is opened; until then there is no account. For a taken address it mails the owner
 * that there is an account already.
 */
public interface RegistrationHook {
    /**
     * Called once for each registration, after its response was decided. A failure or a delay changes no response; a failure is logged.
     * The process may end before the call, so that a registration is lost; the client registers again.
     *
     * @param taken whether the e-mail address or the user name was taken at that time
     */
    Uni<Void> requested(PendingRegistration registration, boolean taken);
}
