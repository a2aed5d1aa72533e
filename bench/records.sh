#!/bin/sh
# records.sh - makes datasets/records.csv anew: what the forecasts said of published places and what
# came, from one and from two years before. Minutes of work; the same bytes on every machine that
# gives the same numbers.
# usage: bench/records.sh [TANGBAC [PANEL.h5]] >datasets/records.csv
set -eu
tangbac=${1:-build/release/tangbac}
panel=${2:-build/panel.h5}
head=1
while read -r index first last; do
    for horizon in 1 2; do
        # an index of which nothing can be judged at this distance has no record
        "$tangbac" backtest "$panel" --index "$index" --origins "$first:$((last + 1 - horizon))" \
            --horizon "$horizon" --records --quiet 2>/dev/null | sed -n "${head},\$p" || continue
        head=2
    done
done <<END
PAPI 2013 2023
PAR 2015 2023
SIPAS 2018 2023
PCI 2010 2023
DTI 2021 2023
END
