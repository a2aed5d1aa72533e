#!/bin/sh
# usage: bench/effects.sh [BUILD] - one dated measure, all outcomes of PAPI, 999 bootstraps and 999 permutations on one core; then one outcome on one balanced sample beside
# group-time effects in base R (peers/group_time.R), whose average and error must be ours to 1e-9 before any time is said, and R's did where it is installed.
# One JSON line each; seconds are of processor time: ours of whole processes, R's without its start and reading.
build=${1:-build/release}
panel=$build/panel.h5
[ -f "$panel" ] || "$build/tangbac" import datasets -o "$panel" -q >/dev/null
folder=$(mktemp -d) || exit 1
trap 'rm -rf "$folder"' EXIT
ours() { # name, arguments
    name=$1
    shift
    /usr/bin/time -f "%U %S %e" -o "$folder/time" "$build/tangbac" effects "$panel" -m PASC "$@" --threads 1 -q -o "$folder/ours.json"
    read -r user system wall <"$folder/time"
    printf '{ "work": "effects", "who": "%s", "cpu_seconds": %s, "wall_seconds": %s }\n' "$name" "$(echo "$user + $system" | bc)" "$wall"
}
ours "tangbac, one outcome" --outcome PAPI.D5
ours "tangbac, all outcomes of PAPI" --outcome PAPI.all
ours "tangbac, one outcome, balanced, no permutations" --outcome PAPI.D5 --balanced --years 2011:2023 --permutations 0
command -v Rscript >/dev/null || exit 0
"$build/tangbac" export "$panel" --index PAPI -q -o "$folder/papi.csv"
awk -F, 'NR == FNR { if (FNR > 1 && $5 != "") g[$2] = $5; next }
    FNR == 1 { print "unit,year,value,exposed"; next }
    $2 == "D5" && ($4 in g) && $3 >= 2011 && $3 <= 2023 { print $4 "," $3 "," $5 "," (g[$4] <= 2023 ? g[$4] : 0) }' \
    tests/reference/effects/pasc.csv "$folder/papi.csv" >"$folder/table.csv"
Rscript bench/peers/group_time.R "$folder/table.csv" >"$folder/peer.json" || exit 1
python3 - "$folder/ours.json" "$folder/peer.json" <<'PY' || exit 1
import json, sys
ours = json.load(open(sys.argv[1]))["result"]["studies"][0]["overall"]
peer = json.load(open(sys.argv[2]))
for name in ("estimate", "std_error"):
    if abs(ours[name] - peer[name]) > 1e-9 * abs(peer[name]):
        sys.exit(f"bench/effects.sh: {name} {ours[name]!r} for {peer[name]!r} of base R: no times")
PY
cat "$folder/peer.json"
if Rscript -e 'quit(status = !requireNamespace("did", quietly = TRUE))' 2>/dev/null; then
    Rscript bench/peers/did.R "$folder/table.csv" 2>"$folder/said" >"$folder/did.json" || { cat "$folder/said" >&2; exit 1; }
    python3 - "$folder/ours.json" "$folder/did.json" <<'PY' || exit 1
import json, sys
ours = json.load(open(sys.argv[1]))["result"]["studies"][0]["overall"]["estimate"]
peer = json.load(open(sys.argv[2]))["estimate"]
if abs(ours - peer) > 1e-9:
    sys.exit(f"bench/effects.sh: {ours!r} for {peer!r} of R's did: no times")
PY
    cat "$folder/did.json"
else
    echo '{ "work": "effects", "who": "R did", "reason": "not installed (no package of Debian 12)" }'
fi
