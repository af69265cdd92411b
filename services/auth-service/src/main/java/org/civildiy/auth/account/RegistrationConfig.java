package org.civildiy.auth.account;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Configuration of registrations. */
@ConfigMapping(prefix = "auth.registration")
interface RegistrationConfig {
    /**
     * Whether the answer to a registration conceals that the e-mail address or the user name is taken
     * ({@code AUTH_REGISTRATION_CONCEAL}). What the client cannot be told then is told by e-mail, see {@link RegistrationHook}.
     */
    @WithDefault("false")
    boolean conceal();
}
