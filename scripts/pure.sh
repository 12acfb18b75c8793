#!/usr/bin/env bash
# Runs all tests that need no Neo4j: every package, with those left out that ask for one
# (internal/store/neotest), and says how many these are.
set -euo pipefail
cd "$(dirname "$0")/.."
export CLUSTERGRAPH_TEST_NEO4J=none

# The output of a package ends with its verdict; only that of one that failed is shown. What vet
# looks for, lint does.
go test -v -vet=off ./... | awk '
  /^=== / { next }
  /^ *--- PASS/ { passed++; next }
  /needs a Neo4j, and CLUSTERGRAPH_TEST_NEO4J is none/ { left++ }
  { lines[++n] = $0 }
  /^(ok|\?) *\t/ { n = 0 }
  /^FAIL\t/ { for (i = 1; i <= n; i++) print lines[i]; n = 0 }
  END {
    for (i = 1; i <= n; i++) print lines[i]
    printf "%d tests passed; %d were left out, which need a Neo4j (make test runs them)\n", passed, left
  }'
