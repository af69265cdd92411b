#!/bin/sh
# make mutations: takes out one protection after the other, and expects that the test which shows it fails. Each *.patch of this directory
# is such a mutation; its head names the module and the test. Everything happens in a copy of the project, target/mutations.
# MVN says by what. Fails when a test does not notice its mutation, or fails without one.
#
# mutations.sh [name of a patch, without its directory and .patch]...
set -eu
cd "$(dirname "$0")/../../.."
project=$PWD
patches=$project/deploy/checks/mutations
copy=$project/target/mutations
log=$project/target/mutations.log

field() {
  sed -n -E "s/^$1: //p" "$patches/$2.patch"
}

# The tests of these mutations, as Maven names them.
tests() {
  for one in "$@"; do
    field Test "$one" | tr . '#'
  done | sort -u | paste -s -d , -
}

# Services are packaged for the tests of the whole system alone.
run() {
  find . -path '*-reports/*' -name 'TEST-*.xml' -exec rm -f {} +
  echo "==== $1 $2" >>"$log"
  if [ "$1" = acceptance ]; then
    "$MVN" --quiet --batch-mode package -Dmaven.test.skip=true -pl '!acceptance,!chaos,!deploy/checks,!benchmarks' >>"$log" 2>&1 &&
      "$MVN" --quiet --batch-mode verify -pl acceptance -am -Dpackaged -Dtest=none -Dit.test="$2" \
        -Dsurefire.failIfNoSpecifiedTests=false -Dspotless.check.skip >>"$log" 2>&1
  else
    "$MVN" --quiet --batch-mode test -pl "$1" -am -Dpackaged -Dtest="$2" -Dsurefire.failIfNoSpecifiedTests=false >>"$log" 2>&1
  fi
}

# How a test failed, in one line; nothing when no test ran, as when the mutation does not compile.
failure() {
  find "$1" -path '*-reports/*' -name 'TEST-*.xml' -exec grep -h -E '<(failure|error)' {} + | sed -n -E "1s/^ *(.{0,150}).*/\1/p"
}

if [ $# -eq 0 ]; then
  for patch in "$patches"/*.patch; do
    set -- "$@" "$(basename "$patch" .patch)"
  done
fi

# Every source is new in the copy, so that nothing stays that was compiled with a mutation. A repository of its own: git finds the paths of
# patches there.
mkdir -p "$copy"
find "$copy" -type f ! -path '*/target/*' ! -path '*/.local/*' -delete
git ls-files --cached --others --exclude-standard | while read -r file; do
  [ ! -f "$file" ] || echo "$file"
done | tar -c -f - -T - | tar -x -m -f - -C "$copy"
cd "$copy"
git init --quiet
: >"$log"
unnoticed=

# Each test has to pass without its mutation.
modules=$(for one in "$@"; do field Module "$one"; done | sort -u)
for module in $modules; do
  all=$(for one in "$@"; do [ "$(field Module "$one")" != "$module" ] || echo "$one"; done)
  # shellcheck disable=SC2086 # one word a mutation
  if ! run "$module" "$(tests $all)"; then
    echo "$module: tests fail without a mutation: $(failure "$module") ($log)" >&2
    exit 1
  fi
done

for one in "$@"; do
  module=$(field Module "$one")
  git apply "$patches/$one.patch"
  if run "$module" "$(tests "$one")"; then
    unnoticed="$unnoticed $one"
    echo "NOT NOTICED $one: $(tests "$one") passes"
  elif [ -z "$(failure "$module")" ]; then
    unnoticed="$unnoticed $one"
    echo "NOT RUN     $one: see $log"
  else
    echo "noticed     $one: $(failure "$module")"
  fi
  git apply --reverse "$patches/$one.patch"
done
[ -z "$unnoticed" ] || exit 1
