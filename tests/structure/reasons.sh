#!/bin/sh
# usage: reasons.sh ENGINE_DIR - every reason that estimate/ gives for an absent number or a dropped term has its Vietnamese line in render/reason_words.c.
cd "$1" || exit 2
# a literal that the formatter broke over lines is one again
joined=$(mktemp -d) || exit 2
trap 'rm -rf "$joined"' EXIT
mkdir "$joined/estimate" "$joined/report" "$joined/render"
for file in estimate/*.c report/report_estimate.c render/reason_words.c; do
    perl -0pe 's/"\s*\n\s*"//g; s/\{\s*"/{ "/g' "$file" >"$joined/$file"
done
cd "$joined" || exit 2
missing=$({
    grep -hoE '(reason = |reason = [^;]*[?:] |exact = |few = |drop\(o, [^;]*, )"[^"]*"' estimate/*.c | grep -oE '"[^"]*"$'
    grep -hoE 'reason = [^;]*;' estimate/*.c | grep -oE '"[^"]*"'
    grep -hE 'tb_centred_result\(r' estimate/*.c | grep -oE '"[^"]*"'
    grep -hE 'number\(j, ' report/report_estimate.c | sed 's/number(j, "[^"]*"//' | grep -oE '"[^"]*"'
} | sed -e 's/%[sd]/*/g' -e 's/^"//' -e 's/"$//' | sort -u | while IFS= read -r text; do
    [ "$text" != normal ] && [ "$text" != year ] || continue # names that are compared, not reasons
    grep -qF "{ \"$text\"," render/reason_words.c || echo "render/reason_words.c has no line for '$text'"
done)
[ -z "$missing" ] || { echo "$missing"; exit 1; }
