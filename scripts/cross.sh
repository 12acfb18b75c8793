#!/usr/bin/env bash
# Builds everything for each system it is meant for, and looks at its tests there: neither runs
# here, but what does not compile, or calls what a system does not have, is found.
set -euo pipefail
cd "$(dirname "$0")/.."
for system in linux darwin windows; do
  echo "for $system"
  # vet compiles the packages and their tests, as far as types go; build does the rest.
  GOOS=$system CGO_ENABLED=0 go build ./...
  GOOS=$system CGO_ENABLED=0 go vet ./...
done
