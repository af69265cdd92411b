#!/bin/sh
# The verbs of the Makefile on Docker Compose: up, down, logs. PROD=1 and KIND=jvm are explained in compose.sh.
# shellcheck disable=SC1091,SC2154 # of compose.sh
set -eu
cd "$(dirname "$0")"
. ./compose.sh

# Written once, readable by its owner alone; a key that tokens are signed with is never changed by accident.
make_env() {
  if [ ! -f "$environment" ]; then
    (umask 077 && cp "$environment.example" "$environment" && chmod 600 "$environment")
  fi
  if ! grep -q '^SECRET_KEY=..*' "$environment"; then
    printf '\nSECRET_KEY=%s\n' "$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')" >>"$environment"
  fi
}

need_certificate() {
  if [ -z "$(setting DOMAIN)" ] && ! { [ -s secrets/tls.crt ] && [ -s secrets/tls.key ]; }; then
    fail "There is no certificate: set DOMAIN in deploy/.env.production, or put yours into deploy/secrets/tls.crt and tls.key."
  fi
}

build_missing() {
  for service in $(sh ./services.sh); do
    docker image inspect "civildiy/$service:$CIVILDIY_TAG" >/dev/null 2>&1 ||
      "${MAKE:-make}" --no-print-directory -C .. "${KIND:-native}-build" SERVICE="$service"
  done
}

# A service has a role and a schema of its own, in a volume of an earlier version too.
make_roles() {
  { compose up --detach --wait --wait-timeout "${PATIENCE:-300}" postgres-db &&
    compose exec -T postgres-db sh /docker-entrypoint-initdb.d/roles.sh </dev/null; } ||
    fail "PostgreSQL has not made the services' roles and schemas: 'docker logs postgres-db' says why."
}

up() {
  make_env
  if production; then
    ./secrets.sh
    need_certificate
  fi
  build_missing
  make_roles
  compose up --detach --wait --wait-timeout "${PATIENCE:-300}" ||
    fail "Not everything is healthy: 'docker ps -a' shows what, 'make deploy-logs' why."
  if production; then
    domain=$(setting DOMAIN)
    echo "gateway    https://${domain:-localhost}:$(setting HTTPS_PORT)"
  else
    echo "gateway    http://localhost:$(setting GATEWAY_PORT)"
  fi
  echo "dashboard  http://localhost:$(setting DASHBOARD_PORT)/dashboard/"
  echo "consul     http://localhost:$(setting CONSUL_PORT)/ui/"
  if production && [ -n "$(setting COMPOSE_PROFILES)" ]; then
    echo "grafana    http://localhost:$(setting GRAFANA_PORT)/ (user admin, password in deploy/secrets/grafana-password)"
  fi
}

need_docker
case ${1:-} in
  up) up ;;
  down) compose down ;;
  logs) compose logs --follow --tail 100 ;;
  *) fail "usage: deploy.sh up|down|logs" ;;
esac
