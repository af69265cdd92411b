#!/bin/sh
# make backup, make restore: the data of a deployment on Docker Compose, as one set that belongs together. docs/operations/production.md
# says what is in it and what not; docs/decisions/0009-a-backup-is-one-set.md why it is taken in this order.
#
# backup.sh to [DIRECTORY]   by default backups/<time> beside this script
# backup.sh from DIRECTORY   replaces all data by those of the backup
# shellcheck disable=SC1091,SC2154 # of compose.sh
# shellcheck disable=SC2016 # what is in single quotes is for the shell of a container
set -eu
umask 077
directory=${2:+$(cd "$(dirname "$2")" && pwd)/$(basename "$2")}
cd "$(dirname "$0")"
. ./compose.sh

services=$(sh ./services.sh)

inside() {
  compose exec -T "$@"
}

# The volume of a container that does not run, by a program of its image
beside() {
  container=$1
  shift
  compose run --rm --no-deps -T --entrypoint sh "$container" -euc "$@"
}

started() {
  compose up --detach --wait --wait-timeout "${PATIENCE:-300}" --no-deps --no-recreate "$@"
}

# Consul lets the operator in by a token where it lets nobody in without one; MongoDB by a password.
consul() {
  inside consul-server sh -euc 'token=/run/secrets/civildiy/operator-token
    if [ -e $token ]; then export CONSUL_HTTP_TOKEN_FILE=$token; fi
    exec consul "$@"' consul "$@"
}

mongodb() {
  inside mongodb sh -euc 'program=$1 secrets=/run/secrets/civildiy/tools.yaml
    shift
    if [ -e $secrets ]; then set -- --username=operator --authenticationDatabase=admin --config=$secrets "$@"; fi
    exec "$program" --quiet "$@"' mongodb "$@"
}

forget_posts='const file = "/run/secrets/civildiy/operator-password", fs = require("fs");
  if (fs.existsSync(file)) db.getSiblingDB("admin").auth("operator", fs.readFileSync(file, "utf8").trim());
  db.getSiblingDB("posts_db").dropDatabase()'

to() {
  directory=${directory:-$PWD/backups/$(date -u +%Y-%m-%dT%H-%M-%SZ)}
  part=$directory.part
  [ ! -e "$directory" ] || fail "$directory is there already: a backup is never written over."
  mkdir -p "$(dirname "$directory")"
  rm -rf "$part"
  mkdir "$part"

  # While Kafka is away, what is not on the topic is in the posts' own documents, and nothing leaves them.
  trap 'started kafka' EXIT
  compose stop kafka
  beside kafka 'exec tar -C /var/lib/kafka/data -cz .' </dev/null >"$part/kafka.tar.gz"
  mongodb mongodump --db=posts_db --archive --gzip </dev/null >"$part/mongodb.archive.gz"
  trap - EXIT
  started kafka

  # After the posts, so that whoever wrote one of them is in it.
  inside postgres-db pg_dump -U postgres --format=custom microservices_db </dev/null >"$part/postgres.dump"
  consul kv export config/ </dev/null >"$part/consul.json"

  (cd "$part" && sha256sum kafka.tar.gz mongodb.archive.gz postgres.dump consul.json >SHA256SUMS)
  mv "$part" "$directory"
  echo "backup     $directory"
}

from() {
  [ -n "$directory" ] || fail "From which backup? make restore FROM=deploy/backups/..."
  (cd "$directory" && sha256sum --quiet --check SHA256SUMS) || fail "$directory is not a complete backup."

  # shellcheck disable=SC2086 # one word a service
  compose stop api-gateway $services kafka read-db
  started postgres-db mongodb consul-server

  beside kafka 'find /var/lib/kafka/data -mindepth 1 -delete && exec tar -C /var/lib/kafka/data -xz' <"$directory/kafka.tar.gz"
  # The streams are made anew from the topic; those that are there may be ahead of it.
  beside read-db 'exec find /data -mindepth 1 -delete' </dev/null
  inside mongodb mongosh --quiet --eval "$forget_posts" </dev/null
  mongodb mongorestore --archive --gzip <"$directory/mongodb.archive.gz"
  # Another database of the same name: by that auth-service knows that it was restored, and begins a new token epoch.
  inside postgres-db dropdb -U postgres --force --if-exists microservices_db </dev/null
  inside postgres-db createdb -U postgres --template=template0 microservices_db </dev/null
  inside postgres-db pg_restore -U postgres --no-owner --no-privileges --exit-on-error --single-transaction \
    --dbname=microservices_db <"$directory/postgres.dump"
  inside postgres-db sh /docker-entrypoint-initdb.d/roles.sh </dev/null
  consul kv delete -recurse config/ </dev/null
  consul kv import - <"$directory/consul.json"

  compose up --detach --wait --wait-timeout "${PATIENCE:-300}"
  echo "restored   $directory"
}

need_docker
[ -f "$environment" ] || fail "There is no deployment here: deploy/$environment is missing (PROD=1 means the one for production)."
case ${1:-} in
  to) to ;;
  from) from ;;
  *) fail "usage: backup.sh to [DIRECTORY] | from DIRECTORY" ;;
esac
