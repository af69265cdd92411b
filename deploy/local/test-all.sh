#!/bin/sh
# Runs every test and ends with one line: N passed, N failed, N skipped. The full output of the build is kept in a file.
# JAVA_HOME and MVN say by what, STACK_PROGRAM where the program of the local stack is, PACKAGED what to touch when all is built,
# SERVICES whose native build is prepared.
set -u

# Tests bring what they need; what is set for a running stack is not meant for them.
unset GATEWAY_PORT DASHBOARD_PORT CONSUL_PORT CONSUL_HOST DATABASE_URL MONGODB_URL MONGODB_DB KAFKA_HOST \
  REDIS_URL REDIS_HOST REDIS_PORT SECRET_KEY SECRET_KEY_PREVIOUS DATABASE_URL_FILE MONGODB_URL_FILE KAFKA_HOST_FILE \
  REDIS_URL_FILE SECRET_KEY_FILE SECRET_KEY_PREVIOUS_FILE CONSUL_HTTP_TOKEN CONSUL_HTTP_TOKEN_FILE

log=target/test.log
mkdir -p target
find . -path '*-reports/*' -name 'TEST-*.xml' -exec rm -f {} +

summary() {
  find . -path '*-reports/*' -name 'TEST-*.xml' -exec sed -n -E '/<testsuite /,/>/p' {} + | tr '\n' ' ' | awk '
    function sum(name,   total, rest) {
      rest = $0
      while (match(rest, " " name "=\"[0-9]+\"")) {
        total += substr(rest, RSTART + length(name) + 3, RLENGTH - length(name) - 4)
        rest = substr(rest, RSTART + RLENGTH)
      }
      return total + 0
    }
    END {
      failed = sum("failures") + sum("errors")
      skipped = sum("skipped")
      passed = sum("tests") - failed - skipped
      printf "%d passed, %d failed, %d skipped\n", passed, failed, skipped
      exit failed > 0 || passed == 0
    }'
}

# Servers that are not on this machine yet are fetched while the build goes on.
"$JAVA_HOME/bin/java" -Xmx64m -cp "$STACK_PROGRAM/*" org.civildiy.local.Main fetch &
fetching=$!

echo "format, compiler, unit, service and acceptance tests, dependencies (everything is in $log)"
{
  "$MVN" --batch-mode --fail-at-end spotless:check verify dependency:analyze-only 2>&1
  echo $? >target/test.status
} | tee "$log" | awk '
  /^\[ERROR\]/ || /^\[INFO\] (Building |Running )/ || /Tests run:.* -- in / { sub(/^\[[A-Z]*\] /, ""); print; fflush() }'
status=$(cat target/test.status)
wait "$fetching" || status=1
[ "$status" -eq 0 ] && mkdir -p "$(dirname "$PACKAGED")" && touch "$PACKAGED"

# shellcheck disable=SC2086 # one word a service
sh deploy/images/native-sources.sh $SERVICES || status=1

summary || status=1
exit "$status"
