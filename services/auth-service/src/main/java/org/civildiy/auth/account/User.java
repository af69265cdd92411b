package org.civildiy.auth.account;

import java.time.Instant;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.civildiy.auth.token.Account;

/** A row of the table {@code users}: an account with its password hash. */
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

    /** The token generation of new tokens. Tokens of a lower generation are revoked. */
    @Column(name = "token_generation")
    int tokenGeneration;

    AccountDetails details() {
        return new AccountDetails(id, email, username, createdAt);
    }

    Account account() {
        return new Account(id, email, username);
    }
}
