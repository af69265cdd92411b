#!/bin/sh
# Pushes saved images so that one name means every architecture: publish.sh DIRECTORY VERSION PREFIX
# DIRECTORY holds <service>-<amd64|arm64>.tar.gz, each with civildiy/<service>:VERSION and ...:VERSION-jvm, as the workflow
# `native` saves them. PREFIX is the images' name before the last slash, as registry.example/team. Docker is logged in already.
set -eu

directory=$1
version=$2
prefix=$3
services=$(sh "$(dirname "$0")/../services.sh")

# Before anything is pushed: nobody is to find half a release.
for service in $services; do
  for machine in amd64 arm64; do
    if [ ! -s "$directory/$service-$machine.tar.gz" ]; then
      echo "$directory/$service-$machine.tar.gz is missing: save the images of every service and architecture first." >&2
      exit 1
    fi
  done
done

for service in $services; do
  for machine in amd64 arm64; do
    docker load --quiet --input "$directory/$service-$machine.tar.gz"
    for tag in "$version" "$version-jvm"; do
      docker tag "civildiy/$service:$tag" "$prefix/$service:$tag-$machine"
      docker push --quiet "$prefix/$service:$tag-$machine"
    done
  done
done
for service in $services; do
  for tag in "$version" "$version-jvm"; do
    docker buildx imagetools create --tag "$prefix/$service:$tag" "$prefix/$service:$tag-amd64" "$prefix/$service:$tag-arm64"
    echo "$prefix/$service:$tag"
  done
done
