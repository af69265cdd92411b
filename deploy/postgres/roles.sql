-- One role and one schema for each service. A service sees its own schema alone, nobody else can create anything in it, and there is no
-- schema in which two services create. Run when the volume is new, at every `make deploy`, by `make restore`, and by the local stack; to
-- bring in a changed password: docker exec postgres-db sh /docker-entrypoint-initdb.d/roles.sh
-- May be run any number of times, by a superuser, in the services' database. What an earlier version or the legacy system made in the
-- schema public is moved. Every statement ends with an empty line, so that a server can read it without a client.

SET password_encryption = 'scram-sha-256';

-- Passwords: of files, as in production, or the setting civildiy.password for all. Without either they stay as they are.
DO $$
DECLARE
    wanted RECORD;
    password TEXT;
BEGIN
    FOR wanted IN SELECT * FROM (VALUES ('auth_service', 'auth-password'), ('profile_service', 'profile-password')) AS roles (name, file) LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted.name) THEN
            EXECUTE format('CREATE ROLE %I', wanted.name);
        END IF;
        EXECUTE format('ALTER ROLE %I WITH LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOREPLICATION NOBYPASSRLS CONNECTION LIMIT 40', wanted.name);
        password := coalesce(
            trim(E'\n' FROM pg_read_file('/run/secrets/civildiy/' || wanted.file, 0, 1000, true)),
            nullif(current_setting('civildiy.password', true), ''));
        IF password IS NOT NULL THEN
            EXECUTE format('ALTER ROLE %I PASSWORD %L', wanted.name, password);
        END IF;
    END LOOP;
END
$$;

-- Connecting is all that the database itself permits: not schemas, not temporary tables.
DO $$
BEGIN
    EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC, auth_service, profile_service', current_database());
    EXECUTE format('GRANT CONNECT ON DATABASE %I TO auth_service, profile_service', current_database());
END
$$;

REVOKE ALL ON SCHEMA public FROM PUBLIC, auth_service, profile_service;

-- A name without a schema is one of the service's own schema, whatever others create.
DO $$
DECLARE
    service TEXT;
BEGIN
    FOREACH service IN ARRAY ARRAY['auth_service', 'profile_service'] LOOP
        EXECUTE format('CREATE SCHEMA IF NOT EXISTS %I', service);
        EXECUTE format('ALTER SCHEMA %I OWNER TO %1$I', service);
        EXECUTE format('REVOKE ALL ON SCHEMA %I FROM PUBLIC', service);
        EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = %1$I', service, current_database());
    END LOOP;
END
$$;

-- From public to the schema of the service whose migrations made it. Sequences of columns go with their tables.
DO $$
DECLARE
    found RECORD;
BEGIN
    FOR found IN
        WITH made_by (role, name) AS (VALUES
            ('auth_service', 'flyway_schema_history_auth'),
            ('auth_service', 'users'),
            ('auth_service', 'ended_tokens'),
            ('auth_service', 'login_failures'),
            ('auth_service', 'known_sources'),
            ('auth_service', 'token_epoch'),
            ('auth_service', 'users_highest_id'),
            ('auth_service', 'notify_ended_tokens'),
            ('auth_service', 'begin_account'),
            ('auth_service', 'begin_token_epoch'),
            ('auth_service', 'is_token_epoch_current'),
            ('auth_service', 'begin_token_epoch_after_restore'),
            ('auth_service', 'end_crowded_accounts'),
            ('auth_service', 'revoke_deleted_accounts'),
            ('auth_service', 'revoke_truncated_accounts'),
            ('profile_service', 'flyway_schema_history_profile'),
            ('profile_service', 'user_profiles'))
        SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END AS kind, oid::regclass::text AS name, role
        FROM pg_class JOIN made_by ON relname = name WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S')
        UNION ALL
        SELECT 'ROUTINE', oid::regprocedure::text, role
        FROM pg_proc JOIN made_by ON proname = name WHERE pronamespace = 'public'::regnamespace
    LOOP
        EXECUTE format('ALTER %s %s SET SCHEMA %I', found.kind, found.name, found.role);
    END LOOP;
END
$$;

-- Everything in a service's schema is the service's, after a restore too, which makes it the operator's.
DO $$
DECLARE
    found RECORD;
BEGIN
    FOR found IN
        SELECT CASE relkind WHEN 'S' THEN 'SEQUENCE' WHEN 'v' THEN 'VIEW' ELSE 'TABLE' END AS kind, class.oid::regclass::text AS name, nspname AS role
        FROM pg_class AS class JOIN pg_namespace AS namespace ON namespace.oid = relnamespace
        WHERE nspname IN ('auth_service', 'profile_service') AND relkind IN ('r', 'p', 'v', 'S')
            AND NOT EXISTS (SELECT FROM pg_depend WHERE objid = class.oid AND classid = 'pg_class'::regclass
                AND refclassid = 'pg_class'::regclass AND deptype IN ('a', 'i'))
        UNION ALL
        SELECT 'ROUTINE', proc.oid::regprocedure::text, nspname
        FROM pg_proc AS proc JOIN pg_namespace AS namespace ON namespace.oid = pronamespace
        WHERE nspname IN ('auth_service', 'profile_service')
    LOOP
        EXECUTE format('ALTER %s %s OWNER TO %I', found.kind, found.name, found.role);
    END LOOP;
END
$$;
