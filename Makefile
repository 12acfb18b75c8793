# The two commands of a first day are `make run` and `make test`; while working it is `make check`.
SHELL := /bin/bash
.SHELLFLAGS := -eu -o pipefail -c
.DEFAULT_GOAL := help

export GOFLAGS ?= -buildvcs=false
BIN := bin/clustergraph
TOOLS := go tool -modfile=tools/go.mod
WEB_SOURCES := $(shell find web -type f -not -path '*/node_modules/*' -not -path 'web/audit/*' -not -path 'web/e2e/*' -not -path 'web/sdl/*' 2>/dev/null)

.PHONY: run
run: build ## Start everything on this machine: Neo4j, the sample, the service
	$(BIN) serve --sample

.PHONY: build
build: web ## Build the program with its pages
	go build -o $(BIN) ./cmd/clustergraph

.PHONY: web
web: internal/edge/web/dist/.built ## Build the pages, if their sources changed

web/node_modules/.installed: web/package-lock.json
	@command -v npm >/dev/null || { echo "npm is missing: install Node.js 20 or newer (https://nodejs.org)"; exit 1; }
	cd web && npm ci --no-audit --no-fund
	touch $@

internal/edge/web/dist/.built: web/node_modules/.installed $(WEB_SOURCES)
	cd web && npm run build
	touch $@

.PHONY: check
check: web/node_modules/.installed ## Check within a few minutes and without a database: generated files, the SDL, style, builds for Linux, macOS and Windows, all tests that need no Neo4j
	scripts/generated.sh
	node web/sdl/check.mjs
	$(MAKE) --no-print-directory lint
	scripts/cross.sh
	scripts/pure.sh

.PHONY: needs
needs: ## Say what the tests need and this machine lacks
	@scripts/needs.sh

.PHONY: test
test: needs ## Run every test: Go, on a real Neo4j; networkx; pages; browser; HTTP audit; client libraries
	@[ "$${CLUSTERGRAPH_TEST_NEO4J:-}" != none ] || { echo "CLUSTERGRAPH_TEST_NEO4J is none, which leaves tests out: unset it"; exit 1; }
	@# After the needs, which say all that is missing; make would begin both at once with -j.
	@$(MAKE) --no-print-directory build
	cd web && node e2e/fetch.mjs
	@# The longest first: the others run beside it.
	go run ./test/shared go test -timeout 30m ./test/grants ./test/story ./internal/store/localneo4j ./test/... ./...
	scripts/networkx.sh
	cd web && npm run typecheck && npm test
	scripts/e2e.sh

.PHONY: generate
generate: ## Derive the served schema and generate the executor
	go generate ./...

# The check refuses what breaks clients of the last release (web/sdl). Run this with each release,
# and only then: a change that was not released yet may still be taken back.
.PHONY: release-schema
release-schema: web/node_modules/.installed generate ## Keep the served SDL as that of the last release
	node web/sdl/release.mjs

.PHONY: lint
lint: ## Check style and the import rules
	$(TOOLS) golangci-lint run ./...

.PHONY: mutants
mutants: ## Change pure packages in many places and see whether their tests notice: slow, and in no gate
	scripts/mutants.sh

.PHONY: bench
bench: build ## Compare the API with hand-written Cypher and print one table
	go run ./bench

.PHONY: image
image: web ## Build a container image of the service
	CGO_ENABLED=0 go build -o $(BIN) ./cmd/clustergraph
	docker build -t clustergraph:latest .

.PHONY: help
help: ## List the targets
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 16
