#!/bin/sh
# usage: tests/docs/picture.sh - makes the pictures of the planner's page in docs/img/ anew, from the build of the release preset.
# Needs chromium and pngquant (Debian packages); not part of the tests.
set -eu
cd "$(dirname "$0")/../.."
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT
build/release/tangbac run datasets/scenarios/ha-noi-2022-june.json -q -o "$to/results.json"
for lang in en vi; do
    [ "$lang" = en ] && name=brief || name=brief.vi
    build/release/tangbac report "$to/results.json" --lang "$lang" -o "$to/$name.html"
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=900,560 --screenshot="$to/$name.png" "file://$to/$name.html" >/dev/null 2>&1
    pngquant --force --output "docs/img/$name.png" 16 "$to/$name.png"
done
