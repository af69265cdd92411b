-- After a restore the ids and the token generations that were given since the backup would be given again, and the revocations
-- since the backup are gone: a token from before the restore would speak for somebody else, or be valid again. So a restored
-- database begins a new token epoch: every earlier token is revoked, and ids and generations continue where none were given.

-- The database that the present epoch belongs to. A restored or copied database has the same content and another identity.
CREATE TABLE token_epoch (
    only_one          BOOLEAN PRIMARY KEY DEFAULT true CHECK (only_one),
    system_identifier BIGINT  NOT NULL,
    database_oid      OID     NOT NULL
);
INSERT INTO token_epoch (system_identifier, database_oid)
SELECT system_identifier, oid FROM pg_control_system(), pg_database WHERE datname = current_database();

-- Its last value is the highest id that was given, for a restore of the table users alone: their sequence is then behind it.
CREATE SEQUENCE users_highest_id;

-- Row (0, null) of ended_tokens is about every account: tokens of lower generations are revoked. So new accounts begin there.
CREATE FUNCTION begin_account() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.token_generation := greatest(NEW.token_generation,
        (SELECT below FROM ended_tokens WHERE user_id = 0 AND jti IS NULL));
    IF NEW.id <= pg_sequence_last_value(pg_get_serial_sequence('users', 'id')::regclass) THEN
        PERFORM setval('users_highest_id', greatest(NEW.id, (SELECT last_value FROM users_highest_id)));
    END IF;
    RETURN NEW;
END
$$;
CREATE TRIGGER begin_account BEFORE INSERT ON users FOR EACH ROW EXECUTE FUNCTION begin_account();

-- Revokes every token, and moves generations and ids beyond all that were given. Both grow by the seconds since 2025, so that they
-- differ from those of an earlier restore of the same backup. 31 days: no token lives longer.
CREATE FUNCTION begin_token_epoch() RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    seconds    BIGINT   := extract(epoch FROM clock_timestamp() - TIMESTAMPTZ '2025-01-01 00:00:00Z');
    ids        REGCLASS := pg_get_serial_sequence('users', 'id');
    generation INTEGER;
BEGIN
    LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE;
    SELECT greatest(seconds, max(token_generation) + 1) INTO generation FROM users;
    UPDATE users SET token_generation = generation;
    INSERT INTO ended_tokens (user_id, below, expires_at) VALUES (0, generation, now() + INTERVAL '31 days')
    ON CONFLICT (user_id, jti) DO UPDATE SET below = EXCLUDED.below, expires_at = EXCLUDED.expires_at;
    PERFORM setval(ids, seconds + greatest(1, pg_sequence_last_value(ids), (SELECT max(id) FROM users),
        (SELECT last_value FROM users_highest_id)));
    DELETE FROM token_epoch;
    INSERT INTO token_epoch (system_identifier, database_oid)
    SELECT system_identifier, oid FROM pg_control_system(), pg_database WHERE datname = current_database();
END
$$;

CREATE FUNCTION is_token_epoch_current() RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT EXISTS (
            SELECT FROM token_epoch
            JOIN pg_control_system() AS server USING (system_identifier)
            JOIN pg_database AS here ON here.oid = database_oid AND datname = current_database())
        AND coalesce(pg_sequence_last_value(pg_get_serial_sequence('users', 'id')::regclass), 0)
            >= coalesce(pg_sequence_last_value('users_highest_id'), 0)
$$;

-- Every instance calls it before it accepts a token. Whether a new epoch has begun; of several instances, one begins it.
CREATE FUNCTION begin_token_epoch_after_restore() RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    IF is_token_epoch_current() THEN
        RETURN false;
    END IF;
    LOCK TABLE users IN SHARE ROW EXCLUSIVE MODE;
    IF is_token_epoch_current() THEN
        RETURN false;
    END IF;
    PERFORM begin_token_epoch();
    RETURN true;
END
$$;
