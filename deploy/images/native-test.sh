#!/bin/sh
# Runs the black-box tests (*IT) of services against the native executables that were built last: native-test.sh SERVICE...
# JAVA_HOME and MVN say by what. Every service is tested, whatever becomes of the others.
set -u

mkdir -p target/native
failed=
for service in "$@"; do
  cp "target/native/$service.artifact" "services/$service/target/quarkus-artifact.properties" || exit 1
  log=target/native/$service-test.log
  echo "$service: testing the native executable ($log)"
  "$MVN" --batch-mode test-compile failsafe:integration-test failsafe:verify -DskipITs=false -pl "services/$service" -am >"$log" 2>&1 ||
    failed="$failed $service"
  grep -E 'Tests run:.* -- in |^\[ERROR\]' "$log" | sed -E 's/^\[[A-Z]*\] //'
done
[ -z "$failed" ] || echo "failed:$failed" >&2
[ -z "$failed" ]
