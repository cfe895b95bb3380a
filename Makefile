# One build folder: tests use its debug half, everything else its release half. The release half is
# always built with the same flags, because SwiftPM rebuilds every dependency when they change.

SHELL := /bin/bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := build

RELEASE := swift build -c release --static-swift-stdlib
PROGRAM := .build/release/sandtable
PREFIX ?= /usr/local

.PHONY: setup build test format-check clean

## What the build needs: a Swift 6 toolchain, GEOS, PROJ and zlib. Installs only what is missing.
setup:
	@.ci/setup

build: setup
	$(RELEASE)

test: setup
	@mkdir -p out
	swift test 2>&1 | tee out/test.log

format-check:
	swift format lint --strict --recursive --parallel Package.swift Sources Tests

clean:
	rm -rf .build out
