#!/usr/bin/env bash
# Says what the tests need and this machine lacks, all of it at once. What is looked at stands in
# internal/store/doctor; where there is no Go to run it, this says at least which programs are missing.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v go >/dev/null && exec go run ./test/needs

for program in go node npm python3; do
  command -v "$program" >/dev/null || echo "FAIL  $program is missing"
done
echo "install Go 1.26 or later (https://go.dev/dl); then this says all that is missing, and what to do" >&2
exit 1
