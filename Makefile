# `make test` and `make demo` are all a newcomer needs; `make help` lists the rest.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift
SOURCES := Package.swift Sources Tests simulator

# Overrides of `make demo`: PORT (0 takes a free one), DAYS of readings, SEED of the town.
PORT ?= 0
DAYS ?= 7
SEED ?= 1

.PHONY: bench-forecast bench-routing help setup build release lint format test demo clean

help: ## Lists the targets.
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | sort | awk -F '\t' '{ printf "%-12s %s\n", $$1, $$2 }'

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

test: setup lint ## Runs every test against a real broker and a real database.
	$(SWIFT) build --build-tests
	$(SWIFT) test --skip-build

demo: release ## Plays a town of sensors through broker, service and plan; ends with Ctrl-C.
	@PORT=$(PORT) DAYS=$(DAYS) SEED=$(SEED) BIN=.build-release/release exec bash simulator/demo.sh

DATA ?= ../shared/data/fill-levels/frankfurt-glass-2020.csv.gz
bench-forecast: ## Scores forecast and emptyings on a history of readings: DATA=file.csv[.gz], OPTIONS="--from 2020-11-01".
	@$(SWIFT) build -c release --package-path Benchmarks/Forecast --scratch-path .build-bench-forecast >&2
	@.build-bench-forecast/release/bench-forecast $(DATA) $(OPTIONS)

INSTANCES ?= ../shared/benchmarks/routing
SHARE ?= 1
bench-routing: ## Solves the instances in INSTANCES within SHARE of each family's budget and prints the gaps.
	@$(SWIFT) build -c release --package-path Benchmarks/Routing --scratch-path .build-bench-routing >&2
	@.build-bench-routing/release/bench-routing $(INSTANCES) --share $(SHARE)

clean: ## Removes what was built.
	rm -rf .build .build-*
