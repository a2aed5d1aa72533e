#!/bin/sh
# A process of four is killed: the job ends with an error and without a result; the checkpoint lets another number of processes finish it, with the bytes of an undisturbed run.
set -eu
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
ask="simulate $PANEL --index PAPI --year 2022 --noise none --aggregate arithmetic --draws 3000000 --samples 256 --full -q --threads 1"
"$TANGBAC" $ask >"$tmp/whole"
mpirun --allow-run-as-root --oversubscribe -n 4 "$TANGBAC_MPI" $ask --checkpoint "$tmp/point" --checkpoint-seconds 0 -o "$tmp/part.json" >"$tmp/log" 2>&1 &
job=$!
i=0
while [ ! -s "$tmp/point" ] && [ $i -lt 600 ]; do sleep 0.05; i=$((i + 1)); done
[ -s "$tmp/point" ] || { echo "no checkpoint was written"; cat "$tmp/log"; exit 1; }
victim=$(ps -o pid= --ppid $job | tail -n 1)
kill -9 $victim
if wait $job; then echo "the job ended as if nothing had happened"; exit 1; fi
grep -q -i "killed\|signal 9" "$tmp/log" || { echo "no word about the killed process:"; cat "$tmp/log"; exit 1; }
[ ! -e "$tmp/part.json" ] || { echo "half a result"; exit 1; }
mpirun --allow-run-as-root --oversubscribe -n 2 "$TANGBAC_MPI" $ask --checkpoint "$tmp/point" >"$tmp/resumed"
cmp "$tmp/whole" "$tmp/resumed"
echo "killed, continued with 2 processes, the same bytes"
