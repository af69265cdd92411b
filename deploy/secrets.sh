#!/bin/sh
# make secrets: writes every password, key and token of a production deployment once, each into a file of its own that its owner
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

# once FILE KIND: complete or not there at all, whenever this is interrupted
once() {
  if [ -e "$secrets/$1" ]; then
    kept=$((kept + 1))
  else
    "$2" >"$secrets/.new"
    mv "$secrets/.new" "$secrets/$1"
    made=$((made + 1))
  fi
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

find "$secrets" -type f -exec chmod 600 {} +
echo "$secrets: $made made, $kept kept"
