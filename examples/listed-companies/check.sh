#!/bin/sh
# Converts the real data set and compares the files with what expected.py counts.
set -eu
: "${CLUSTERGRAPH_LISTED_COMPANIES:?set it to the directory that holds company.jsonl}"
CLUSTERGRAPH_LISTED_COMPANIES=$(cd "$CLUSTERGRAPH_LISTED_COMPANIES" && pwd)
here=$(cd "$(dirname "$0")" && pwd)
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
cd "$here"
go run . --in "$CLUSTERGRAPH_LISTED_COMPANIES" --out "$out"
python3 expected.py --in "$CLUSTERGRAPH_LISTED_COMPANIES" --check "$out"
