#!/bin/sh
# usage: tests/docs/picture.sh [TANGBAC [PANEL]] - makes the pictures in docs/img/ anew: the planner's page wide and on a telephone, the
# annex on paper, the atlas. TANGBAC: that of the release preset unless given. Needs chromium, poppler-utils, imagemagick and pngquant
# (Debian packages); not part of the tests.
set -eu
cd "$(dirname "$0")/../.."
tangbac=${1:-build/release/tangbac}
panel=${2:-build/panel.h5}
to=$(mktemp -d)
trap 'rm -rf "$to"' EXIT

# NAME WIDTH HEIGHT SCALE ADDRESS: a window of so many CSS pixels, made smaller by SCALE.
shoot() {
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --allow-file-access-from-files --force-device-scale-factor="$4" \
        --window-size="$2,$3" --screenshot="$to/$1.png" "$5" >/dev/null 2>&1
}

"$tangbac" run datasets/scenarios/ha-noi-2022-june.json --panel "$panel" -q -o "$to/results.json"
"$tangbac" report "$to/results.json" --lang en -o "$to/brief.html"
"$tangbac" report "$to/results.json" --lang vi -o "$to/brief.vi.html"
shoot brief 1280 1150 0.625 "file://$to/brief.html"
shoot brief.vi 1280 1150 0.625 "file://$to/brief.vi.html"
# a window of Chromium is never as narrow as a telephone, a frame may be
echo '<body style="margin:0"><iframe style="border:0;width:390px;height:1500px" src="brief.vi.html"></iframe>' >"$to/narrow.html"
shoot brief-390 390 1500 0.77 "file://$to/narrow.html"

# the first sheet that lies across is the annex
chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$to/brief.pdf" "file://$to/brief.vi.html" >/dev/null 2>&1
sheet=1
until pdfinfo -f "$sheet" -l "$sheet" "$to/brief.pdf" | grep -q 'size: *84[12]'; do
    sheet=$((sheet + 1))
done
pdftoppm -r 110 -f "$sheet" -l "$sheet" -singlefile -png "$to/brief.pdf" "$to/sheet"
convert "$to/sheet.png" -trim +repage -bordercolor white -border 12 -resize 800x "$to/annex.png"

"$tangbac" atlas "$panel" --lang en -q -o "$to/atlas.html"
shoot atlas 1280 1000 0.672 "file://$to/atlas.html#s=34&u=12&x=PAPI&y=2025&k=top&v=10&l=en"

for name in brief brief.vi brief-390 annex atlas; do
    pngquant --force --output "docs/img/$name.png" 16 "$to/$name.png"
done
