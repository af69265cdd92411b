#!/bin/sh
# Runs roles.sql inside the container of PostgreSQL: when the volume is new, at every `make deploy` and by `make restore`. Where there are
# no files with passwords, which is everywhere but in production, both roles have the operator's.
set -eu
psql --no-psqlrc --quiet --set=ON_ERROR_STOP=1 --username=postgres --dbname=microservices_db <<'SQL'
\set password ''
\getenv password POSTGRES_PASSWORD
SELECT set_config('civildiy.password', :'password', false) \g /dev/null
\i /etc/postgresql/roles.sql
SQL
