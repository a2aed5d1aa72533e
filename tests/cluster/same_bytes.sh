#!/bin/sh
# One process without MPI, then 1, 2 and 4 with it: the same bytes, tallies and all.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
ask="simulate $PANEL --index PAPI --year 2022 --draws 1500 --samples 128 --full -q --threads 1"
"$TANGBAC" $ask >"$tmp/one"
for n in 1 2 4; do
    mpirun --allow-run-as-root --oversubscribe -n "$n" "$TANGBAC_MPI" $ask >"$tmp/$n"
    cmp "$tmp/one" "$tmp/$n"
    echo "$n processes: the same $(wc -c <"$tmp/$n") bytes"
done
