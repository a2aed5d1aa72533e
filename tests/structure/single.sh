#!/bin/sh
# single.sh ENGINE: what was written five times once and is written once now stays so. Each line: what
# it is, where it lives, and the pattern by which another one is known.
set -eu
cd "$1"
bad=0
refuse() { # WHAT HOME PATTERN [FILES THAT MAY]
    what=$1 home=$2 pattern=$3
    shift 3
    found=$(grep -rnE --include='*.c' --include='*.h' -e "$pattern" . || true)
    for may in "$home" "$@"; do
        found=$(printf '%s\n' "$found" | grep -v "^\./$may" || true)
    done
    test -z "$found" && return
    printf '%s\nanother %s: use %s\n' "$found" "$what" "$home"
    bad=1
}
# whether a unit exists in a year, and which row of the table a code means
refuse 'test whether a unit holds in a year (tb_unit_holds, tb_panel_unit_of)' panel/unit_names.c \
    'valid_from (<=|>) |(<|>=) [a-z>-]*valid_from' \
    panel/new_units.c panel/store_read.c import/read_units.c
refuse 'look-up of a year (tbi_find_year)' base/years.h '(->|\.)year\[[a-z]+\] == [a-z>.-]*year\)'
# the same array twice in what a sum loses, by two indices: the inner loop of a factorisation
refuse 'Cholesky' num/small_chol.h '-= ([a-z>-]+)\[[^]]* \* [^]]*\] \* \1\[' num/linalg
refuse 'quantile of sorted numbers' num/quantile '[a-z]+ \* \(double\)\([a-z]+ - 1\);'
# a rank within a region goes through a list of members
refuse 'rank by counting' num/rank '(rank|above|better)[a-z_]* \+= [^;]* > [^0]' \
    intervene/outcome.c simulate/rank_sets.c
# the formatter takes n * n in the third argument for a pointer's declaration: "(n * n)"
refuse 'product that reads as a pointer' nowhere 'TB_NEW(_BARE)?\([^,]*, [^,]*, [^;]*[])a-zA-Z0-9_] \*[a-zA-Z(]'
# what is special about an index is a column of the package, whatever function compares
codes=$(awk -F, 'NR > 1 { print $1 }' ../datasets/indices.csv | paste -sd'|')
test -n "$codes"
refuse 'index known by its name' ../datasets/indices.csv "cmp\([^;]*\"($codes)[.\"]"
exit $bad
