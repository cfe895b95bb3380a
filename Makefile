# One build folder: tests use its debug half, everything else its release half. The release half is
# always built with the same flags, because SwiftPM rebuilds every dependency when they change.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

RELEASE := swift build -c release --static-swift-stdlib
BIN := .build/release
GAZETTEER := $(BIN)/sandtable.sandgaz
export LEAFLET ?= /usr/share/javascript/leaflet
BORDERS := $(wildcard Data/borders/*.geojson)
RULES := --rules Data/rules/watch.yaml
SITES := $(foreach file,$(wildcard Data/sites/*.geojson),--sites $(file))
TABLES := $(wildcard Gazetteer/*.tsv Gazetteer/*.gz Gazetteer/words/*)
COMPILER := $(wildcard Sources/Gazetteer/*.swift Sources/Gazetteer/*/*.swift)
PREFIX ?= /usr/local
SHARED ?= ../shared

.PHONY: setup build program gazetteer neighbours demo test evaluate benchmark install format format-check clean

build: gazetteer

## Installs what is missing: GEOS, PROJ, zlib, Leaflet. Needs a Swift toolchain.
setup:
	@.ci/setup

program: setup
	$(RELEASE) --product sandtable

## The compiled gazetteer, the borders and the map library, beside the program, where it looks for them.
gazetteer: program
	@$(MAKE) --no-print-directory $(GAZETTEER)
	@mkdir -p $(BIN)/borders
	$(if $(BORDERS),@cp $(BORDERS) $(BIN)/borders/)
	@mkdir -p $(BIN)/map
	@cp $(LEAFLET)/leaflet.min.js $(BIN)/map/leaflet.js
	@cp $(LEAFLET)/leaflet.css $(BIN)/map/

$(GAZETTEER): $(TABLES) $(COMPILER)
	$(BIN)/sandtable gazetteer build Gazetteer -o $@

## The gazetteer with the villages of the neighbours, too, which the program prefers where it is.
neighbours: gazetteer
	$(BIN)/sandtable gazetteer import Gazetteer/packs/neighbours.tsv.gz --onto $(GAZETTEER) \
	    -o $(BIN)/sandtable-neighbours.sandgaz

## Reads the sample reports; writes out/incidents.geojson and out/map.html; prints the table.
demo: build
	@mkdir -p out
	$(BIN)/sandtable analyze Data/reports $(SITES) $(RULES) --clusters -o out/incidents.geojson --map out/map.html
	@$(BIN)/sandtable analyze Data/reports $(SITES) --format table --quiet
	@echo "out/incidents.geojson opens in QGIS; out/map.html opens in a browser, without a network."

test: build
	@mkdir -p out
	SANDTABLE_PROGRAM=$(CURDIR)/$(BIN)/sandtable SANDTABLE_GAZETTEER=$(CURDIR)/$(GAZETTEER) \
	    swift test 2>&1 | tee out/test.log

## Scores against annotated texts, where they are at hand.
evaluate: build
	$(RELEASE) --product Evaluation
	$(BIN)/Evaluation arabic --gazetteer $(GAZETTEER) --floors Tests/Answers/floors.json
	@test -d $(SHARED)/corpora || { echo "evaluate: no annotated texts in $(SHARED), nothing to score"; exit 1; }
	$(BIN)/Evaluation articles --gazetteer $(GAZETTEER) --reports $(SHARED)/reports
	$(BIN)/Evaluation places --gazetteer $(GAZETTEER) --corpora $(SHARED)/corpora \
	    --floors Tests/Answers/floors.json
	$(BIN)/Evaluation fit-places --across --gazetteer $(GAZETTEER) --corpora $(SHARED)/corpora \
	    --floors Tests/Answers/floors.json
	$(BIN)/Evaluation dates $(SHARED)/corpora/date_expressions_dev.jsonl
	$(BIN)/Evaluation event-places $(SHARED)/corpora/event_place_dev.jsonl --gazetteer $(GAZETTEER) \
	    --floors Tests/Answers/floors.json
	$(BIN)/Evaluation case $(SHARED)/corpora/case2021_dev.jsonl --gazetteer $(GAZETTEER) \
	    --general-corpora $(SHARED)/corpora \
	    --floors Tests/Answers/floors.json
	$(BIN)/Evaluation muc $(SHARED)/corpora/muc4_dev.jsonl --gazetteer $(GAZETTEER) \
	    --floors Tests/Answers/floors.json
	$(BIN)/Evaluation general-news --gazetteer $(GAZETTEER) --general-corpora $(SHARED)/corpora \
	    --floors Tests/Answers/floors.json

## How time grows with rows; beside the peers, where their scripts are at hand.
benchmark: program
	$(RELEASE) --product Evaluation
	$(BIN)/Evaluation formats
	@.ci/reading-benchmark
	@.ci/benchmark

install: build
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/sandtable/borders \
	    $(DESTDIR)$(PREFIX)/share/sandtable/map
	install -s -m 755 $(BIN)/sandtable $(DESTDIR)$(PREFIX)/bin/
	install -m 644 $(wildcard $(BIN)/sandtable*.sandgaz) $(DESTDIR)$(PREFIX)/share/sandtable/
	install -m 644 $(BORDERS) $(DESTDIR)$(PREFIX)/share/sandtable/borders/
	install -m 644 $(BIN)/map/* $(DESTDIR)$(PREFIX)/share/sandtable/map/

format:
	swift format --in-place --recursive --parallel Package.swift Sources Tests

format-check:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build out
