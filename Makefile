# `make test` and `make demo` are all a newcomer needs; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift
SOURCES := Package.swift Sources Tests simulator

# Overrides of `make demo`: PORT (0 takes a free one), DAYS of readings, SEED of the town, OSM (a real extract for its streets).
PORT ?= 0
DAYS ?= 7
SEED ?= 1
OSM ?=

.PHONY: bench-forecast-fleet engines bench-web screenshots test-api test-browser sanitize bench-decoding bench-forecast bench-ingest bench-memory bench-program-decoding bench-program-store bench-programs bench-roads bench-routing bench-routing-limits bench-store fuzz test-kill help setup build release lint format test demo clean

help: ## Lists the targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F '\t' '{ printf "%-15s %s\n", $$1, $$2 }'

setup: ## Installs the system packages that are missing.
	@.ci/setup

build: setup ## Builds everything in debug, tests included.
	$(SWIFT) build --build-tests

release: setup ## Builds the two programs in release mode.
	$(SWIFT) build -c release --scratch-path .build-release --product fuellort
	$(SWIFT) build -c release --scratch-path .build-release --product fuellort-simulator

lint: ## Checks the layout of the sources.
	$(SWIFT) format lint --strict --recursive --parallel $(SOURCES)

format: ## Lays the sources out.
	$(SWIFT) format --in-place --recursive --parallel $(SOURCES)

test: setup lint engines ## Runs every test against a real broker and a real database.
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build
	@$(MAKE) --no-print-directory test-browser

# Playwright drives Debian's chromium. Left out where pip can not fetch it; the browser tests say so then.
BROWSER := .build-browser
$(BROWSER)/ready: Tests/Browser/requirements.txt
	-python3 -m venv $(BROWSER) && $(BROWSER)/bin/pip install --quiet -r $< && touch $@

test-browser: setup $(BROWSER)/ready ## Runs the tests in a browser against the programs that were built: OPTIONS="-k morning".
	@if [ -f $(BROWSER)/ready ]; then FUELLORT_PROGRAMS=$${FUELLORT_PROGRAMS:-.build/debug} $(BROWSER)/bin/python -m pytest -q -p no:cacheprovider Tests/Browser $(OPTIONS); \
	else echo "Browser tests are SKIPPED: playwright can not be installed here (pip install -r Tests/Browser/requirements.txt)." >&2; fi

screenshots: test-browser ## Writes screenshots of all pages (desktop, phone, light, dark) to artefacts/.
	@ls artefacts

test-api: setup $(BROWSER)/ready ## Exercises every address of the OpenAPI document with schemathesis.
	FUELLORT_PROGRAMS=$${FUELLORT_PROGRAMS:-.build/debug} $(BROWSER)/bin/python Tests/Browser/exercise_api.py $(OPTIONS)

bench-web: release $(BROWSER)/ready ## Measures the pages: first view, panning, sizes, the API under load while readings arrive.
	FUELLORT_PROGRAMS=.build-release/release $(BROWSER)/bin/python Benchmarks/Web/run.py

# OSRM and Valhalla as programs, from their Python wheels; tests that need them are skipped where they can not be had.
WHEELS := --only-binary=:all: --no-deps --python-version 3.12 --platform manylinux_2_28_x86_64
engines: .build-engines/ready ## Gets OSRM and Valhalla, for the tests that run them.

