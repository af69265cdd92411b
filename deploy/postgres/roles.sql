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

-- Tables that are there already: from a deployment without these roles, or from a backup.
DO $$
DECLARE
    found RECORD;
BEGIN
    FOR found IN
        SELECT c.oid::regclass AS name, owners.role
        FROM pg_class c
        JOIN (VALUES ('users', 'auth_service'), ('flyway_schema_history_auth', 'auth_service'),
                     ('user_profiles', 'profile_service'), ('flyway_schema_history_profile', 'profile_service'))
            AS owners (relation, role) ON owners.relation = c.relname
        WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r'
    LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO %I', found.name, found.role);
    END LOOP;
END
$$;
