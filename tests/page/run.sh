#!/bin/sh
# usage: run.sh TANGBAC SOURCES PANEL OUT - pages in headless Chromium (Debian's), driven by playwright-core (npm). Exit 77 where one of them is missing.
# With TANGBAC_PAGE_INSTALL=1 playwright-core is fetched from npm into OUT when it is not there.
set -eu
tangbac=$1 source=$2 panel=$3 out=$4
here=$(cd "$(dirname "$0")" && pwd)
command -v node >/dev/null && command -v "${CHROMIUM:-chromium}" >/dev/null || { echo "chromium or node is missing: skipped"; exit 77; }
CHROMIUM=$(command -v "${CHROMIUM:-chromium}")
export CHROMIUM
mkdir -p "$out"
cp "$here/package.json" "$here/page.mjs" "$out"
if [ ! -d "$out/node_modules/playwright-core" ]; then
    [ -n "${TANGBAC_PAGE_INSTALL:-}" ] && command -v npm >/dev/null || { echo "playwright-core is missing (TANGBAC_PAGE_INSTALL=1 fetches it): skipped"; exit 77; }
    (cd "$out" && npm install --no-audit --no-fund --silent) || { echo "npm install failed: skipped"; exit 77; }
fi
"$tangbac" run "$source/datasets/scenarios/lai-chau-2022.json" --panel "$panel" --draws 20000 -q -o "$out/results.json"
"$tangbac" report "$out/results.json" -o "$out/brief.html"
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
cat >"$out/nasty.csv" <<'CSV'
id,name_vi,agency_vi,component,mean,sd
"a|b","<script>window.fooled=true</script>","""'|&😀 Sở <img src=x onerror=window.fooled=true>",PAPI.D5,0.5,0.1
CSV
"$tangbac" run --panel "$panel" --unit 12 --origin 2021 --year 2022 --goal "PAPI: tốp 25" --levers "$out/nasty.csv" --draws 400 -q -o "$out/nasty.json"
"$tangbac" report "$out/nasty.json" -o "$out/nasty.html"
cd "$out"
exec node page.mjs brief.html results.json many.html many.json nasty.html "$out"
