package org.civildiy.profile;

import java.util.Optional;

import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

import org.civildiy.defaults.request.TextLength;

/**
 * The body of a request that creates or partially updates a profile. A component is {@code null} when the field is absent from the body,
 * and empty when the field is {@code null} in the body; see {@link AbsentFields}. For a creation, both mean the same.
 */
@SuppressWarnings("NullableOptional") // a partial update has three states: absent, null and a value
record ProfileChange(
        @Schema(maxLength = 255, nullable = true) @Nullable Optional<@TextLength(min = 0, max = 255) String> firstName,
        @Schema(maxLength = 255, nullable = true) @Nullable Optional<@TextLength(min = 0, max = 255) String> lastName,

        @Schema(format = "date", nullable = true, examples = "1990-01-15") @Nullable
        Optional<@PastDate String> dob,

        @Schema(maxLength = 500, nullable = true) @Nullable Optional<@TextLength(min = 0, max = 500) String> address,
        @Schema(maxLength = 255, nullable = true) @Nullable Optional<@TextLength(min = 0, max = 255) String> city,
        @Schema(maxLength = 255, nullable = true) @Nullable Optional<@TextLength(min = 0, max = 255) String> state,
        @Schema(maxLength = 20, nullable = true) @Nullable Optional<@TextLength(min = 0, max = 20) String> zipCode,
        @Schema(maxLength = 255, nullable = true) @Nullable Optional<@TextLength(min = 0, max = 255) String> country,
        @Schema(maxLength = 20, nullable = true) @Nullable Optional<@TextLength(min = 0, max = 20) String> phone,

        @Schema(maxLength = 10_000, nullable = true) @Nullable
        Optional<@TextLength(min = 0, max = 10_000) String> bio,

        @Schema(format = "json", maxLength = 10_000, nullable = true, examples = "{\"theme\": \"dark\"}") @Nullable
        Optional<@TextLength(min = 0, max = 10_000) @JsonText String> preferences) {

    @Override
    public String toString() {
        return "ProfileChange[...]";
    }
}
