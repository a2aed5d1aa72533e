#!/bin/sh
# rise_counts.sh - how many units rose from the year before: what was published of whole tables
# (facts n_up of PAR INDEX and SIPAS, which completed tables do not use) beside the drawn tables, and
# beside tables that move otherwise. Half a minute of work.
# usage: bench/rise_counts.sh [BUILD_DIR]      (default: build/release, built with TANGBAC_TESTS=ON)
set -eu
build=${1:-build/release}
"$build/tangbac" import datasets/datapackage.json -o "$build/panel.h5" --quiet >/dev/null
TANGBAC_KEPT=${TANGBAC_KEPT:-500} "$build/tests/test_property_rise_counts" 2>/dev/null | grep '^|'
