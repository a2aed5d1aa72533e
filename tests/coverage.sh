#!/bin/sh
# usage: tests/coverage.sh [--keep] [CTEST OPTIONS] - builds with counters (build/coverage), runs the tests and prints, a folder a line, how many lines and
# branches of engine/ were run. By gcov alone. Half an hour on two cores of its own, at a low priority; with --keep what earlier runs counted is added to
# (of files that were not compiled since), so that it goes by parts: `-L unit`, `--keep -R '^cli'`. What is missing is listed by
# `tests/coverage_table.py build/coverage --lines FOLDER`.
set -eu
cd "$(dirname "$0")/.."
keep=no
if [ "${1-}" = --keep ]; then
    keep=yes
    shift
fi
cmake --preset coverage -DTANGBAC_TESTS=ON >/dev/null
nice -n 10 cmake --build build/coverage -j 2 >/dev/null
[ "$keep" = yes ] || find build/coverage -name '*.gcda' -delete
nice -n 10 ctest --test-dir build/coverage -j 2 -LE outside "$@" >build/coverage/tests.log 2>&1 || tail -n 30 build/coverage/tests.log
/usr/bin/python3 -B tests/coverage_table.py build/coverage
