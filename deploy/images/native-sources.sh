#!/bin/sh
# Prepares the native build of every service, up to the point where a native-image would begin, and fails on what Quarkus warns
# of while it does so. Needs no GraalVM. JAVA_HOME and MVN say by what.
set -u

log=target/native-sources.log
mkdir -p target
"$MVN" --batch-mode package -Dnative -Dquarkus.native.sources-only=true -Dmaven.test.skip=true -Dspotless.check.skip=true \
  -pl '!acceptance,!benchmarks,!chaos' >"$log" 2>&1
status=$?

prepared=0
for service in "$@"; do
  if [ -f "services/$service/target/native-sources/native-image.args" ]; then
    prepared=$((prepared + 1))
  else
    echo "$service: its native build could not be prepared" >&2
  fi
done

# Quarkus rewrites this class of its own, which no service uses, and warns of the second copy.
known='Duplicate entry .io/quarkus/hibernate/reactive/panache/PanacheEntity.class'
warnings=$(grep -E '^\[WARNING\] \[' "$log" | grep -v "$known")
if [ "$status" -ne 0 ] || [ -n "$warnings" ] || [ "$prepared" -ne $# ]; then
  printf '%s\n' "$warnings" >&2
  grep '^\[ERROR\]' "$log" | head -20 >&2
  echo "native sources: failed ($log)" >&2
  exit 1
fi
echo "native sources: $prepared services prepared without a warning"
