#!/bin/sh
# usage: bench/import.sh [TANGBAC] [UNITS YEARS INDICATORS] - how fast, and in how much memory, does a large synthetic panel import? One JSON line a question.
# The sizes of the promise are the default: 10,000 units x 30 years x 100 indicators, more than 50 MB/s of CSV on one core, under 2.5 times the size of the values.
set -eu
cd "$(dirname "$0")/.."
tangbac=${1:-build/release/tangbac}
units=${2:-10000} years=${3:-30} indicators=${4:-100}
case $tangbac in /*) ;; *) tangbac=$PWD/$tangbac ;; esac
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
"$tangbac" synth -o big --units "$units" --years "$years" --indicators "$indicators" -q
/usr/bin/python3 - "$tangbac" big <<'PYTHON'
import hashlib, json, os, resource, subprocess, sys, time

command, folder = sys.argv[1:]
size = sum(os.path.getsize(os.path.join(folder, n)) for n in os.listdir(folder) if n.endswith(".csv"))
reps, report = [], None
for _ in range(3):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    # one core: the import is single-threaded, and is kept to one processor so that no other can help
    done = subprocess.run(["taskset", "-c", "0", command, "import", folder, "-o", "big.h5", "-q"], capture_output=True, check=True)
    wall, after = time.monotonic() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    reps.append((wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    report = json.loads(done.stdout)["result"]
wall, cpu = (sorted(x)[1] for x in zip(*reps))
peak, values = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss * 1024, report["values"]
with open("big.h5", "rb") as f:
    check = hashlib.file_digest(f, "sha256").hexdigest()[:16] if hasattr(hashlib, "file_digest") else hashlib.sha256(f.read()).hexdigest()[:16]
print(json.dumps({"bench": "import", "csv_mb": round(size / 1e6, 1), "values": values, "reps": len(reps), "median_wall_s": round(wall, 2), "median_cpu_s": round(cpu, 2),
                  "mb_per_s_wall": round(size / 1e6 / wall, 1), "mb_per_s_cpu": round(size / 1e6 / cpu, 1), "peak_mb": round(peak / 1e6, 1),
                  "peak_over_values": round(peak / (8 * values), 2), "check": check}))
PYTHON
