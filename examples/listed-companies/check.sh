#!/bin/sh
# Imports the real data set into the graph, exports it, and compares the export with what
# expected.py counts. Flags for the database are passed on, such as --data-dir DIR or
# --neo4j-uri URI; the graph must hold nothing else.
set -eu
: "${CLUSTERGRAPH_LISTED_COMPANIES:?set it to the directory that holds company.jsonl}"
here=$(cd "$(dirname "$0")" && pwd)
program=${CLUSTERGRAPH:-$here/../../bin/clustergraph}
out=$(mktemp -d)
trap 'rm -rf "$out"' EXIT
"$program" import "$@" --mapping "$here/mapping.yaml" --rejects "$out/rejects.csv" "$CLUSTERGRAPH_LISTED_COMPANIES"
"$program" export "$@" --out "$out/export"
python3 "$here/expected.py" --in "$CLUSTERGRAPH_LISTED_COMPANIES" --check "$out/export"
