#!/bin/sh
# Builds executables and container images of the services: build.sh native|jvm SERVICE...
# JAVA_HOME and MVN say by what (deploy/local/toolchain.sh); beside them:
#   IMAGES=0            stop before the images
#   NATIVE_MEMORY=5g    the heap of one native build; the process takes up to half a GiB more
#   IMAGE_PREFIX        the images' name before the slash, as registry.example/team (civildiy)
#   BASE                another base image than the Dockerfiles name
# Every service is tried, whatever becomes of the others; the summary at the end says how each fared.
set -u

kind=$1
shift
logs=target/$kind
mkdir -p "$logs"

version=$(sed -n -E 's:^  <version>(.*)</version>:\1:p' pom.xml)
[ "$kind" = jvm ] && tag=$version-jvm || tag=$version
revision=$(git rev-parse HEAD 2>/dev/null || echo unknown)

find_graalvm() {
  on_path=$(command -v native-image 2>/dev/null) && on_path=$(readlink -f "$on_path") && on_path=${on_path%/bin/native-image}
  on_path=${on_path%/lib/svm}
  for home in "${GRAALVM_HOME:-}" "$on_path" "$JAVA_HOME"; do
    [ -n "$home" ] && [ -x "$home/bin/native-image" ] || continue
    [ "$("$home/bin/native-image" --version 2>/dev/null | sed -n -E '1s/^[^0-9]*([0-9]+).*/\1/p')" -ge 25 ] 2>/dev/null || continue
    echo "$home"
    return
  done
  return 1
}

find_containers() {
  for runtime in docker podman; do
    command -v "$runtime" >/dev/null && "$runtime" info >/dev/null 2>&1 && echo "$runtime" && return
  done
  return 1
}

containers=$(find_containers)
if [ "${IMAGES:-1}" != 0 ] && [ -z "$containers" ]; then
  echo "Images need Docker or Podman, and neither is running here: start one, or stop before the images with IMAGES=0." >&2
  exit 1
fi

by=
if [ "$kind" = native ]; then
  if GRAALVM_HOME=$(find_graalvm); then
    export GRAALVM_HOME
    by="-Dquarkus.native.container-build=false"
    echo "native executables by $GRAALVM_HOME"
  elif [ -n "$containers" ]; then
    by="-Dquarkus.native.container-build=true -Dquarkus.native.container-runtime=$containers"
    echo "native executables by $containers, with the builder image of Quarkus"
  else
    echo "Native executables need a GraalVM or Mandrel for JDK 25 (GRAALVM_HOME, or native-image on the PATH) or a running Docker or Podman: install one of them." >&2
    exit 1
  fi
fi

package() {
  if [ "$kind" = native ]; then
    # shellcheck disable=SC2086 # two options, or one
    "$MVN" --batch-mode package -Dnative -Dmaven.test.skip=true -pl "services/$1" -am $by \
      -Dquarkus.native.native-image-xmx="${NATIVE_MEMORY:-5g}"
  else
    "$MVN" --batch-mode package -Dmaven.test.skip=true -Dquarkus.package.jar.type=aot-jar -pl "services/$1" -am
  fi
}

# The executable is found by the tests through this file, which a later build of the jar would overwrite.
keep_artifact() {
  if [ "$kind" = native ]; then
    cp "services/$1/target/quarkus-artifact.properties" "$logs/$1.artifact"
  fi
}

image() {
  # shellcheck disable=SC2086 # an option, or none
  "$containers" build --file "services/$1/src/main/docker/Dockerfile.$kind" --tag "${IMAGE_PREFIX:-civildiy}/$1:$tag" \
    --build-arg VERSION="$version" --build-arg REVISION="$revision" ${BASE:+--build-arg BASE="$BASE"} "services/$1/target"
}

make_one() {
  package "$1" && keep_artifact "$1" || return 1
  [ "${IMAGES:-1}" = 0 ] || image "$1"
}

# What Maven calls an error, without the traces and advice; else how the log ends.
why() {
  grep '^\[ERROR\] [^\[]' "$1" | grep -v -E '^\[ERROR\] (	|To see|Re-run|For more|After|  mvn)' | head -8 | grep . || tail -n 5 "$1"
}

failed=
for service in "$@"; do
  begun=$(date +%s)
  if make_one "$service" >"$logs/$service.log" 2>&1; then
    made=$([ "${IMAGES:-1}" = 0 ] && echo "services/$service/target" || echo "${IMAGE_PREFIX:-civildiy}/$service:$tag")
    echo "$service: $made after $(($(date +%s) - begun)) s"
  else
    failed="$failed $service"
    echo "$service: failed after $(($(date +%s) - begun)) s, and this is why ($logs/$service.log has it all):" >&2
    why "$logs/$service.log" >&2
  fi
done
[ -z "$failed" ] || echo "failed:$failed" >&2
[ -z "$failed" ]
