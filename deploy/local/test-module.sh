#!/bin/sh
# make test MODULE=name: runs the tests of one module, and builds what it needs. Fails when there is no such module or it ran no test.
# MVN says by what.
#
# test-module.sh feed-service | services/feed-service
set -eu
cd "$(dirname "$0")/../.."

module=
for candidate in "$1" "services/$1" "deploy/$1"; do
  if [ -f "$candidate/pom.xml" ]; then
    module=$candidate
    break
  fi
done
if [ -z "$module" ]; then
  echo "There is no module $1: name a directory with a pom.xml, such as feed-service, acceptance or deploy/checks." >&2
  exit 1
fi

mark=$module/target/test-this-module
rm -f ./*/target/test-this-module ./*/*/target/test-this-module # of a run that was killed
trap 'rm -f "$mark"' EXIT
rm -rf "$module"/target/surefire-reports "$module"/target/failsafe-reports
mkdir -p "$module/target"
touch "$mark"
"$MVN" --batch-mode --no-transfer-progress verify -Done.module -pl "$module" -am

if ! grep -qs '<testcase' "$module"/target/*-reports/TEST-*.xml; then
  echo "$module has no tests." >&2
  exit 1
fi
