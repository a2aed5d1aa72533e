#!/bin/sh
# usage: address_space.sh TANGBAC PANEL - under a limit of the address space (ulimit -v) every command ends, with its answer or with a sentence, and never
# waits for a library that asks for room without end (150,000 KB did that once in a dozen tries, so it is tried thrice). The sizes stand on both sides of what OpenBLAS asks for at its start.
command=$1
panel=$2
bad=0
said=$(mktemp)
trap 'rm -f "$said"' EXIT
for size in 100000 150000 150000 150000 200000 400000; do
    for ask in --version "rank $panel --index PAPI --year 2022" "forecast $panel --index PAPI --origin 2021 --year 2022 --draws 200"; do
        # shellcheck disable=SC2086
        (ulimit -v "$size" && exec timeout 30 "$command" $ask >/dev/null 2>"$said")
        code=$?
        if [ "$code" -gt 4 ] || { [ "$code" -ne 0 ] && ! grep -q '^tangbac: ' "$said"; }; then
            echo "$ask, $size KB: exit $code: $(head -n 1 "$said")"
            bad=1
        fi
    done
done
exit "$bad"
