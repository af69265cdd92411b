package org.civildiy.profile;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/**
 * A profile: a row of the table {@code user_profiles}, and also the JSON that the user gets. An update writes only the changed columns, so
 * that concurrent updates of different fields do not overwrite each other.
 */
@Entity
@Table(name = "user_profiles")
@DynamicUpdate
@Schema(
        requiredProperties = {
            "id",
            "user_id",
            "first_name",
            "last_name",
            "dob",
            "address",
            "city",
            "state",
            "zip_code",
            "country",
            "phone",
            "bio",
            "preferences",
            "created_at",
            "updated_at"
        })
@JsonPropertyOrder({
    "id",
    "user_id",
    "first_name",
    "last_name",
    "dob",
    "address",
    "city",
    "state",
    "zip_code",
    "country",
    "phone",
    "bio",
    "preferences",
    "created_at",
    "updated_at"
})
class Profile {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    public @Nullable Long id;

    @Column(name = "user_id")
    public Long userId;

    @Column(name = "first_name")
    @Schema(nullable = true)
    public @Nullable String firstName;

    @Column(name = "last_name")
    @Schema(nullable = true)
    public @Nullable String lastName;

    /** Text and not a date, because the legacy system stored whatever text it got. */
    @Schema(nullable = true)
    public @Nullable String dob;

    @Schema(nullable = true)
    public @Nullable String address;

    @Schema(nullable = true)
    public @Nullable String city;

    @Schema(nullable = true)
    public @Nullable String state;

    @Column(name = "zip_code")
    @Schema(nullable = true)
    public @Nullable String zipCode;

    @Schema(nullable = true)
    public @Nullable String country;

    @Schema(nullable = true)
    public @Nullable String phone;

    @Schema(nullable = true)
    public @Nullable String bio;

    @Schema(nullable = true)
    public @Nullable String preferences;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** A new profile, which is not stored yet. */
    static Profile of(long userId, ProfileChange fields, Instant now) {
        var profile = new Profile();
        profile.userId = userId;
        profile.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        profile.apply(fields, now);
        return profile;
    }

    /** Applies a change. An absent field keeps its value; {@code null} clears a field. Even an empty change sets {@code updated_at}. */
    void apply(ProfileChange change, Instant now) {
        firstName = changed(firstName, change.firstName());
        lastName = changed(lastName, change.lastName());
        dob = changed(dob, change.dob());
        address = changed(address, change.address());
        city = changed(city, change.city());
        state = changed(state, change.state());
        zipCode = changed(zipCode, change.zipCode());
        country = changed(country, change.country());
        phone = changed(phone, change.phone());
        bio = changed(bio, change.bio());
        preferences = changed(preferences, change.preferences());
        updatedAt = now.truncatedTo(ChronoUnit.MILLIS);
    }

    @SuppressWarnings("NullableOptional") // null: the request does not name the field
    private static @Nullable String changed(@Nullable String current, @Nullable Optional<String> wanted) {
        return wanted == null ? current : wanted.orElse(null);
    }
}
