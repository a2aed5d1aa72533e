#!/bin/sh
# usage: exports.sh LIBRARY.so INCLUDE_DIR - the shared library exports what the public headers declare with TB_API, and nothing else.
exported=$(nm -D --defined-only "$1" | awk '{ print $3 }' | grep -v '^_' | sort -u)
declared=$(cat "$2"/tangbac/*.h | tr '\n' ' ' | grep -oE 'TB_API [^;{]*' | grep -oE '\btb_[a-z0-9_]+(\(|\[)' | tr -d '([' | sort -u)
bad=0
for symbol in $exported; do
    echo "$declared" | grep -qx "$symbol" || { echo "exported and not declared with TB_API: $symbol"; bad=1; }
done
[ -n "$exported" ] || { echo "$1 exports nothing"; bad=1; }
exit $bad
