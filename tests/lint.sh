#!/bin/sh
# usage: tests/lint.sh [FILE.c ...] - clang-tidy, cppcheck and gcc -fanalyzer over engine/ (or the files given), with the flags of build/release.
# Prints findings and their number; what is not a defect is switched off here, each with its reason, or stands in lint-explained.txt, a file and a check a line.
set -eu
cd "$(dirname "$0")/.."
build=build/release
[ -f $build/compile_commands.json ] || cmake --preset release -DTANGBAC_TESTS=ON >/dev/null
[ $# -gt 0 ] || set -- $(find engine -name '*.c' | sort)
out=$(mktemp)
trap 'rm -f "$out"' EXIT

# bugprone-easily-swappable-parameters: (x, n, m) of numeric code are what they are; bugprone-narrowing-conversions: -Wconversion of gcc and clang is on and
# an error; bugprone-reserved-identifier: __real_ and __wrap_ are the linker's; bugprone-branch-clone, bugprone-implicit-widening...: style;
# DeprecatedOrUnsafeBufferHandling: wants memcpy_s, which glibc has not; FloatLoopCounter: places count in halves, which are exact;
# sizeof-expression: arrays of pointers are meant; suspicious-missing-comma: a sentence of two lines; not-null-terminated-result: columns of fixed width;
# integer-division: halves of counts, rounded down; misplaced-widening-cast: spans of years; Padding: members stand in the order in which they are read of;
# insecureAPI.strcpy: the room was measured the line before; cert-err34-c: dates and labels of a panel, which import has read, our own tables, and sscanf
# whose number of fields is asked
checks='-*,bugprone-*,clang-analyzer-*,cert-err34-c,misc-redundant-expression'
checks="$checks,-bugprone-easily-swappable-parameters,-bugprone-narrowing-conversions,-bugprone-reserved-identifier,-bugprone-branch-clone"
checks="$checks,-bugprone-implicit-widening-of-multiplication-result,-bugprone-assignment-in-if-condition,-bugprone-macro-parentheses"
checks="$checks,-clang-analyzer-security.insecureAPI.DeprecatedOrUnsafeBufferHandling,-clang-analyzer-security.FloatLoopCounter"
checks="$checks,-bugprone-sizeof-expression,-bugprone-suspicious-missing-comma,-bugprone-not-null-terminated-result,-bugprone-integer-division"
checks="$checks,-bugprone-misplaced-widening-cast,-clang-analyzer-optin.performance.Padding,-clang-analyzer-security.insecureAPI.strcpy,-cert-err34-c"
# told <FINDINGS - those that lint-explained.txt does not have
told() {
    while IFS= read -r line; do
        file=$(echo "$line" | grep -oE '(engine|include)/[^:]+' | head -n 1)
        check=$(echo "$line" | grep -oE '\[[^][]+\]$' | tr -d '[]')
        grep -qF "$file $check " tests/lint-explained.txt || echo "$line"
    done
}
for file; do
    clang-tidy -p $build --quiet --checks="$checks" --extra-arg=-Wno-unknown-warning-option "$file" 2>/dev/null | grep -E '(warning|error): ' || true
done | sort -u | told | sed 's/^/clang-tidy: /' >>"$out"

# knownConditionTrueFalse, constParameter..., variableScope: style; uninitvar: it does not follow a loop that fills an array as far as it is read (seven places in
# effects/, estimate/ and forecast/, and num/normal_kernel.h twice, lanes of a vector, num/simd.c and intervene/known_facts.c, filled by a function before they are
# read, were looked at, none was true), and valgrind, clang and gcc judge that better; shiftTooManyBitsSigned: num/simd_pick.h takes the sign of every lane by >> 31,
# which gcc and clang define; internalAstError: cppcheck does not read the compound literal of lever/association_effect.c; invalidFunctionArg: it takes both
# sides of a question for one (panel/store_cubes.c: log2 of what is above 0); unknownMacro: cJSON's loop over an array
cppcheck --quiet --std=c11 --enable=warning,portability --inline-suppr --suppress=uninitvar --suppress=legacyUninitvar --suppress=shiftTooManyBitsSigned --suppress=internalAstError --suppress=invalidFunctionArg --suppress=unknownMacro --suppress=missingInclude --suppress=missingIncludeSystem -I engine -I include \
    --template='{file}:{line}: {severity}: {id}: {message}' "$@" 2>&1 | grep -E '^engine' | sed 's/^/cppcheck: /' >>"$out" || true

# gcc 12 says of no line of any file that a value "<unknown>" was never set
for file; do
    gcc -std=c17 -fanalyzer -O1 -fopenmp -D_POSIX_C_SOURCE=200809L -D_DEFAULT_SOURCE -I engine -I include -I /usr/include/hdf5/serial -I /usr/include/cjson \
        -I /usr/include/minizip $(pkg-config --cflags librsvg-2.0) -c "$file" -o /dev/null 2>&1 | grep -E 'warning: .*\[-Wanalyzer' | grep -v '^cc1: .*<unknown>' || true
done | sort -u | told | sed 's/^/gcc: /' >>"$out"
cat "$out"
count=$(wc -l <"$out")
echo "$count findings in $# files"
[ "$count" -eq 0 ]
