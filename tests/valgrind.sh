#!/bin/sh
# usage: tests/valgrind.sh [NAME ...] - the unit tests that build/release has (or those named: unit.num.sort) under valgrind: no wrong read or write, no value
# that was never set, nothing lost. What OpenBLAS and libgomp keep until the end of a process is reachable, and counts as kept. One thread: valgrind runs one.
# unit.num.normals is left out unless it is named: it compares with long double, which valgrind computes in 64 bits.
set -eu
cd "$(dirname "$0")/.."
build=build/release
[ $# -gt 0 ] || set -- $(cd $build/tests && find . -maxdepth 1 -name 'test_unit_*' -type f | sed 's|^\./test_||' | grep -v '^unit_num_normals$' | sort)
log=$(mktemp)
trap 'rm -f "$log"' EXIT
bad=0
for test; do
    program=$build/tests/test_$(echo "$test" | tr . _)
    if ! OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 OPENBLAS_CORETYPE=Haswell valgrind -q --error-exitcode=9 --leak-check=full --errors-for-leak-kinds=definite,indirect \
        --show-leak-kinds=definite,indirect "$program" >"$log" 2>&1; then
        echo "$test:"
        grep -E '^==|FAILED' "$log" | head -n 30
        bad=$((bad + 1))
    fi
done
echo "$# programs under valgrind, $bad with findings"
[ "$bad" -eq 0 ]
