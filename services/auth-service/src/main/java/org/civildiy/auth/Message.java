package org.civildiy.auth;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** That something was done, in words. */
@Schema(requiredProperties = "message")
record Message(@Schema(examples = "Logged out successfully") String message) {}
