#!/bin/sh
# usage: bench/load.sh [BUILD [UNITS [YEARS [INDICATORS]]]] - a large invented package through every command: processor time,
# memory and exit code of each as a row of a table. A few minutes; not part of ./check. What takes longer than LIMIT seconds (600) is
# ended and says 124.
set -eu
build=${1:-build/release} units=${2:-10000} years=${3:-30} indicators=${4:-20} limit=${LIMIT:-600}
tangbac=$(cd "$build" && pwd)/tangbac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"

row() { # name, command
    name=$1
    shift
    /usr/bin/time -o time.txt -f '%U %M %x' timeout "$limit" "$@" >out.txt 2>err.txt || true
    tail -n 1 time.txt | awk -v name="$name" '{ printf "| %s | %.2f | %d | %s |\n", name, $1, $2 / 1024, $3 }'
    [ "$(tail -n 1 time.txt | awk '{ print $3 }')" -eq 0 ] || head -n 2 err.txt >&2
}

echo "| $units units x $years years x $indicators indicators | CPU-seconds | peak MB | exit |"
echo "|---|---:|---:|---:|"
row synth "$tangbac" synth --units "$units" --years "$years" --indicators "$indicators" -o data -q
row import "$tangbac" import data -o panel.h5 -q
last=$("$tangbac" rank panel.h5 --index SYN --year 2100 -q 2>&1 | grep -o '[0-9][0-9][0-9][0-9]' | tail -n 1) # "it has 2014 to 2023"
row rank "$tangbac" rank panel.h5 --index SYN --year "$last" -q
row show "$tangbac" show panel.h5 -q
row estimate "$tangbac" estimate panel.h5 'SYN.TOTAL ~ lag(SYN.TOTAL) | unit + year' -q
row forecast "$tangbac" forecast panel.h5 --index SYN --origin "$last" --year "$((last + 1))" --draws 1000 --threads 1 -q -o forecast.json
row 'simulate --noise none' "$tangbac" simulate panel.h5 --index SYN --year "$last" --noise none --draws 1000 --samples 0 --threads 1 -q -o simulate.json
row simulate "$tangbac" simulate panel.h5 --index SYN --year "$last" --draws 1000 --samples 0 --aggregate arithmetic --threads 1 -q -o simulate.json
row complete "$tangbac" complete panel.h5 --index SYN --year "$last" --threads 1 -q -o complete.json
row export "$tangbac" export panel.h5 -o table.csv -q
row 'memory of 256 MB refused' sh -c "ulimit -v 262144; exec '$tangbac' forecast panel.h5 --index SYN --origin '$last' --year '$((last + 1))' -q"
