#!/usr/bin/env bash
# The journey of a user through the running system: register, log in, profile, three posts, stream, update, delete.
# Runs any number of times: every run is another user.
#
#   ./test.sh                                  against the local stack
#   BASE_URL=https://api.example.com ./test.sh
set -u

BASE_URL=${BASE_URL:-http://localhost:8000}
PATIENCE=${PATIENCE:-10} # seconds for a post to get into the stream
NAME="tester-$(date +%s)-$$-$RANDOM"
EMAIL="$NAME@example.com"
TOKEN=""
STATUS=""
BODY=""
passed=0
failed=0

# request METHOD PATH [JSON]: sets STATUS and BODY
request() {
  local answer
  answer=$(curl -sS -m 15 -X "$1" "$BASE_URL$2" -w '\n%{http_code}' \
    ${TOKEN:+-H "Authorization: Bearer $TOKEN"} \
    ${3:+-H "Content-Type: application/json" -d "$3"} 2>&1)
  STATUS=${answer##*$'\n'}
  BODY=${answer%$'\n'*}
}

# field NAME: the first value of that name in BODY, text or number
field() {
  printf '%s' "$BODY" | sed -nE "s/^[^\"]*(\"[^\"]*\"[^\"]*)*\"$1\" *: *\"?([^\",}]*).*/\2/p" | head -n 1
}

# step SENTENCE STATUS [TEXT]: what the last request should have answered, and what should stand in it
step() {
  if [ "$STATUS" = "$2" ] && { [ $# -lt 3 ] || [[ "$BODY" == *"$3"* ]]; }; then
    passed=$((passed + 1))
    echo "✓ $1"
  else
    failed=$((failed + 1))
    echo "✗ $1: expected $2${3:+ with $3}, got $STATUS $BODY"
  fi
}

# await_stream PATH TEXT: asks until the answer contains TEXT, or with a leading ! until it does not any more
await_stream() {
  local until=$(($(date +%s) + PATIENCE))
  while :; do
    request GET "$1"
    if [[ "$2" == !* ]]; then
      [[ "$BODY" != *"${2#!}"* ]] && return
    else
      [[ "$BODY" == *"$2"* ]] && return
    fi
    [ "$(date +%s)" -ge "$until" ] && return
    sleep 0.1
  done
}

echo "Testing $BASE_URL as $NAME"

request POST /api/auth/register "{\"email\":\"$EMAIL\",\"username\":\"$NAME\",\"password\":\"s3cret-$NAME\"}"
step "registers" 201 "\"username\":\"$NAME\""
request POST /api/auth/register "{\"email\":\"$EMAIL\",\"username\":\"$NAME\",\"password\":\"s3cret-$NAME\"}"
step "cannot register twice" 409 "User already exists"
request POST /api/auth/login "{\"email\":\"$EMAIL\",\"password\":\"wrong-password\"}"
step "does not get in with a wrong password" 401 "Invalid credentials"
request GET /api/profile
step "is nobody without a token" 401
request POST /api/auth/login "{\"email\":\"$EMAIL\",\"password\":\"s3cret-$NAME\"}"
step "logs in" 200 '"token_type":"bearer"'
TOKEN=$(field access_token)
request GET /api/auth/validate
step "has a valid token" 200

request POST /api/profile '{"first_name":"Test","last_name":"User","dob":"1990-01-15","city":"New York","preferences":"{\"theme\":\"dark\"}"}'
step "creates a profile" 201 '"first_name":"Test"'
request GET /api/profile
step "reads the profile" 200 '"city":"New York"'
request PUT /api/profile '{"city":"Boston","bio":null}'
step "changes the profile" 200 '"city":"Boston"'

posts=()
for n in 1 2 3; do
  request POST /api/posts "{\"title\":\"Post $n of $NAME\",\"content\":\"Content $n\",\"tags\":[\"test\"]}"
  step "writes post $n" 201 "Post $n of $NAME"
  posts+=("$(field id)")
done
request GET "/api/posts/${posts[0]}"
step "reads a post" 200 "Post 1 of $NAME"
request GET "/api/posts?limit=100"
step "finds it in the list" 200 "Post 3 of $NAME"

for post in "${posts[@]}"; do
  await_stream "/api/activity-stream?limit=100" "$post"
done
step "sees the posts in the public stream" 200 "${posts[2]}"
await_stream "/api/activity-stream/user" "${posts[0]}"
step "sees them in the own stream" 200 '"total":3'
request GET /api/activity-stream/stats
step "sees the statistics" 200 '"kafka_consumer_active":true'

request PUT "/api/posts/${posts[0]}" "{\"title\":\"Changed by $NAME\"}"
step "changes a post" 200 "Changed by $NAME"
await_stream "/api/activity-stream/user" "Changed by $NAME"
step "sees the change in the stream" 200 "Changed by $NAME"
request DELETE "/api/posts/${posts[1]}"
step "deletes a post" 200 "Post deleted successfully"
request GET "/api/posts/${posts[1]}"
step "does not find it any more" 404 "Post not found"
await_stream "/api/activity-stream/user" "!${posts[1]}"
step "has two posts left in the own stream" 200 '"total":2'
request DELETE /api/profile
step "deletes the profile" 200 "Profile deleted successfully"
request GET /api/auth/me
step "asks who one is" 200 "\"username\":\"$NAME\""
request POST /api/auth/logout
step "logs out" 200 "Logged out successfully"
request GET /api/auth/validate
step "has no valid token any more" 401 "Invalid token"

echo
echo "$passed passed, $failed failed"
[ "$failed" -eq 0 ]
