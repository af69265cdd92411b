#!/bin/sh
# Hands every container its own secrets, and no other, in the form that its program reads: /secrets holds one file a secret that only
# their owner on the host can read, /hand-out one volume a container. Runs as root in a container without a network, before all
# others and at every start, so that a secret which was changed arrives. docs/decisions/0010-secrets-are-handed-out.md
#
# hand-out.sh [SECRETS [HAND-OUT [RULES]]]
set -eu
umask 077
secrets=${1:-/secrets}
out=${2:-/hand-out}
rules=${3:-/rules}

secret() {
  [ -s "$secrets/$1" ] || {
    echo "the secret $1 is missing: make secrets" >&2
    exit 1
  }
  cat "$secrets/$1"
}

# give CONTAINER FILE CONTENT: readable by the user of that container alone
give() {
  mkdir -p "$out/$1"
  printf '%s\n' "$3" >"$out/$1/.$2"
  chmod 400 "$out/$1/.$2"
  own "$1" "$out/$1/.$2" "$out/$1"
  mv -f "$out/$1/.$2" "$out/$1/$2"
}

# The users that the images run as. Only root can give a file away; others, in a trial, keep it.
own() {
  [ "$(id -u)" -eq 0 ] || return 0
  case $1 in
    *-service) user=1001 ;;
    api-gateway) user=65532 ;;
    consul-server | consul-acl) user=100 ;;
    postgres-db | mongodb | read-db) user=999 ;;
    kafka | kafka-access) user=1000 ;;
    prometheus) user=65534 ;;
    grafana) user=472 ;;
    *) echo "nobody knows which user $1 runs as" >&2 && exit 1 ;;
  esac
  shift
  chown "$user:$user" "$@"
}

# server CONTAINER: what it shows to its clients, by which they know it
server() {
  give "$1" server.key "$(secret "$1.key")"
  give "$1" server.crt "$(secret "$1.crt")"
}

hash() {
  printf '%s' "$1" | sha256sum | cut -d' ' -f1
}

key=$(secret secret-key)
auth=$(secret postgres-auth-password)
profile=$(secret postgres-profile-password)
posts=$(secret mongodb-posts-password)
mongodb=$(secret mongodb-operator-password)
feed=$(secret redis-feed-password)
redis=$(secret redis-operator-password)
kafka=$(secret kafka-operator-password)
operator=$(secret consul-operator-token)
agent=$(secret consul-agent-token)

give auth-service secret-key "$key"
give auth-service secret-key-previous "$(cat "$secrets/secret-key-previous")"
# PostgreSQL is the one whose certificate is of this authority and has its name.
authority=$(secret ca.crt)
verified="sslmode=verify-full&sslrootcert=/run/secrets/civildiy/ca.crt"
give auth-service ca.crt "$authority"
give auth-service database-url "postgresql://auth_service:$auth@postgres-db:5432/microservices_db?$verified"
give profile-service ca.crt "$authority"
give profile-service database-url "postgresql://profile_service:$profile@postgres-db:5432/microservices_db?$verified"
give posts-service mongodb-url "mongodb://posts_service:$posts@mongodb:27017/?authSource=admin"
give feed-service redis-url "redis://feed_service:$feed@read-db:6379"

server postgres-db
give postgres-db operator-password "$(secret postgres-operator-password)"
give postgres-db auth-password "$auth"
give postgres-db profile-password "$profile"

give mongodb operator-password "$mongodb"
give mongodb posts-password "$posts"
# For mongodump and mongorestore: a password among their arguments would be seen by every user of the host.
give mongodb tools.yaml "password: $mongodb"

# Hashes are enough for Redis. Its rules are not secret: deploy/redis/users.acl.
give read-db operator-password "$redis"
give read-db users.acl "$(sed -E -e '/^(#|$)/d' \
  -e "s/OPERATOR_PASSWORD/#$(hash "$redis")/" -e "s/FEED_PASSWORD/#$(hash "$feed")/" "$rules/users.acl")"

# Kafka's certificate and key in one file; its clients know it by the authority. It is a client of itself.
for client in kafka posts-service feed-service; do
  give "$client" ca.crt "$authority"
done
give kafka server.pem "$(secret kafka.key)
$(secret kafka.crt)"
# The operator's account is Kafka's own as well. The services' passwords are known to Kafka by deploy/kafka/access.sh only.
plain="org.apache.kafka.common.security.plain.PlainLoginModule required username=\"operator\" password=\"$kafka\""
give kafka jaas.conf "controller.KafkaServer { $plain user_operator=\"$kafka\"; };
services.KafkaServer {
  $plain user_operator=\"$kafka\";
  org.apache.kafka.common.security.scram.ScramLoginModule required;
};"
give kafka-access client.properties "security.protocol=SASL_SSL
ssl.truststore.type=PEM
ssl.truststore.certificates=$(echo "$authority" | tr '\n' ' ')
sasl.mechanism=PLAIN
sasl.jaas.config=$plain;"
for account in operator posts feed; do
  password=$(secret "kafka-$account-password")
  case $account in
    operator) name=operator ;;
    *) name=${account}_service && give "$account-service" kafka-password "$password" ;;
  esac
  give kafka-access "$name.properties" "SCRAM-SHA-512=password=$password"
done

give consul-server operator-token "$operator"
give consul-server tokens.hcl "acl { tokens { initial_management = \"$operator\", agent = \"$agent\" } }"
give consul-acl operator-token "$operator"
give consul-acl agent-token "$agent"
for reader in auth-service profile-service posts-service feed-service api-gateway prometheus; do
  token=$(secret "consul-$reader-token")
  give "$reader" consul-token "$token"
  give consul-acl "$reader-token" "$token"
done

# The operator's own certificate, where there is one
for file in tls.crt tls.key; do
  if [ -e "$secrets/$file" ]; then
    give api-gateway "$file" "$(cat "$secrets/$file")"
  fi
done
give grafana admin-password "$(secret grafana-password)"
