# shellcheck shell=sh
# To be sourced in this directory by what works on a deployment. PROD=1 means the one with compose.prod.yaml, KIND=jvm the images for
# the JVM.

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

tag() {
  version=$(sed -n -E 's|^  <version>(.*)</version>|\1|p' ../pom.xml | head -n 1)
  case ${KIND:-native} in
    native) echo "$version" ;;
    jvm) echo "$version-jvm" ;;
    *) fail "KIND is '$KIND': it is native or jvm." ;;
  esac
}

case ${PROD:-} in
  '' | 0) environment=.env ;;
  1) environment=.env.production ;;
  *) fail "PROD is '$PROD': it is 1 or not set." ;;
esac

production() {
  [ "$environment" = .env.production ]
}

# Compose on the deployment that is meant. Only a start needs a key.
compose() {
  if [ -f "$environment" ]; then
    SECRET_KEY=${SECRET_KEY:-$(setting SECRET_KEY)} docker compose --env-file "$environment" "$@"
  elif production; then
    fail "There is no deployment for production here: 'make deploy PROD=1' makes one."
  else
    SECRET_KEY=${SECRET_KEY:-unused} docker compose "$@"
  fi
}

# setting NAME: what Compose takes for it, the environment before the file
setting() {
  printenv "$1" || sed -n "s/^$1=//p" "$environment" | tail -n 1
}

CIVILDIY_TAG=$(tag)
export CIVILDIY_TAG
