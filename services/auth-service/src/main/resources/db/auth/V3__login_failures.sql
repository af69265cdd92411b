-- Failed tries at passwords, the newest ten of an account. Accounts are named by a keyed hash, so that nobody can read here
-- which addresses were tried, and an unknown address leaves the same trace as a known one.
CREATE TABLE login_failures (
    account    BYTEA         PRIMARY KEY,
    failed_at  TIMESTAMPTZ[] NOT NULL,
    expires_at TIMESTAMPTZ   NOT NULL
);
CREATE INDEX login_failures_expires_at ON login_failures (expires_at);
