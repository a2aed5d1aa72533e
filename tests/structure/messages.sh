#!/bin/sh
# messages.sh ENGINE_DIR: every sentence of messages/ is said somewhere, and in 100 columns but for the list of the atlas.
cd "$1" || exit 2
bad=0
used=$(cat ./*/*.[ch] | grep -oE '\bTB_(MSG|WORD|SAY|HELP)_[A-Z0-9_]+' | sort | uniq -c | awk '$1 == 1 { print $2 }')
for m in $used; do
    f=$(grep -lE "#define $m\b" messages/*.h) && { echo "$f: $m is said nowhere"; bad=1; }
done
n=$(ls messages/*.h | grep -v atlas.h | xargs cat | LC_ALL=C.UTF-8 grep -cE '^.{105,}')
[ "$n" -le 30 ] || { echo "messages/: $n lines stand out beyond 104 columns: break the literals"; bad=1; }
exit $bad
