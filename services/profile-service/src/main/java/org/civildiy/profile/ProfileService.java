package org.civildiy.profile;

import io.quarkus.runtime.annotations.QuarkusMain;

import org.civildiy.defaults.bootstrap.Service;

import static org.civildiy.defaults.settings.Setting.DATABASE_URL;

/** The main class of profile-service, which stores at most one profile for each user. */
@QuarkusMain
public final class ProfileService {
    private ProfileService() {}

    public static void main(String... args) {
        new Service("profile-service", DATABASE_URL).run(args);
    }
}
