-- The users. The system before may have filled this table already: then it is brought to the same form.
SET LOCAL TIME ZONE 'UTC';

CREATE TABLE IF NOT EXISTS users (
    id            BIGSERIAL PRIMARY KEY,
    email         VARCHAR(255) NOT NULL,
    username      VARCHAR(255) NOT NULL,
    password_hash VARCHAR(255) NOT NULL,
    created_at    TIMESTAMPTZ  NOT NULL DEFAULT CURRENT_TIMESTAMP
);

-- It told case apart where we do not. Which of two such accounts is to stay, only a person can say.
DO $$
BEGIN
    IF EXISTS (SELECT FROM users GROUP BY lower(email) HAVING count(*) > 1) THEN
        RAISE EXCEPTION 'several users have the same e-mail address but for case: find them with'
            ' SELECT array_agg(id) FROM users GROUP BY lower(email) HAVING count(*) > 1'
            ' and change or delete all but one of each, then this goes on by itself';
    END IF;
    IF EXISTS (SELECT FROM users GROUP BY lower(username) HAVING count(*) > 1) THEN
        RAISE EXCEPTION 'several users have the same user name but for case: find them with'
            ' SELECT array_agg(id) FROM users GROUP BY lower(username) HAVING count(*) > 1'
            ' and change or delete all but one of each, then this goes on by itself';
    END IF;
END
$$;

CREATE UNIQUE INDEX IF NOT EXISTS users_email_unique ON users (lower(email));
CREATE UNIQUE INDEX IF NOT EXISTS users_username_unique ON users (lower(username));

-- Its times had no zone and meant UTC, which is the zone of this transaction.
UPDATE users SET created_at = CURRENT_TIMESTAMP WHERE created_at IS NULL;
ALTER TABLE users
    ALTER COLUMN id TYPE BIGINT,
    ALTER COLUMN created_at TYPE TIMESTAMPTZ,
    ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP,
    ALTER COLUMN created_at SET NOT NULL;
ALTER SEQUENCE IF EXISTS users_id_seq AS BIGINT;
