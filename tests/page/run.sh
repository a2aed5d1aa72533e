#!/bin/sh
# usage: run.sh TANGBAC SOURCES PANEL OUT [firefox] - pages in headless Chromium (playwright-core), or in Firefox ESR (puppeteer-core over
# WebDriver BiDi); both browsers are Debian's, the drivers npm's. Exit 77 where one of them is missing. The drivers are fetched into OUT when
# they are not there (TANGBAC_PAGE_INSTALL=0: never); without the registry the test is skipped.
set -eu
tangbac=$1 source=$2 panel=$3 out=$4 which=${5:-chromium}
here=$(cd "$(dirname "$0")" && pwd)
command -v node >/dev/null || { echo "node is missing: skipped"; exit 77; }
if [ "$which" = firefox ]; then
    FIREFOX=$(command -v "${FIREFOX:-firefox-esr}") || { echo "firefox-esr is missing: skipped"; exit 77; }
    export FIREFOX
else
    CHROMIUM=$(command -v "${CHROMIUM:-chromium}") || { echo "chromium is missing: skipped"; exit 77; }
    export CHROMIUM
fi
mkdir -p "$out"
modules=$(dirname "$out")/page-modules
mkdir -p "$modules"
if ! cmp -s "$here/package.json" "$modules/package.json" || [ ! -d "$modules/node_modules/puppeteer-core" ]; then
    [ "${TANGBAC_PAGE_INSTALL:-1}" != 0 ] && command -v npm >/dev/null || { echo "the drivers are missing and are not to be fetched: skipped"; exit 77; }
    cp "$here/package.json" "$modules"
    (cd "$modules" && timeout 200 npm install --no-audit --no-fund --silent --ignore-scripts) || { rm -f "$modules/package.json"; echo "the npm registry is not reached: skipped"; exit 77; }
fi
rm -rf "$out/node_modules"
ln -s "$modules/node_modules" "$out/node_modules"
cp "$here/package.json" "$here"/*.mjs "$out"
"$tangbac" run "$source/datasets/scenarios/lai-chau-2022.json" --panel "$panel" --draws 8000 -q -o "$out/results.json"
"$tangbac" report "$out/results.json" -o "$out/brief.html"
"$tangbac" atlas "$panel" --index PAPI --merged --years 1 --draws 4000 --lang vi -q -o "$out/atlas.html"
choice='atlas.html#s=34&u=12&x=PAPI&k=top&v=10&l=vi'
if [ "$which" = firefox ]; then
    cd "$out"
    code=0
    node firefox.mjs brief.html atlas.html "$out" || code=$?
    # on a busy machine the driver now and then loses the browser: that says nothing of the page, so it is asked once more
    [ "$code" -ne 1 ] || { code=0; node firefox.mjs brief.html atlas.html "$out" || code=$?; }
    [ "$code" -ne 0 ] || node opens.mjs "$choice" firefox || code=$?
    exit "$code"
fi
"$tangbac" report "$out/results.json" -o "$out/charts/"
# 200 measures of random size without spread: 0.01 to 2.00 points in a scrambled order
{
    echo 'id,name_vi,component,mean,sd'
    i=0
    while [ "$i" -lt 200 ]; do
        size=$(( (i * 7919 + 1234) % 2000 + 1 ))
        echo "s$i,Giả định $i,PAPI.D$(( i % 8 + 1 )),$(( size / 1000 )).$(printf '%03d' $(( size % 1000 ))),0.000001"
        i=$(( i + 1 ))
    done
} >"$out/many.csv"
"$tangbac" run --panel "$panel" --unit 12 --origin 2021 --year 2022 --goal "PAPI: tốp 25" --levers "$out/many.csv" --budget 1 --draws 20000 -q -o "$out/many.json"
"$tangbac" report "$out/many.json" -o "$out/many.html"
"$tangbac" run --panel "$panel" --unit 12 --origin 2021 --year 2022 --goal "PAPI: +5 bậc" --goal "PAR: tốp 30" --draws 8000 -q -o "$out/together.json"
"$tangbac" report "$out/together.json" -o "$out/together.html"
# the same province and draws, other goals
"$tangbac" run --panel "$panel" --unit 12 --origin 2021 --year 2022 --goal "PAPI: tốp 20" --goal "PAR: tốp 40" --draws 8000 -q -o "$out/apart.json"
"$tangbac" report "$out/apart.json" -o "$out/apart.html"
"$tangbac" run "$source/datasets/scenarios/ha-noi-2022.json" --panel "$panel" --draws 20000 -q -o "$out/ticks.json"
"$tangbac" report "$out/ticks.json" -o "$out/ticks.html"
# the same province and measures, other goals: what a planner would choose on the page of the first
"$tangbac" run --panel "$panel" --unit 01 --origin 2020 --year 2022 --goal "PAPI: tăng 5 bậc" --goal "PAPI: tốp 10" --goal "PAPI: tốp 30" --goal "PAPI: tốp 45" --goal "PAPI: từ 45 điểm trở lên" \
    --goal "PAPI: nhóm cao nhất" --goal "PAPI: nhóm trung bình cao trở lên" \
    --levers "$source/datasets/levers.csv" --budget 2 --draws 20000 -q -o "$out/others.json"
"$tangbac" report "$out/others.json" -o "$out/others.html"
cat >"$out/nasty.csv" <<'CSV'
id,name_vi,agency_vi,component,mean,sd
"a|b","<script>window.fooled=true</script>","""'|&😀 Sở <img src=x onerror=window.fooled=true>",PAPI.D5,0.5,0.1
CSV
"$tangbac" run --panel "$panel" --unit 12 --origin 2021 --year 2022 --goal "PAPI: tốp 25" --levers "$out/nasty.csv" --draws 400 -q -o "$out/nasty.json"
# the province has such a name too
sed "s/\"Lai Châu\"/\"<script>window.fooled=true<\/script>'|\&😀 $(printf '\342\200\217') =1+1\"/" "$out/nasty.json" >"$out/nasty-unit.json"
grep -q '"unit_name": "<script>' "$out/nasty-unit.json"
"$tangbac" report "$out/nasty-unit.json" -o "$out/nasty.html"
cd "$out"
node vega.mjs results.json charts/*.json
node opens.mjs "$choice"
exec node page.mjs brief.html results.json many.html many.json nasty.html atlas.html "$out"
