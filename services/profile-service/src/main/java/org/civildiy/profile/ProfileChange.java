package org.civildiy.profile;

import java.util.Optional;

import jakarta.validation.constraints.Size;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a request says of a profile. A component is {@code null} when the request does not name the field, and empty when it
 * names it with {@code null}; {@link AbsentFields} makes that difference. For a new profile both mean the same.
 */
record ProfileChange(
        Optional<@Size(max = 255) String> firstName,
        Optional<@Size(max = 255) String> lastName,
        @Schema(examples = "1990-01-15") Optional<@PastDate String> dob,
        Optional<@Size(max = 500) String> address,
        Optional<@Size(max = 255) String> city,
        Optional<@Size(max = 255) String> state,
        Optional<@Size(max = 20) String> zipCode,
        Optional<@Size(max = 255) String> country,
        Optional<@Size(max = 20) String> phone,
        Optional<@Size(max = 10_000) String> bio,
        @Schema(examples = "{\"theme\": \"dark\"}") Optional<@Size(max = 10_000) @JsonText String> preferences) {

    @Override
    public String toString() {
        return "ProfileChange[...]";
    }
}
