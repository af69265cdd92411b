#!/bin/sh
# What each holder of a token may do in Consul. Run at every start of a production deployment, after Consul and before those who hold the
# tokens; a token that was changed takes the place of the one before. Needs `consul` on the PATH and CONSUL_HTTP_ADDR.
#
# acl.sh [TOKENS]  a directory with a file for each token
set -eu
tokens=${1:-/run/secrets/civildiy}
CONSUL_HTTP_TOKEN_FILE=$tokens/operator-token
export CONSUL_HTTP_TOKEN_FILE

# The first leader makes the operator's token a moment after it was elected.
attempts=0
until consul acl token read -self >/dev/null 2>&1; do
  attempts=$((attempts + 1))
  if [ "$attempts" -ge 60 ]; then
    echo "Consul does not know the operator's token: its data are of another deployment, or it is away" >&2
    consul acl token read -self >/dev/null
    exit 1
  fi
  sleep 0.5
done

# holder NAME NUMBER RULES: a policy and a token of this name. The number makes the token's public name, by which it is replaced.
holder() {
  accessor=00000000-0000-4000-8000-$(printf '%012d' "$2")
  if consul acl policy read -name "$1" >/dev/null 2>&1; then
    consul acl policy update -name "$1" -rules "$3" >/dev/null
  else
    consul acl policy create -name "$1" -rules "$3" >/dev/null
  fi
  if CONSUL_HTTP_TOKEN_FILE="$tokens/$1-token" consul acl token read -self >/dev/null 2>&1; then
    return
  fi
  if consul acl token read -accessor-id "$accessor" >/dev/null 2>&1; then
    consul acl token delete -accessor-id "$accessor" >/dev/null
  fi
  consul acl token create -accessor "$accessor" -secret "$(cat "$tokens/$1-token")" -policy-name "$1" -description "$1" >/dev/null
}

# Registers its own instances and reads its own settings.
service() {
  holder "$1" "$2" "service \"$1\" { policy = \"write\" }
key_prefix \"config/$1/\" { policy = \"read\" }"
}

service auth-service 1
service profile-service 2
service posts-service 3
service feed-service 4

# Sees where every service is; changes nothing, and reads no settings.
holder api-gateway 5 'service_prefix "" { policy = "read" }
node_prefix "" { policy = "read" }'

# Sees the same, and the metrics of Consul itself.
holder prometheus 6 'service_prefix "" { policy = "read" }
node_prefix "" { policy = "read" }
agent_prefix "" { policy = "read" }'

# Consul's own: keeps the entry of its node.
holder agent 7 'node "consul-server" { policy = "write" }
service_prefix "" { policy = "read" }'

echo "Consul: every token is in place"
