package org.civildiy.auth;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** Who somebody is: what a registration answers and what a token says. */
@Schema(requiredProperties = {"id", "email", "username"})
record Account(long id, String email, String username) {}
