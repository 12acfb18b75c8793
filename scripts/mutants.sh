#!/usr/bin/env bash
# Mutation testing of the pure packages: changes the code in many places, one at a time, and runs
# the package's own tests each time. Efficacy is how many of the changes that tests reach they
# notice, coverage how many of all changes they reach, both in per cent.
#
#   scripts/mutants.sh                    all pure packages; fails when one is below the limits
#   scripts/mutants.sh internal/model/id  only these, with the places that no test reaches
set -euo pipefail
cd "$(dirname "$0")/.."

EFFICACY=92
COVERAGE=80
pure=(
  internal/model/*/
  internal/read/{plan,cypher,answer,search}
  internal/write/{match,input,claim,journal}
  internal/datain/{mapping,table,trial}
)
shown='LIVED|TIMED OUT'
if [ $# -gt 0 ]; then
  pure=("$@")
  shown+='|NOT COVERED'
fi

# Tests that need a Neo4j are left out. Nothing may come from the cache: how long the tests take
# is the measure of when a mutant has made them run for ever.
export CLUSTERGRAPH_TEST_NEO4J=none GOFLAGS="-buildvcs=false -count=1 -vet=off"
gremlins=$(go tool -modfile=tools/go.mod -n gremlins)

# gremlins copies all that lies in a repository, once a worker, so it gets one with little in it:
# no pages, and no programs, which it takes for a part of the package above.
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
mkdir "$work/code" "$work/tmp"
export TMPDIR=$work/tmp
git ls-files -z --cached --others --exclude-standard -- . ':!web' ':!tools' ':!internal/model/derive/generate' |
  while IFS= read -r -d '' file; do [ ! -e "$file" ] || printf '%s\0' "$file"; done |
  tar --null --files-from=- -cf - | tar -xf - -C "$work/code"

# A loop that a mutant makes endless must not take the machine's memory.
ulimit -v 8388608
status=0
for package in "${pure[@]}"; do
  package=${package%/}
  report=$(cd "$work/code" && "$gremlins" unleash --timeout-coefficient 10 "./$package" 2>&1) || {
    printf '%s\n%s cannot be measured: do its tests pass?\n' "$report" "$package" >&2
    status=1
    continue
  }
  grep -E "^ *($shown) " <<<"$report" | sort -k3 || true
  figure() { sed -nE "s/^$1: ([0-9.]+)%\$/\1/p" <<<"$report"; }
  awk -v package="$package" -v efficacy="$(figure 'Test efficacy')" -v coverage="$(figure 'Mutator coverage')" \
    -v least="$EFFICACY" -v reached="$COVERAGE" 'BEGIN {
      if (efficacy == "") { printf "%-28s has nothing to change\n", package; exit }
      low = efficacy + 0 < least || coverage + 0 < reached
      printf "%-28s efficacy %6.2f  coverage %6.2f%s\n", package, efficacy, coverage, low ? sprintf("  below %d / %d", least, reached) : ""
      exit low
    }' || status=1
done
exit $status
