#!/bin/sh
# usage: tests/structure/measure.sh [TREE]... - what the code is like, as one table in Markdown with a column for each tree (default: this one):
# lines, functions, statements, comments, cyclomatic numbers, columns, exported symbols. A TREE is a folder with engine/ and include/, or a
# revision of this repository. Needs Debian's universal-ctags, pmccabe and cloc; a library is counted where TREE/build/release has one.
set -eu
root=$(cd "$(dirname "$0")/../.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ $# -gt 0 ] || set -- "$root"

# the p-th quantile of numbers, one a line
quantile() { sort -n | awk -v p="$1" '{ v[NR] = $1 } END { i = int(p * NR + 0.999999); if (i < 1) i = 1; print v[i] }'; }

# name value lines of one tree
measure() {
    tree=$1
    find "$tree/engine" "$tree/include" -name '*.[ch]' | sort >"$work/files"
    grep '\.c$' "$work/files" >"$work/sources"
    xargs cat <"$work/files" | wc -l | sed 's/^ */lines of .c and .h|/'
    # functions: first and last line by ctags, so the length as it stands on the page
    xargs ctags -f - --languages=C --c-kinds=f --fields=+ne --sort=no <"$work/files" 2>/dev/null |
        sed -n 's/.*line:\([0-9]*\).*end:\([0-9]*\).*/\1 \2/p' | awk '{ print $2 - $1 + 1 }' >"$work/lengths"
    wc -l <"$work/lengths" | sed 's/^ */functions|/'
    for p in 0.5 0.9 0.99 1; do quantile $p <"$work/lengths"; done | paste -sd/ | sed 's,/, / ,g; s,^,lines of a function: median / p90 / p99 / longest|,'
    # pmccabe: cyclomatic number, the same without switch, statements, first line, lines, file(line): name
    xargs pmccabe <"$work/files" 2>/dev/null >"$work/pmccabe"
    cut -f3 "$work/pmccabe" >"$work/statements"
    for p in 0.5 0.9 0.99 1; do quantile $p <"$work/statements"; done | paste -sd/ | sed 's,/, / ,g; s,^,statements of a function: median / p90 / p99 / most|,'
    awk -F'\t' '{ s += $3; l += $5 } END { printf "statements per line of function|%.2f\n", s / l }' "$work/pmccabe"
    cut -f1 "$work/pmccabe" >"$work/cyclomatic"
    for p in 0.5 0.9 0.99 1; do quantile $p <"$work/cyclomatic"; done | paste -sd/ | sed 's,/, / ,g; s,^,cyclomatic number: median / p90 / p99 / worst|,'
    awk '$1 > 15 { n++ } END { printf "functions with a cyclomatic number over 15|%.1f %%\n", 100 * n / NR }' "$work/cyclomatic"
    # in characters, which Debian's awk cannot count
    xargs cat <"$work/files" >"$work/all"
    for width in 81 101 121; do LC_ALL=C.UTF-8 grep -cE "^.{$width}" "$work/all" || true; done | paste -sd' ' |
        awk -v n="$(wc -l <"$work/all")" '{ printf "lines over 80 / 100 / 120 columns|%.1f / %.1f / %.1f %%\n", 100 * $1 / n, 100 * $2 / n, 100 * $3 / n }'
    cloc --quiet --csv --list-file="$work/files" 2>/dev/null | awk -F, '$2 ~ /^C/ { m += $4; c += $5 } END { printf "comment lines / code lines|%.0f %%\n", 100 * m / c }'
    while read -r f; do wc -l <"$f"; done <"$work/sources" >"$work/sizes"
    for p in 0.5 0.9 1; do quantile $p <"$work/sizes"; done | paste -sd/ | sed 's,/, / ,g; s,^,lines of a .c file: median / p90 / longest|,'
    for d in "$tree"/engine/*/; do ls "$d"*.c 2>/dev/null | head -1; done | wc -l | sed 's/^ */folders with code|/'
    if [ -e "$tree/build/release/libtangbac.so" ] || [ -e "$tree/build/release/engine/libtangbac.so" ]; then
        so=$(find "$tree/build/release" -maxdepth 2 -name libtangbac.so | head -1)
        all=$(nm -D --defined-only "$so" | awk '{ print $3 }' | grep -c '^tb')
        public=$(cat "$tree"/include/tangbac/*.h | grep -oE '\btb_[a-z0-9_]+[([]' | tr -d '([' | sort -u >"$work/public"
            nm -D --defined-only "$so" | awk '{ print $3 }' | grep '^tb' | sort -u | comm -12 - "$work/public" | wc -l)
        echo "exported symbols / of them in the public headers|$all / $public"
    else
        echo "exported symbols / of them in the public headers|not built"
    fi
    python3 -B "$root/tests/structure/circles.py" "$tree/engine" 99 | tail -n 1 | sed 's/^\([0-9]*\) circles of files/circles of files that include or call each other|\1/'
    wc -c <"$tree/README.md" | awk '{ printf "README|%.1f kB\n", $1 / 1000 }'
}

i=0
head="| |"
rule="|---|"
for tree; do
    i=$((i + 1))
    head="$head $tree |"
    rule="$rule---|"
    if [ ! -d "$tree" ]; then
        mkdir "$work/tree$i"
        git -C "$root" archive "$tree" engine include README.md | tar -x -C "$work/tree$i"
        tree=$work/tree$i
    fi
    measure "$tree" >"$work/column$i"
done
echo "$head" | sed "s,$root,this tree,"
echo "$rule"
cut -d'|' -f1 "$work/column1" | while IFS= read -r name; do
    line="| $name |"
    for k in $(seq "$i"); do
        line="$line $(grep -F "$name|" "$work/column$k" | head -1 | cut -d'|' -f2) |"
    done
    echo "$line"
done
