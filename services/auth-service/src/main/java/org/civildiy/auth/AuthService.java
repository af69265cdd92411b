package org.civildiy.auth;

import io.quarkus.runtime.annotations.QuarkusMain;

import org.civildiy.defaults.bootstrap.Service;

import static org.civildiy.defaults.settings.Setting.DATABASE_URL;
import static org.civildiy.defaults.settings.Setting.SECRET_KEY;
import static org.civildiy.defaults.settings.Setting.SECRET_KEY_PREVIOUS;

/** The main class: accounts, logins and tokens. */
@QuarkusMain
public final class AuthService {
    private AuthService() {}

    public static void main(String... args) {
        new Service("auth-service", DATABASE_URL, SECRET_KEY, SECRET_KEY_PREVIOUS).run(args);
    }
}
