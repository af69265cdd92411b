-- Where an account was logged in from: a stranger's wrong passwords do not lock the login from there. A source is an IPv4 address or an
-- IPv6 /64. Accounts and sources are keyed hashes, as in login_failures, so that nobody can read here who was where.
CREATE TABLE known_sources (
    source  BYTEA       PRIMARY KEY,
    account BYTEA       NOT NULL,
    used_at TIMESTAMPTZ NOT NULL
);
CREATE INDEX known_sources_account ON known_sources (account, used_at);
CREATE INDEX known_sources_used_at ON known_sources (used_at);

-- Rows of earlier versions count the failures of an account from every source. They keep that meaning.
COMMENT ON TABLE login_failures IS 'an account has a row for each source that failed, with the newest times; and one for all sources';
