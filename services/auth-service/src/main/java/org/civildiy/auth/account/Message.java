package org.civildiy.auth.account;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** A response that confirms an operation in one sentence. */
@Schema(requiredProperties = "message")
record Message(@Schema(examples = "Logged out successfully") String message) {}
