#!/bin/sh
# usage: run.sh CASE_DIR - runs the shell line in CASE_DIR/cmd and compares with the files beside it:
#   code  the exit code (0 when there is no such file)
#   out   extended regular expressions, one a line, each must match standard output
#   err   the same for standard error
#   not   the same, none may match either of them
# The line sees $TANGBAC (the command), $SRC (the sources), $PANEL (the shipped data, imported) and $TMP (an empty folder of its own).
case_dir=$1
TMP=$(mktemp -d) || exit 1
trap 'rm -rf "$TMP"' EXIT
export TMP
unset LC_ALL LC_MESSAGES
LANG=C.UTF-8
export LANG
sh "$case_dir/cmd" >"$TMP/.out" 2>"$TMP/.err" </dev/null
got=$?
want=0
[ ! -f "$case_dir/code" ] || want=$(cat "$case_dir/code")
bad=0
say() { echo "$*"; bad=1; }
[ "$got" -eq "$want" ] || say "exit code $got instead of $want"
expect() { # file of expressions, what they are about, where they must match
    [ -f "$1" ] || return 0
    while IFS= read -r line || [ -n "$line" ]; do
        [ -z "$line" ] || grep -Eq -e "$line" "$3" || say "$2 does not match: $line"
    done <"$1"
}
expect "$case_dir/out" "standard output" "$TMP/.out"
expect "$case_dir/err" "standard error" "$TMP/.err"
if [ -f "$case_dir/not" ]; then
    while IFS= read -r line || [ -n "$line" ]; do
        [ -z "$line" ] || ! grep -Eq -e "$line" "$TMP/.out" "$TMP/.err" || say "the output matches: $line"
    done <"$case_dir/not"
fi
if [ "$bad" -ne 0 ]; then
    echo "--- standard output"; head -c 4000 "$TMP/.out"
    echo "--- standard error"; head -c 4000 "$TMP/.err"
fi
exit "$bad"
