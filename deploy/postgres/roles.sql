-- One role for each service, which sees its own tables alone. Run when the volume is new, and by `make restore`; to bring in a
-- changed password: docker exec postgres-db psql -U postgres -f /docker-entrypoint-initdb.d/roles.sql microservices_db
-- May be run any number of times. Every statement ends with an empty line, so that a server can read it without a client.

SET password_encryption = 'scram-sha-256';

DO $$
DECLARE
    wanted RECORD;
BEGIN
    FOR wanted IN SELECT * FROM (VALUES ('auth_service', 'auth-password'), ('profile_service', 'profile-password')) AS roles (name, file) LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
            EXECUTE format('CREATE ROLE %I', wanted.name);
        END IF;
        EXECUTE format('ALTER ROLE %I WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 40 PASSWORD %L',
            wanted.name, trim(E'\n' FROM pg_read_file('/run/secrets/civildiy/' || wanted.file)));
    END LOOP;
END
$$;

-- Each service makes its own tables and its own history of migrations. Whoever made a table owns it, and nobody else sees in.
REVOKE ALL ON DATABASE microservices_db FROM PUBLIC;

GRANT CONNECT ON DATABASE microservices_db TO auth_service, profile_service;

REVOKE ALL ON SCHEMA public FROM PUBLIC;

GRANT USAGE, CREATE ON SCHEMA public TO auth_service, profile_service;

-- What is there already, from a deployment without these roles or from a backup, becomes the service's whose migrations made it.
DO $$
DECLARE
    found RECORD;
BEGIN
    FOR found IN
        WITH made_by (role, name) AS (VALUES
            ('auth_service', 'flyway_schema_history_auth'),
            ('auth_service', 'users'),
            ('auth_service', 'ended_tokens'),
            ('auth_service', 'notify_ended_tokens'),
            ('auth_service', 'login_failures'),
            ('profile_service', 'flyway_schema_history_profile'),
            ('profile_service', 'user_profiles'))
        SELECT 'TABLE' AS kind, oid::regclass::text AS name, role
        FROM pg_class JOIN made_by ON relname = name WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
        UNION ALL
        SELECT 'FUNCTION', oid::regprocedure::text, role
        FROM pg_proc JOIN made_by ON proname = name WHERE pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER %s %s OWNER TO %I', found.kind, found.name, found.role);
    END LOOP;
END
$$;
