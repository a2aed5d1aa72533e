#!/bin/sh
# usage: tests/lint.sh [FILE.c ...] - clang-tidy, cppcheck and gcc -fanalyzer over engine/ (or the files given), with the flags of build/release.
# Prints findings and their number; what is not a defect is switched off here, each with its reason.
set -eu
cd "$(dirname "$0")/.."
build=build/release
[ -f $build/compile_commands.json ] || cmake --preset release -DTANGBAC_TESTS=ON >/dev/null
[ $# -gt 0 ] || set -- $(find engine -name '*.c' | sort)
out=$(mktemp)
trap 'rm -f "$out"' EXIT

# bugprone-easily-swappable-parameters: (x, n, m) of numeric code are what they are; bugprone-narrowing-conversions: -Wconversion of gcc and clang is on and
# an error; bugprone-reserved-identifier: __real_ and __wrap_ are the linker's; bugprone-branch-clone, bugprone-implicit-widening...: style;
# DeprecatedOrUnsafeBufferHandling: wants memcpy_s, which glibc has not; FloatLoopCounter: places count in halves, which are exact
checks='-*,bugprone-*,clang-analyzer-*,cert-err34-c,misc-redundant-expression'
checks="$checks,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-bugprone-reserved-identifier,-bugprone-branch-clone"
checks="$checks,-bugprone-implicit-widening-of-multiplication-result,-bugprone-assignment-in-if-condition,-bugprone-macro-parentheses"
checks="$checks,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-clang-analyzer-security.FloatLoopCounter"
for file; do
    clang-tidy -p $build --quiet --checks="$checks" --extra-arg=-Wno-unknown-warning-option "$file" 2>/dev/null | grep -E '(warning|error): ' || true
done | sort -u | sed 's/^/clang-tidy: /' >>"$out"

# knownConditionTrueFalse, constParameter..., variableScope: style; uninitvar: it does not follow a loop that fills an array as far as it is read (seven places in
# effects/, estimate/ and forecast/, and num/normal_kernel.h twice, lanes of a vector, num/simd.c and intervene/known_facts.c, filled by a function before they are
# read, were looked at, none was true), and valgrind, clang and gcc judge that better; shiftTooManyBitsSigned: num/simd_pick.h takes the sign of every lane by >> 31,
# which gcc and clang define; internalAstError: cppcheck does not read the compound literal of lever/association_effect.c
cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --suppress=uninitvar --suppress=legacyUninitvar --suppress=shiftTooManyBitsSigned --suppress=internalAstError --suppress=missingInclude --suppress=missingIncludeSystem -I engine -I include \
    --template='{file}:{line}: {severity}: {id}: {message}' "$@" 2>&1 | grep -E '^engine' | sed 's/^/cppcheck: /' >>"$out" || true

# gcc 12 says of no line of any file that a value "<unknown>" was never set
for file; do
    gcc -std=c17 -fanalyzer -O1 -fopenmp -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -I engine -I include -I /usr/include/hdf5/serial -I /usr/include/cjson \
        -I /usr/include/minizip $(pkg-config --cflags librsvg-2.0) -c "$file" -o /dev/null 2>&1 | grep -E 'warning: .*\[-Wanalyzer' | grep -v '^cc1: .*<unknown>' || true
done | sort -u | sed 's/^/gcc: /' >>"$out"
cat "$out"
count=$(wc -l <"$out")
echo "$count findings in $# files"
[ "$count" -eq 0 ]
