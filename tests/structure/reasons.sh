#!/bin/sh
# usage: reasons.sh ENGINE_DIR - reasons are chosen by name: every one of messages/reasons.h is given somewhere, no id stands twice, and nobody compares the words of one.
cd "$1" || exit 2
bad=$({
    one_line=$(perl -0pe 's/\s*\\\n\s*/ /g' messages/reasons.h)
    names=$(echo "$one_line" | grep -oE 'R\([A-Z0-9_]+, "[a-z0-9_]+"' | sed -E 's/R\(([A-Z0-9_]+),.*/\1/')
    [ -n "$names" ] || echo "no reasons are read: has messages/reasons.h another form?"
    for name in $names; do
        grep -rqE "TBI_REASON\($name\)" --include=*.c . || echo "messages/reasons.h: nobody gives $name"
    done
    echo "$one_line" | grep -oE 'R\([A-Z0-9_]+, "[a-z0-9_]+"' | sed 's/.*, //' | sort | uniq -d | sed 's/^/twice in messages\/reasons.h: /'
    grep -rnE 'str(n?cmp|str)\([^()]*\breason(_vi)?\b' --include=*.c . | sed 's/$/ (compares words of a reason)/'
    grep -rnE 'str(n?cmp|str)\(tbi_(said|text)_of\([^()]*"[a-z_]*(reason|verdict)(_vi)?"' --include=*.c . | sed 's/$/ (compares words of a reason)/'
})
[ -z "$bad" ] || { echo "$bad"; exit 1; }
