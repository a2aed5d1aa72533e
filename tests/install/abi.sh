#!/bin/sh
# usage: abi.sh OLD NEW - two libtangbac.so (with debug information) or two folders of builds: what a program linked with OLD would miss in NEW. Functions and
# layouts of the public types by abidiff (Debian's abigail-tools) where it is installed; exported names in any case. Exit code 1 when something went or changed.
set -eu
library() { if [ -d "$1" ]; then find "$1/engine" -name 'libtangbac.so.*.*.*' -type f | head -n 1; else echo "$1"; fi; }
names() { nm -D --defined-only "$1" | awk '$2 ~ /[A-Z]/ { print $2, $3 }' | sort -k 2; }
old=$(library "$1")
new=$(library "$2")
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
names "$old" >"$to/old"
names "$new" >"$to/new"
gone=$(comm -23 "$to/old" "$to/new")
echo "$(wc -l <"$to/old") exported names, $(comm -13 "$to/old" "$to/new" | wc -l) new, $(printf '%s' "$gone" | grep -c . || true) gone"
[ -z "$gone" ] || { echo "$gone"; exit 1; }
if command -v abidiff >/dev/null; then
    headers=$(dirname "$0")/../../include
    code=0
    abidiff --headers-dir1 "$headers" --headers-dir2 "$headers" --no-added-syms "$old" "$new" || code=$?
    # bit 2: the ABI changed; bit 3: in a way that breaks programs (abidiff(1), "RETURN VALUES")
    [ $((code & 12)) -eq 0 ] || exit 1
    echo "abidiff: no layout and no signature changed"
fi
