-- An account that is deleted has no valid token any more, whoever deletes it: the service, or an operator by SQL. The row in
-- ended_tokens notifies every instance. The schema is named, because an operator's search_path may lead elsewhere.
CREATE FUNCTION revoke_deleted_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE format('DELETE FROM %I.ended_tokens WHERE jti IS NOT NULL AND user_id IN (SELECT id FROM deleted)', TG_TABLE_SCHEMA);
    -- 31 days: no token lives longer.
    EXECUTE format('INSERT INTO %I.ended_tokens (user_id, below, expires_at)'
        ' SELECT id, 2147483647, now() + INTERVAL ''31 days'' FROM deleted'
        ' ON CONFLICT (user_id, jti) DO UPDATE SET below = EXCLUDED.below, expires_at = EXCLUDED.expires_at', TG_TABLE_SCHEMA);
    RETURN NULL;
END
$$;
CREATE TRIGGER revoke_deleted_accounts AFTER DELETE ON users REFERENCING OLD TABLE AS deleted
    FOR EACH STATEMENT EXECUTE FUNCTION revoke_deleted_accounts();

-- TRUNCATE names no rows, so it revokes every token.
CREATE FUNCTION revoke_truncated_accounts() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    path TEXT := current_setting('search_path');
BEGIN
    PERFORM set_config('search_path', quote_ident(TG_TABLE_SCHEMA), true);
    PERFORM begin_token_epoch();
    PERFORM set_config('search_path', path, true);
    RETURN NULL;
END
$$;
CREATE TRIGGER revoke_truncated_accounts BEFORE TRUNCATE ON users
    FOR EACH STATEMENT EXECUTE FUNCTION revoke_truncated_accounts();
