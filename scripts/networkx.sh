#!/usr/bin/env bash
# Opens exported graphs with networkx: with the Python of this machine if it has networkx, else
# with one in a virtual environment below .data/.
set -euo pipefail
cd "$(dirname "$0")/.."

VERSION=3.6.1
ENVIRONMENT=.data/networkx-$VERSION

command -v python3 >/dev/null || { echo "python3 is missing: install Python 3.11 or newer, with venv (Debian: apt-get install python3-venv)"; exit 1; }
PYTHON=python3
if ! python3 -c "import networkx" 2>/dev/null; then
  PYTHON=$PWD/$ENVIRONMENT/bin/python
  if ! "$PYTHON" -c "import networkx" 2>/dev/null; then
    python3 -m venv "$ENVIRONMENT" || { echo "python3 cannot make a virtual environment: install its venv module (Debian: apt-get install python3-venv)"; exit 1; }
    "$PYTHON" -m pip install --quiet "networkx==$VERSION"
  fi
fi
PYTHON=$PYTHON go test -count=1 -tags networkx -run Networkx ./internal/dataout/subgraph
