#!/bin/sh
# usage: bench/levers.sh [BUILD [LEVERS [BUDGET [DRAWS]]]] - a plan from an invented catalogue of many levers, each with a cost and an
# effect of its own: processor time, memory and what the plan is, as a row of a table. Lai Châu's place in PAPI 2022, by the shipped data.
set -eu
build=${1:-build/release} levers=${2:-2000} budget=${3:-20} draws=${4:-10000}
tangbac=$(cd "$build" && pwd)/tangbac panel=$(cd "$build" && pwd)/panel.h5
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
# means 0.01 to 0.1 points, errors of half of that, costs 0.5 to 2; the same numbers every time
awk -v n="$levers" 'BEGIN {
    srand(20261130)
    print "id,name_vi,name_en,component,mean,sd,cost"
    for (i = 1; i <= n; i++) {
        mean = 0.01 + 0.09 * rand()
        printf "L%05d,giải pháp %d,measure %d,PAPI.D%d,%.4f,%.4f,%.2f\n", i, i, i, 1 + int(8 * rand()), mean, mean / 2, 0.5 + 1.5 * rand()
    }
}' >levers.csv
/usr/bin/time -o time.txt -f '%U %M %x' timeout "${LIMIT:-600}" "$tangbac" intervene --panel "$panel" --unit 12 --origin 2021 --year 2022 \
    --goal 'PAPI: +15 ranks' --levers levers.csv --budget "$budget" --draws "$draws" --cache none -q -o answer.json 2>err.txt || cat err.txt >&2
tail -n 1 time.txt | awk -v n="$levers" '{ printf "%d levers: %.2f CPU-seconds, %d MB, exit %s\n", n, $1, $2 / 1024, $3 }'
[ ! -s answer.json ] || tr -d '\n' <answer.json | grep -o '"plan": *{.*' | head -c 1200 |
    grep -o '"\(chance\|chance_chosen\|chance_without\|cost\|exact\|bound\|nodes\|choices\)": *[^,]*' | tr '\n' ' '
echo
