package org.civildiy.auth.account;

import java.time.Instant;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The response to {@code GET /api/auth/me}: an account as its owner sees it. */
@Schema(requiredProperties = {"id", "email", "username", "created_at"})
record AccountDetails(
        @Schema(examples = "7", minimum = "1") long id,

        @Schema(examples = "ada@example.org", maxLength = 255)
        String email,

        @Schema(examples = "ada", maxLength = 255) String username,

        @Schema(examples = "2026-01-31T09:30:00.123Z") Instant createdAt) {}
