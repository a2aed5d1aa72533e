#!/bin/sh
# usage: tests/coverage.sh [CTEST OPTIONS] - builds with counters (build/coverage), runs the tests and prints, a folder a line, how many lines and branches of
# engine/ were run. By gcov alone. Half an hour on two cores.
set -eu
cd "$(dirname "$0")/.."
cmake --preset coverage -DTANGBAC_TESTS=ON >/dev/null
cmake --build build/coverage >/dev/null
find build/coverage -name '*.gcda' -delete
ctest --test-dir build/coverage -j "$(nproc)" -LE outside "$@" >build/coverage/tests.log 2>&1 || tail -n 30 build/coverage/tests.log
/usr/bin/python3 -B tests/coverage_table.py build/coverage
