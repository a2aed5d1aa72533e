#!/bin/sh
# evidence.sh - the tables of docs/evidence.md about indices known in part, made anew: what was said
# of published places and scores beside simple models (PAR INDEX, SIPAS, PAPI), the province whose
# series is complete, and simulated tables whose persistence is known. Minutes of work.
# usage: bench/evidence.sh [BUILD_DIR [PANEL.h5]]   writes between the marks of docs/evidence.md
# The other tables of that page, each by its own program:
#   for t in held_out.py whole_places.py rise_counts.sh sampling_errors.py; do
#       bench/$t | bench/paste.py "$(echo ${t%.*} | tr _ " ")" docs/evidence.md; done
set -eu
build=${1:-build/release}
panel=${2:-build/panel.h5}
page=docs/evidence.md
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
judge() { # index, origins
    "$build/tangbac" backtest "$panel" --index "$1" --origins "$2" --facts --quiet --table --lang en |
        sed 's/ *$//' >"$work/$1"
    printf '\n```\n%s\n```\n' "$(cat "$work/$1")"
}
{
    echo '<!-- made by bench/evidence.sh: from here -->'
    printf '\nModels: law is what forecasts use; printed is the same, given that the cell is printed (what a model of printed\n'
    printf 'cells must be compared with); borrowed moves as the complete indices do (the model before); places, moves, logit and\n'
    printf 'persistence know published places alone.\n'
    judge PAR 2016:2023
    judge SIPAS 2018:2023
    judge PAPI 2013:2023
    printf '\nHà Nội in the top ten of PAR INDEX, said a year before:\n\n'
    "$build/tangbac" backtest "$panel" --index PAR --origins 2016:2023 --facts --quiet >"$work/par.json"
    /usr/bin/python3 - "$work/par.json" <<'PYTHON'
import json
import sys

cases = [c for c in json.load(open(sys.argv[1]))["result"]["cases"] if c["code"] == "01"]
print("| year | " + " | ".join(str(c["origin"] + 1) for c in cases) + " |")
print("|---|" + "---|" * len(cases))
print("| rank that came | " + " | ".join(str(c["rank"]) for c in cases) + " |")
for key, name in (("top10_borrowed", "before, %"), ("top10", "law, %")):
    print(f"| {name} | " + " | ".join("–" if c[key] is None else f"{100 * c[key]:.0f}" for c in cases) + " |")
PYTHON
    printf '\nSimulated tables (no real data), published as the publication model says:\n'
    TANGBAC_TABLES=${TANGBAC_TABLES:-12} "$build/tests/test_property_complete_recovery" 2>/dev/null | grep '^|'
    printf '\nSimulated tables (no real data) of the model that was fitted to PAR INDEX, places of a year of which nothing is seen (cases: said > came;\n'
    printf 'p of one test of all bins, over tables):\n\n'
    TANGBAC_TABLES=${TANGBAC_WORLDS:-120} "$build/tests/test_property_complete_calibration" 2>/dev/null | grep -E '^[|]|^90 %' |
        sed 's/^90 %/\n90 %/'
    echo
    echo '<!-- made by bench/evidence.sh: to here -->'
} >"$work/tables"
awk -v tables="$work/tables" '
    /made by bench\/evidence.sh: from here/ { while ((getline line < tables) > 0) print line; skip = 1 }
    !skip { print }
    /made by bench\/evidence.sh: to here/ { skip = 0 }' "$page" >"$work/page"
cat "$work/page" >"$page"
here=$(dirname "$0")
"$here/in_short.py" "$build/tangbac" "$panel" | "$here/paste.py" "in short" "$page"
