#!/bin/sh
# options.sh ROOT: every struct of options begins with its size and is made by designated initialisers, and every public function
# that takes one reads it through tbi_opts_take, which knows what an older caller does not have.
set -eu
cd "$1"
bad=0
for header in include/tangbac/*.h; do
    awk -v f="$header" '
        /^typedef struct tb_[a-z_]*_opts \{/ { name = $3; first = 1; next }
        first && !/^ *\/?\*/ { if ($0 !~ /^ *size_t size;/) { print f ": " name " does not begin with its size"; bad = 1 } first = 0 }
        /^    tb_[a-z_]*_opts [a-z_]*;/ { print f ": a struct holds " $1 " by value and could not grow with it"; bad = 1 }
        END { exit bad }' "$header" || bad=1
done
for T in $(grep -ho 'typedef struct tb_[a-z_]*_opts {' include/tangbac/*.h | sed 's/.* \(tb_[a-z_]*\) {/\1/'); do
    init=$(echo "$T" | tr a-z A-Z)_INIT
    grep -qs "\.size = sizeof($T)" include/tangbac/*.h || { echo "$init does not set .size"; bad=1; }
    # functions of the interface that take it, and the folder that defines them
    for fn in $(cat include/tangbac/*.h | tr '\n' ' ' | grep -o "tb_[a-z_]*([^;]*const $T \*[^;]*;" | sed 's/(.*//' | sort -u); do
        file=$(grep -l "^tb_status $fn(" -r engine --include=*.c | head -1)
        test -n "$file" || { echo "$fn: not found in engine/"; bad=1; continue; }
        awk -v fn="^tb_status $fn\\\\(" '$0 ~ fn { on = 1 } on && /tbi_opts_take/ { found = 1 } on && /^}/ { exit } END { exit !found }' "$file" ||
            { echo "$file: $fn takes $T without tbi_opts_take"; bad=1; }
    done
done
exit $bad
