package org.civildiy.auth.token;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The public identity of an account: the claims of its tokens, and the response to a registration. */
@Schema(requiredProperties = {"id", "email", "username"})
public record Account(long id, String email, String username) {}
