#!/bin/sh
# usage: tests/fuzz/run.sh [SECONDS [csv|sheet|score|text|goal|grammar]] - builds a fuzz target with clang and runs it (default: 60 seconds, csv).
# FUZZ_CHECKS=none: without sanitizers and optimised, ten times as many runs, in which only a crash, a false claim or an endless loop shows.
# Every file of the library is an object of its own under build/fuzz/objects, made once and shared by the targets (by ccache where there is one):
# all of them in one call of the compiler took longer than anybody waited.
set -eu
cd "$(dirname "$0")/../.."
seconds=${1:-60}
target=${2:-csv}
checks=${FUZZ_CHECKS:-address,undefined}
folder=build/fuzz
level=-O1
with=,$checks
if [ "$checks" = none ]; then
    folder=build/fuzz-fast
    level=-O2
    with=
fi
mkdir -p "$folder/objects" "$folder/$target"
packages="hdf5-serial openblas lapacke gsl libcjson libutf8proc minizip zlib expat freexl"
cc=clang
if command -v ccache >/dev/null; then cc="ccache clang"; fi
# shellcheck disable=SC2086
flags="-std=c17 -g $level -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -DUTF8PROC_EXPORTS -Iengine -Iinclude -Itests $(pkg-config --cflags $packages)"

# object FILE [FLAG...] - compiles one file unless its object is newer than it and every header; adds it to $objects.
object() {
    file=$1
    shift
    to=$folder/objects/$(echo "$file" | tr / _).o
    objects="$objects $to"
    if [ -f "$to" ] && [ -z "$(find "$file" engine include tests/support -name '*.h' -newer "$to" -print -quit)" ] && [ "$to" -nt "$file" ]; then return; fi
    # shellcheck disable=SC2086
    $cc $flags "$@" -c "$file" -o "$to"
}

# folders NAME... - the objects of whole folders of the engine, with the fuzzer's instrumentation.
folders() {
    for name in "$@"; do
        for file in engine/"$name"/*.c; do object "$file" -fsanitize=fuzzer-no-link$with; done
    done
}

objects=
case $target in
csv)
    folders base text sheet panel score import
    for file in rng libraries simd simd_plain; do object engine/num/$file.c -fsanitize=fuzzer-no-link$with; done
    # the kernels for newer processors without it
    object engine/num/simd_avx2.c -mavx2 -mfma
    object engine/num/simd_avx512.c -mavx512f -mavx512dq -mavx512bw -mavx512vl -mavx2 -mfma
    ;;
sheet)
    folders base text sheet
    object tests/support/zip_of.c
    ;;
score)
    folders base text sheet
    object tests/support/zip_of.c
    for file in score_form score_rows score_tree score_levers; do object engine/scenario/$file.c -fsanitize=fuzzer-no-link$with; done
    ;;
text) folders base text ;;
goal)
    folders base text goal
    object engine/score/group_limits.c -fsanitize=fuzzer-no-link$with
    ;;
grammar)
    folders base text
    object engine/estimate/formula.c -fsanitize=fuzzer-no-link$with
    ;;
*)
    echo "run.sh: unknown target '$target'" >&2
    exit 2
    ;;
esac
object tests/fuzz/fuzz_"$target".c -fsanitize=fuzzer-no-link$with
# shellcheck disable=SC2046,SC2086
clang -fsanitize=fuzzer$with $objects -lhdf5_serial_hl $(pkg-config --libs $packages) -lcsv -fopenmp -lpthread -lm -o "$folder/fuzz_$target"
corpus=
if [ -d tests/fuzz/corpus/"$target" ]; then corpus=tests/fuzz/corpus/$target; fi
# shellcheck disable=SC2086
exec "$folder/fuzz_$target" -max_total_time="$seconds" -timeout=10 -rss_limit_mb=2048 -max_len=4096 -print_final_stats=1 "$folder/$target" $corpus
