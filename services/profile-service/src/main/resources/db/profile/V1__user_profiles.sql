-- The profiles. The system before may have filled this table already: then it is brought to the same form.
SET LOCAL TIME ZONE 'UTC';

CREATE TABLE IF NOT EXISTS user_profiles (
    id          BIGSERIAL PRIMARY KEY,
    user_id     BIGINT NOT NULL,
    first_name  VARCHAR(255),
    last_name   VARCHAR(255),
    dob         VARCHAR(10),
    address     VARCHAR(500),
    city        VARCHAR(255),
    state       VARCHAR(255),
    zip_code    VARCHAR(20),
    country     VARCHAR(255),
    phone       VARCHAR(20),
    bio         TEXT,
    preferences TEXT,
    created_at  TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at  TIMESTAMPTZ NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE UNIQUE INDEX IF NOT EXISTS user_profiles_user_unique ON user_profiles (user_id);

-- Its times had no zone and meant UTC, which is the zone of this transaction.
UPDATE user_profiles
SET created_at = coalesce(created_at, updated_at, CURRENT_TIMESTAMP),
    updated_at = coalesce(updated_at, created_at, CURRENT_TIMESTAMP)
WHERE created_at IS NULL OR updated_at IS NULL;
ALTER TABLE user_profiles
    ALTER COLUMN id TYPE BIGINT,
    ALTER COLUMN user_id TYPE BIGINT,
    ALTER COLUMN created_at TYPE TIMESTAMPTZ,
    ALTER COLUMN created_at SET DEFAULT CURRENT_TIMESTAMP,
    ALTER COLUMN created_at SET NOT NULL,
    ALTER COLUMN updated_at TYPE TIMESTAMPTZ,
    ALTER COLUMN updated_at SET DEFAULT CURRENT_TIMESTAMP,
    ALTER COLUMN updated_at SET NOT NULL;
ALTER SEQUENCE IF EXISTS user_profiles_id_seq AS BIGINT;
