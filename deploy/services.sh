#!/bin/sh
# Prints the names of the services, one a line: each is a directory services/*-service. Libraries of services have other names.
set -eu
cd "$(dirname "$0")/../services"
for service in *-service; do
  echo "$service"
done
