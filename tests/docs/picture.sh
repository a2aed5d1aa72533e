#!/bin/sh
# usage: tests/docs/picture.sh [TANGBAC [PANEL]] - makes the pictures in docs/img/ anew: the planner's page wide and on a telephone, the
# first sheet and the annex of five plans on paper, the page of many goals, the document of one sheet, charts, the atlas. TANGBAC: that of
# the release preset unless given. Needs chromium, libreoffice-writer, fonts-liberation2, poppler-utils, imagemagick and pngquant (Debian
# packages); not part of the tests. Look at every one of them afterwards.
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

# SCENARIO: its results, its page, and that on paper.
brief() {
    "$tangbac" run "datasets/scenarios/$1.json" --panel "$panel" -q -o "$to/$1.json"
    "$tangbac" report "$to/$1.json" --lang vi -o "$to/$1.html"
    chromium --headless --no-sandbox --disable-gpu --no-pdf-header-footer --print-to-pdf="$to/$1.pdf" "file://$to/$1.html" >/dev/null 2>&1
}

# FILE NUMBER NAME: a sheet of a PDF as a picture.
sheet() {
    pdftoppm -r 84 -f "$2" -l "$2" -singlefile -png "$1" "$to/sheet"
    convert "$to/sheet.png" -trim +repage -bordercolor white -border 14 "$to/$3.png"
}

brief ha-noi-2022-june
"$tangbac" report "$to/ha-noi-2022-june.json" --lang en -o "$to/brief.html"
shoot brief 1280 1150 0.625 "file://$to/brief.html"
shoot brief.vi 1280 1150 0.625 "file://$to/ha-noi-2022-june.html"
# a window of Chromium is never as narrow as a telephone, a frame may be
echo '<body style="margin:0"><iframe style="border:0;width:390px;height:1500px" src="ha-noi-2022-june.html"></iframe>' >"$to/narrow.html"
shoot brief-390 390 1500 0.77 "file://$to/narrow.html"

for plan in lai-chau-2022 dong-nai-2018 binh-phuoc-2022 tra-vinh-2020 ha-noi-2022; do
    brief "$plan"
    sheet "$to/$plan.pdf" 1 "plan-$plan"
    # the first sheet that lies across is the annex; without a plan there is none
    across=$(pdfinfo -f 1 -l 99 "$to/$plan.pdf" | awk '/size: *84[12]/ { print $2; exit }')
    [ -z "$across" ] || sheet "$to/$plan.pdf" "$across" "annex-$plan"
done
cp "$to/annex-lai-chau-2022.png" "$to/annex.png"

brief binh-dinh-2023
sheet "$to/binh-dinh-2023.pdf" 1 brief-many
"$tangbac" report "$to/lai-chau-2022.json" --short -o "$to/short.docx"
soffice "-env:UserInstallation=file://$to/profile" --headless --convert-to pdf --outdir "$to" "$to/short.docx" >/dev/null 2>&1
sheet "$to/short.pdf" 1 short
"$tangbac" report "$to/lai-chau-2022.json" --lang vi -o "$to/charts/"
montage "$to/charts/history-2.png" "$to/charts/places-2.png" "$to/charts/measures-2.png" "$to/charts/map-1.png" -tile 2x2 -geometry 520x560+8+8 "$to/charts.png"

"$tangbac" atlas "$panel" --lang en -q -o "$to/atlas.html"
shoot atlas 1280 1000 0.672 "file://$to/atlas.html#s=34&u=12&x=PAPI&y=2025&k=top&v=10&l=en"
shoot atlas-compare 1280 3900 0.45 "file://$to/atlas.html#s=34&u=12&x=PAPI&y=2025&k=top&v=10&c=01.31.48.79&l=vi"

for name in "$to"/brief.png "$to"/brief.vi.png "$to"/brief-390.png "$to"/brief-many.png "$to"/plan-*.png "$to"/annex*.png "$to"/short.png "$to"/charts.png "$to"/atlas*.png; do
    colours=16
    [ "$(basename "$name")" != atlas-compare.png ] || colours=64 # a colour for each of the provinces
    pngquant --force --output "docs/img/$(basename "$name")" "$colours" "$name"
done