.build-engines/ready:
	@mkdir -p .build-engines/wheels
	-@cd .build-engines/wheels && python3 -m pip download --quiet --timeout 20 --retries 1 $(WHEELS) osrm-bindings==26.10.0 pyvalhalla==3.9.1 \
		&& python3 -m zipfile -e osrm_bindings-*.whl ../osrm.wheel && python3 -m zipfile -e pyvalhalla-*.whl ../valhalla.wheel \
		&& mv ../osrm.wheel/osrm ../osrm && mv ../valhalla.wheel/valhalla ../valhalla && mv ../valhalla.wheel/pyvalhalla.libs .. \
		&& chmod +x ../osrm/bin/* ../valhalla/bin/* && rm -rf ../wheels ../osrm.wheel ../valhalla.wheel && touch ../ready

demo: release ## Plays a town of sensors through broker, service and plan; ends with Ctrl-C.
	@PORT=$(PORT) DAYS=$(DAYS) SEED=$(SEED) OSM=$(OSM) BIN=.build-release/release exec bash simulator/demo.sh

DATA ?= ../shared/data/fill-levels/frankfurt-glass-2020.csv.gz
bench-forecast: ## Scores forecast and emptyings on a history of readings: DATA=file.csv[.gz], OPTIONS="--from 2020-11-01".
	@$(SWIFT) build -c release --package-path Benchmarks/Forecast --scratch-path .build-bench-forecast >&2
	@.build-bench-forecast/release/bench-forecast $(DATA) $(OPTIONS)

SLOTS ?= 10000
bench-forecast-fleet: ## Measures a whole fit of SLOTS made-up slots with a year of hourly readings, and an update after one reading.
	@$(SWIFT) build -c release --package-path Benchmarks/Forecast --scratch-path .build-bench-forecast >&2
	@.build-bench-forecast/release/bench-forecast --scale $(SLOTS)

ROADS_DATA := $(if $(filter command line environment,$(origin DATA)),$(DATA),../shared/data/osm/heidelberg.osm.pbf)
bench-roads: setup ## Measures import, matrices and paths beside OSRM: DATA=file.osm.pbf.
	@$(SWIFT) build -c release --package-path Benchmarks/Roads --scratch-path .build-bench-roads >&2
	@python3 Benchmarks/Roads/run.py .build-bench-roads/release/bench-roads $(ROADS_DATA) config/profiles/vehicles .build-osrm

INSTANCES ?= ../shared/benchmarks/routing
SHARE ?= 1
THREADS ?= 1
# Processor seconds per family where others are wanted, such as vrptw=30,cvrp=10.
BUDGETS ?=
bench-routing: ## Solves the instances in INSTANCES within SHARE of each family's budget (BUDGETS for others) and prints the gaps.
	@$(SWIFT) build -c release --package-path Benchmarks/Routing --scratch-path .build-bench-routing >&2
	@.build-bench-routing/release/bench-routing $(INSTANCES) --share $(SHARE) --budgets "$(BUDGETS)" --threads $(THREADS)

bench-routing-limits: ## Measures first plans, memory, lateness after a deadline and what a second thread brings.
	@$(SWIFT) build -c release --package-path Benchmarks/Routing --scratch-path .build-bench-routing >&2
	@.build-bench-routing/release/bench-routing --limits

# Overrides of `make bench-ingest`: READINGS of the backlog, BINS that sent them, ROUNDS of which the best counts.
READINGS ?= 200000
BINS ?= 10000
ROUNDS ?= 3
PAHO := .build-paho/bin/python3

bench-ingest: bench-programs $(PAHO) ## Drains a backlog beside the same in C, and runs the benchmarks of decoders and store.
	$(SWIFT) build -c release --scratch-path .build-release --product IngestProbe
	PAHO_PYTHON=$(PAHO) python3 Benchmarks/Ingest/run.py .build-release/release/IngestProbe $(READINGS) $(BINS) $(ROUNDS) \
		--decoding .build-bench-decoding/release/bench-decoding --store .build-bench-store/release/store-benchmark

bench-memory: ## Peak of ingest's memory over READINGS, five million when not named.
	$(SWIFT) build -c release --scratch-path .build-release --product IngestProbe >&2
	@python3 Benchmarks/Ingest/run.py .build-release/release/IngestProbe $(if $(filter command line environment,$(origin READINGS)),$(READINGS),5000000) $(BINS) --memory

# Left empty where paho can not be had; the comparison with it is left out then.
$(PAHO):
	-python3 -m venv .build-paho && .build-paho/bin/pip install --quiet paho-mqtt

bench-programs: bench-program-decoding bench-program-store

bench-program-decoding:
	$(SWIFT) build -c release --package-path Benchmarks/Decoding --scratch-path .build-bench-decoding

bench-program-store:
	$(SWIFT) build -c release --package-path Benchmarks/Store --scratch-path .build-bench-store

bench-decoding: bench-program-decoding ## Times the decoding of every kind of message.
	.build-bench-decoding/release/bench-decoding $(OPTIONS)

bench-store: bench-program-store ## Times the store beside a bare loop in C: OPTIONS="--days 14".
	.build-bench-store/release/store-benchmark $(OPTIONS)

# Kills of ingest while READINGS are published.
N ?= 50
test-kill: setup ## Kills ingest N times while readings arrive, with failing commits and restarts of the broker.
	$(SWIFT) build --build-tests
	FUELLORT_KILLS=$(N) FUELLORT_KILL_READINGS=$(READINGS) $(SWIFT) test --skip-build --filter IngestTests.KillTests

fuzz: ## Fuzzes every decoder: RUNS=10000000, MAX_LENGTH=262144.
	Benchmarks/Fuzz/run

# Without the rooms around MQTT: ThreadSanitizer reports what Synchronization.Mutex guards there, as if the lock were not held.
SANITIZED := RoutingTests|PlanningTests|ForecastingTests|DecodingTests|StoreSQLiteTests|DispatchingTests|WebTests

sanitize: setup ## Runs the tests of most rooms under ThreadSanitizer, in a build folder of its own.
	$(SWIFT) build --build-tests --sanitize thread --scratch-path .build-thread
	$(SWIFT) test --skip-build --sanitize thread --scratch-path .build-thread --filter '$(SANITIZED)'

clean: ## Removes what was built.
	rm -rf .build .build-*
