#!/bin/sh
# The accounts of Kafka's clients and what each may do. Run at every start of a production deployment, after Kafka and before the services;
# a password that was changed takes the place of the one before.
#
# access.sh [SECRETS [BROKER]]  a directory with the operator's settings and one file a password
set -eu
secrets=${1:-/run/secrets/civildiy}
broker=${2:-kafka:9092}
PATH=$PATH:/opt/kafka/bin

kafka() {
  program=$1
  shift
  "$program" --bootstrap-server "$broker" --command-config "$secrets/client.properties" "$@" >/dev/null
}

# account NAME: the broker keeps what it verifies the password by (SCRAM), not the password.
account() {
  kafka kafka-configs.sh --alter --entity-type users --entity-name "$1" --add-config-file "$secrets/$1.properties"
}

# allow NAME OPERATION RESOURCE...
allow() {
  principal=User:$1
  operation=$2
  shift 2
  kafka kafka-acls.sh --add --allow-principal "$principal" --operation "$operation" "$@"
}

account operator
account posts_service
account feed_service

# Publishes events, makes their topic where there is none, and compares the last record of a post with what is stored.
allow posts_service Create --topic posts-events
allow posts_service Write --topic posts-events
allow posts_service Read --topic posts-events --group posts-service-last-records

# Reads events, and sets those aside that it cannot read; publishes none. Whoever sends them again is the operator.
allow feed_service Create --topic posts-events --topic posts-events-dlq
allow feed_service Read --topic posts-events --topic posts-events-dlq --group feed-service --group posts-events-dlq-replay
allow feed_service Write --topic posts-events-dlq

echo "Kafka: every account is in place"
