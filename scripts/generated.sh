#!/usr/bin/env bash
# Generates, and fails when that changes a file or leaves the resolver of a removed field.
# On a working tree with changes of its own it tells generated files that fell behind.
set -euo pipefail
cd "$(dirname "$0")/.."

# A file that is deleted but not yet staged is listed too, and has no sum.
sums() {
  git ls-files -z --cached --others --exclude-standard -- schema graph internal docs | xargs -0 sha256sum 2>/dev/null || true
}

before=$(sums)
go generate ./...
if ! difference=$(diff <(echo "$before") <(sums)); then
  echo "$difference" | sed -nE 's/^[<>] [0-9a-f]+ +/  /p' | sort -u >&2
  echo "go generate changes these files: run 'make generate' and commit" >&2
  exit 1
fi
if grep -rn "!!! WARNING !!!" graph/*.resolvers.go; then
  echo "a resolver of a removed field is left over" >&2
  exit 1
fi
