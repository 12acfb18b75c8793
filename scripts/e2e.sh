#!/usr/bin/env bash
# Starts the built program on an empty data directory, then runs against it the GraphQL-over-HTTP
# audit, the browser test, and the client libraries, which write too.
set -euo pipefail
cd "$(dirname "$0")/.."
work=$(mktemp -d)
# The origin is that of docs/clients.md. Plans are cold, and the machine may do much else.
bin/clustergraph serve --sample --allow-origin http://localhost:5173 --timeout 1m --addr 127.0.0.1:0 --data-dir "$work/data" >"$work/out" 2>"$work/log" &
service=$!
cleanup() {
  kill "$service" 2>/dev/null || true
  wait "$service" 2>/dev/null || true
  rm -rf "$work"
}
trap cleanup EXIT

for _ in $(seq 1500); do
  url=$(sed -nE 's|.*(http://[^ ]*)/graphql$|\1|p' "$work/out")
  [ -n "$url" ] && break
  if ! kill -0 "$service" 2>/dev/null; then
    cat "$work/log" >&2
    exit 1
  fi
  sleep 0.2
done
[ -n "$url" ] || { cat "$work/log" >&2; echo "the service did not start within five minutes" >&2; exit 1; }

(cd web/audit && npm ci --no-audit --no-fund --silent && node audit.mjs "$url/graphql")
(cd web && BASE_URL="$url" npm run --silent e2e)
(cd test/clients && npm ci --no-audit --no-fund --silent && SERVICE="$url" npm test --silent)
