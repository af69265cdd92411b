package org.civildiy.auth;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** A row of {@code users}. */
@Entity
@Table(name = "users")
class User {
    @Id
    @GeneratedValue(strategy = GenerationType.IDENTITY)
    Long id;

    String email;
    String username;

    @Column(name = "password_hash")
    String passwordHash;

    @Column(name = "created_at")
    Instant createdAt;

    /** Tokens of an earlier generation are not good any more. */
    @Column(name = "token_generation")
    int tokenGeneration;

    AccountDetails details() {
        return new AccountDetails(id, email, username, createdAt);
    }

    Account account() {
        return new Account(id, email, username);
    }
}
