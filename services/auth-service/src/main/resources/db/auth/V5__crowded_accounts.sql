-- Whoever logs in and out again and again leaves a revocation each time, and every instance holds them all in memory. An account with
-- more than a number of them ends its token generation instead: one revocation for all of its tokens.
CREATE FUNCTION end_crowded_accounts(account BIGINT, most INTEGER)
RETURNS TABLE (user_id BIGINT, jti UUID, below INTEGER, expires_at TIMESTAMPTZ) LANGUAGE sql AS $$
    WITH crowded AS (
        SELECT single.user_id FROM ended_tokens AS single
        WHERE single.jti IS NOT NULL AND (account IS NULL OR single.user_id = account)
        GROUP BY single.user_id HAVING count(*) > most),
    raised AS (
        UPDATE users SET token_generation = token_generation + 1
        WHERE id IN (SELECT crowded.user_id FROM crowded)
        RETURNING id, token_generation),
    removed AS (
        DELETE FROM ended_tokens AS single USING crowded
        WHERE single.user_id = crowded.user_id AND single.jti IS NOT NULL)
    INSERT INTO ended_tokens AS every (user_id, below, expires_at)
    -- An account that is gone gets no tokens any more.
    SELECT crowded.user_id, coalesce(token_generation, 2147483647), now() + INTERVAL '31 days'
    FROM crowded LEFT JOIN raised ON id = crowded.user_id
    ON CONFLICT (user_id, jti) DO UPDATE SET below = greatest(every.below, EXCLUDED.below), expires_at = EXCLUDED.expires_at
    RETURNING every.user_id, every.jti, every.below, every.expires_at
$$;

-- The column below of a single token's revocation: the lowest generation whose start makes it superfluous. 0, as in earlier rows: unknown.
COMMENT ON COLUMN ended_tokens.below IS 'tokens of lower generations are revoked; of one token: its own generation and 1';
