package org.civildiy.profile;

import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

import org.civildiy.defaults.request.TextLength;

/**
 * What a request says of a profile. A component is {@code null} when the request does not name the field, and empty when it
 * names it with {@code null}; {@link AbsentFields} makes that difference. For a new profile both mean the same.
 */
record ProfileChange(
        @Schema(maxLength = 255, nullable = true) Optional<@TextLength(min = 0, max = 255) String> firstName,
        @Schema(maxLength = 255, nullable = true) Optional<@TextLength(min = 0, max = 255) String> lastName,

        @Schema(format = "date", nullable = true, examples = "1990-01-15")
        Optional<@PastDate String> dob,

        @Schema(maxLength = 500, nullable = true) Optional<@TextLength(min = 0, max = 500) String> address,
        @Schema(maxLength = 255, nullable = true) Optional<@TextLength(min = 0, max = 255) String> city,
        @Schema(maxLength = 255, nullable = true) Optional<@TextLength(min = 0, max = 255) String> state,
        @Schema(maxLength = 20, nullable = true) Optional<@TextLength(min = 0, max = 20) String> zipCode,
        @Schema(maxLength = 255, nullable = true) Optional<@TextLength(min = 0, max = 255) String> country,
        @Schema(maxLength = 20, nullable = true) Optional<@TextLength(min = 0, max = 20) String> phone,
        @Schema(maxLength = 10_000, nullable = true) Optional<@TextLength(min = 0, max = 10_000) String> bio,

        @Schema(format = "json", maxLength = 10_000, nullable = true, examples = "{\"theme\": \"dark\"}")
        Optional<@TextLength(min = 0, max = 10_000) @JsonText String> preferences) {

    @Override
    public String toString() {
        return "ProfileChange[...]";
    }
}
