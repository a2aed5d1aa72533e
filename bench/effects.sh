#!/bin/sh
# usage: bench/effects.sh [BUILD] - one dated measure, all outcomes of PAPI, 999 bootstraps and 999 permutations on one core, and
# R's did on one outcome with as many bootstraps where it is installed. One JSON line each; seconds are of processor time.
build=${1:-build/release}
panel=$build/panel.h5
[ -f "$panel" ] || "$build/tangbac" import datasets -o "$panel" -q >/dev/null
ours() { # name, outcome
    /usr/bin/time -f "%U %S %e" -o /tmp/effects.$$ "$build/tangbac" effects "$panel" -m PASC --outcome "$2" --threads 1 -q -o /dev/null
    read -r user system wall </tmp/effects.$$
    rm -f /tmp/effects.$$
    printf '{ "work": "effects", "who": "%s", "cpu_seconds": %s, "wall_seconds": %s }\n' "$1" "$(echo "$user + $system" | bc)" "$wall"
}
ours "tangbac, one outcome" PAPI.D5
ours "tangbac, all outcomes of PAPI" PAPI.all
if Rscript -e 'quit(status = !requireNamespace("did", quietly = TRUE))' 2>/dev/null; then
    "$build/tangbac" export "$panel" --index PAPI -q -o /tmp/effects.$$.csv
    Rscript bench/peers/did.R /tmp/effects.$$.csv
    rm -f /tmp/effects.$$.csv
else
    echo '{ "work": "effects", "who": "R did", "reason": "not installed (no package of Debian 12)" }'
fi
