package org.civildiy.auth.token;

import io.quarkus.runtime.annotations.RegisterForReflection;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The public identity of an account: the claims of its tokens, and the response to a registration. That response has two forms, so the
 * method of the resource does not name this type, and Jackson needs it registered.
 */
@Schema(requiredProperties = {"id", "email", "username"})
@RegisterForReflection
public record Account(long id, String email, String username) {}
