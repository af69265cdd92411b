#!/bin/sh
# The verbs of the Makefile on Docker Compose: up, down, logs. KIND=jvm takes the images for the JVM.
set -eu
cd "$(dirname "$0")"

fail() {
  echo "$1" >&2
  exit 1
}

need_docker() {
  command -v docker >/dev/null || fail "Docker is missing: install it, or use 'make run', which needs none."
  docker compose version >/dev/null 2>&1 ||
    fail "Docker Compose is missing: install the plugin docker-compose-plugin, 2.24 or newer."
  docker info >/dev/null 2>&1 ||
    fail "Docker does not answer: start it, or let this user use it (group docker)."
}

# Written once, readable by its owner alone; a key that tokens are signed with is never changed by accident.
make_env() {
  if [ ! -f .env ]; then
    (umask 077 && cp .env.example .env && chmod 600 .env)
  fi
  if ! grep -q '^SECRET_KEY=..*' .env; then
    printf '\nSECRET_KEY=%s\n' "$(head -c 32 /dev/urandom | od -An -v -tx1 | tr -d ' \n')" >>.env
  fi
}

tag() {
  version=$(sed -n -E 's|^  <version>(.*)</version>|\1|p' ../pom.xml | head -n 1)
  case ${KIND:-native} in
    native) echo "$version" ;;
    jvm) echo "$version-jvm" ;;
    *) fail "KIND is '$KIND': it is native or jvm." ;;
  esac
}

build_missing() {
  for service in auth-service profile-service posts-service feed-service; do
    docker image inspect "civildiy/$service:$CIVILDIY_TAG" >/dev/null 2>&1 ||
      "${MAKE:-make}" --no-print-directory -C .. "${KIND:-native}-build" SERVICE="$service"
  done
}

# setting NAME: what Compose takes for it, the environment before the file
setting() {
  printenv "$1" || sed -n "s/^$1=//p" .env | tail -n 1
}

up() {
  make_env
  build_missing
  docker compose up --detach --wait --wait-timeout "${PATIENCE:-300}" ||
    fail "Not everything is healthy: 'docker compose -f deploy/compose.yaml ps' shows what, 'make deploy-logs' why."
  echo "gateway    http://localhost:$(setting GATEWAY_PORT)"
  echo "dashboard  http://localhost:$(setting DASHBOARD_PORT)/dashboard/"
  echo "consul     http://localhost:$(setting CONSUL_PORT)/ui/"
}

need_docker
CIVILDIY_TAG=$(tag)
export CIVILDIY_TAG
case ${1:-} in
  up) up ;;
  # Not starting anything, so no key is needed to do so.
  down) SECRET_KEY=${SECRET_KEY:-unused} docker compose down ;;
  logs) SECRET_KEY=${SECRET_KEY:-unused} docker compose logs --follow --tail 100 ;;
  *) fail "usage: deploy.sh up|down|logs" ;;
esac
