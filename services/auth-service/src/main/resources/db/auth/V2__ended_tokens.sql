-- Tokens that are good no more before their time. A row is needed until the last of what it ends has expired by itself.
-- Tokens carry the generation of their account; ending all of them is to begin another generation.
ALTER TABLE users ADD COLUMN token_generation INTEGER NOT NULL DEFAULT 0;

CREATE TABLE ended_tokens (
    user_id    BIGINT      NOT NULL,
    -- One token, or where there is none: every token of a generation below.
    jti        UUID,
    below      INTEGER     NOT NULL DEFAULT 0,
    expires_at TIMESTAMPTZ NOT NULL,
    UNIQUE NULLS NOT DISTINCT (user_id, jti)
);
CREATE INDEX ended_tokens_expires_at ON ended_tokens (expires_at);

-- Whoever writes a row, an operator too, tells every instance of it when that is committed.
CREATE FUNCTION notify_ended_tokens() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('ended_tokens',
        concat_ws(' ', NEW.user_id, coalesce(NEW.jti::text, '*'), NEW.below,
            ceil(extract(epoch FROM NEW.expires_at))::bigint));
    RETURN NULL;
END
$$;

CREATE TRIGGER notify_ended_tokens AFTER INSERT OR UPDATE ON ended_tokens
    FOR EACH ROW EXECUTE FUNCTION notify_ended_tokens();
