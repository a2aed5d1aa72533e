#!/bin/sh
# usage: tests/tsan.sh [BUILD] - builds the command and the unit tests with ThreadSanitizer and runs what works in many threads; no report may come.
# By clang with its own OpenMP and Archer, the tool that tells ThreadSanitizer what a parallel region orders (OMP_TOOL_LIBRARIES: libomp looks for it by name and
# does not find it from every program). Without it, and with gcc's libgomp always, each value that is handed over at the end of a region looks like a race.
# A program of gcc 12 died at its start for another reason: clones of functions (target_clones) have a resolver that the loader calls before the runtime of
# ThreadSanitizer is there, and gcc instruments it; estimate/ leaves them out now. setarch -R: kernels that spread addresses wider than the runtime expects.
set -eu
cd "$(dirname "$0")/.."
build=${1:-build/tsan}
export CCACHE_BASEDIR="$PWD/.." CCACHE_NOHASHDIR=1
# what was kept of an earlier run would be read instead of being worked out in threads
export TANGBAC_CACHE=none
[ -f "$build/build.ninja" ] || cmake --preset tsan -B "$build" -DTANGBAC_TESTS=ON >/dev/null
cmake --build "$build" >/dev/null
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
# what libomp and the archives of others do among themselves is not ours to judge
OMP_TOOL_LIBRARIES=$(find /usr/lib/llvm-*/lib -name libarcher.so | sort -V | tail -n 1)
[ -n "$OMP_TOOL_LIBRARIES" ] || { echo "there is no libarcher.so: it comes with libomp-dev"; exit 1; }
export OMP_TOOL_LIBRARIES
TSAN_OPTIONS="ignore_noninstrumented_modules=1 exitcode=66 halt_on_error=0 log_path=$to/report"
export TSAN_OPTIONS
tangbac="setarch $(uname -m) -R $build/tangbac"
panel=$to/panel.h5
bad=0
runs=0
try() {
    runs=$((runs + 1))
    code=0
    $tangbac "$@" -q >/dev/null 2>"$to/err" || code=$?
    if [ "$code" -ne 0 ] || ls "$to"/report.* >/dev/null 2>&1; then
        echo "tangbac $*: exit $code"
        head -n 40 "$to/err" "$to"/report.* 2>/dev/null || true
        rm -f "$to"/report.*
        bad=1
    fi
}
try import datasets/datapackage.json -o "$panel"
try forecast "$panel" --index PAPI --origin 2022 --year 2023 --draws 1000 --threads 4
try simulate "$panel" --index PAPI --year 2022 --draws 1000 --samples 64 --threads 4
try simulate "$panel" --index SIPAS --year 2022 --draws 100 --samples 0 --threads 4
try complete "$panel" --index PAR --year 2021 --as-of 2021 --draws 400 --threads 4
try estimate "$panel" 'PAPI ~ PCI | unit + year' --wild 199 --threads 4
try backtest "$panel" --index PAPI --origins 2021:2022 --draws 400 --threads 4
try run datasets/scenarios/lai-chau-2022.json --panel "$panel" --draws 400 --threads 4
try run datasets/scenarios/binh-dinh-2023.json --panel "$panel" --draws 400 --threads 4
TSAN_OPTIONS="ignore_noninstrumented_modules=1 exitcode=66 halt_on_error=0"
# a test that fails names itself; its report stands in build/.../Testing/Temporary/LastTest.log
if ! setarch "$(uname -m)" -R ctest --test-dir "$build" -L unit --timeout 900 >"$to/unit" 2>&1; then
    sed -n '/tests passed/,$p' "$to/unit"
    bad=1
fi
tests=$(grep -c 'Test *#.*Passed' "$to/unit" || true)
echo "$runs commands with four threads and $tests unit tests: $([ "$bad" -eq 0 ] && echo 'no report' || echo 'reports above')"
exit "$bad"
