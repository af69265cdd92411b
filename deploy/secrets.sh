#!/bin/sh
# make secrets: writes every password, key, token and internal certificate of a production deployment once, each into a file of its own that its owner
# alone can read. What is there already is kept, so that running it again changes nothing. docs/operations/production.md
#
# SECRETS (deploy/secrets)  the directory
set -eu
umask 077
secrets=${SECRETS:-$(dirname "$0")/secrets}
made=0
kept=0

random() {
  head -c "$1" /dev/urandom | od -An -v -tx1 | tr -d ' \n'
}

# 256 bits, in letters that no URL, shell or configuration file has to escape
password() {
  random 32
}

# The form that Consul wants of a token (RFC 9562, version 4)
uuid() {
  random 16 | sed -E 's/^(.{8})(.{4}).(.{3}).(.{3})(.{12})$/\1-\2-4\3-a\4-\5/'
}

nothing() {
  :
}

key() {
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256
}

# By this certificate the parts of the deployment know each other's. Nobody outside has to trust it.
authority() {
  openssl req -x509 -sha256 -days 3650 -key "$secrets/ca.key" -subj "/CN=civildiy $(random 4)" \
    -addext keyUsage=critical,keyCertSign,cRLSign
}

# certificate NAME.crt: of a server that clients call NAME. Loopback is for its own health check and for the operator.
certificate() {
  name=${1%.crt}
  openssl req -new -key "$secrets/$name.key" -subj "/CN=$name" -out "$secrets/.request"
  printf 'subjectAltName=DNS:%s,DNS:localhost,IP:127.0.0.1\nextendedKeyUsage=serverAuth\n' "$name" |
    openssl x509 -req -sha256 -days 3650 -in "$secrets/.request" -CA "$secrets/ca.crt" -CAkey "$secrets/ca.key" \
      -set_serial "0x1$(random 8)" -extfile /dev/stdin 2>/dev/null
  rm "$secrets/.request"
}

# once FILE KIND: complete or not there at all, whenever this is interrupted
once() {
  if [ -e "$secrets/$1" ]; then
    kept=$((kept + 1))
  else
    "$2" "$1" >"$secrets/.new"
    mv "$secrets/.new" "$secrets/$1"
    made=$((made + 1))
  fi
}

command -v openssl >/dev/null || {
  echo "openssl is missing: it makes the certificates by which the parts of a deployment know each other" >&2
  exit 1
}
mkdir -p "$secrets"
chmod 700 "$secrets"

once secret-key password
once secret-key-previous nothing
for name in postgres-operator postgres-auth postgres-profile mongodb-operator mongodb-posts redis-operator redis-feed \
  kafka-operator kafka-posts kafka-feed grafana; do
  once "$name-password" password
done
for name in operator agent $(sh "$(dirname "$0")/services.sh") api-gateway prometheus; do
  once "consul-$name-token" uuid
done
once ca.key key
once ca.crt authority
for server in postgres-db kafka; do
  once "$server.key" key
  once "$server.crt" certificate
done

find "$secrets" -type f -exec chmod 600 {} +
echo "$secrets: $made made, $kept kept"
