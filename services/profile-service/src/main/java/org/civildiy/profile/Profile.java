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

/**
 * A row of {@code user_profiles}, and what clients see of it. Only the columns that change are written, so that two updates of
 * different fields at the same moment both hold.
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
    public Long id;

    @Column(name = "user_id")
    public Long userId;

    @Column(name = "first_name")
    @Schema(nullable = true)
    public String firstName;

    @Column(name = "last_name")
    @Schema(nullable = true)
    public String lastName;

    /** Text, because that is what the system before kept, and it checked nothing. */
    @Schema(nullable = true)
    public String dob;

    @Schema(nullable = true)
    public String address;

    @Schema(nullable = true)
    public String city;

    @Schema(nullable = true)
    public String state;

    @Column(name = "zip_code")
    @Schema(nullable = true)
    public String zipCode;

    @Schema(nullable = true)
    public String country;

    @Schema(nullable = true)
    public String phone;

    @Schema(nullable = true)
    public String bio;

    @Schema(nullable = true)
    public String preferences;

    @Column(name = "created_at")
    public Instant createdAt;

    @Column(name = "updated_at")
    public Instant updatedAt;

    /** The first profile of a user. */
    static Profile of(long userId, ProfileChange fields, Instant now) {
        var profile = new Profile();
        profile.userId = userId;
        profile.createdAt = now.truncatedTo(ChronoUnit.MILLIS);
        profile.apply(fields, now);
        return profile;
    }

    /** What the change does not name stays, what it names with {@code null} is cleared. An empty change is a change too. */
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

    private static String changed(String present, Optional<String> wanted) {
        return wanted == null ? present : wanted.orElse(null);
    }
}
