#!/usr/bin/python3
# mixing.py - how well do the chains of completed tables mix, whichever table is asked for? Every
# index-year with a score that nobody knows is asked for by itself, as `complete` does it; R-hat and
# effective draws are the command's own, and the score with the worst R-hat is found again from the
# draws (rank-normalised split R-hat: Vehtari et al. 2021).
# usage: bench/mixing.py [--seeds N,N] [--threads N] [INDEX | INDEX:YEAR ...] >FILE   (default: all, seed 1)
#        bench/mixing.py --summary FILE ...   one row an index of what stands in such files (docs/evidence.md)
# environment: TANGBAC (build/release/tangbac), PANEL (build/panel.h5). Needs python3-numpy. A quarter of
# an hour of processor time for all.
import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time

import numpy as np

TANGBAC = os.environ.get("TANGBAC", "build/release/tangbac")
PANEL = os.environ.get("PANEL", "build/panel.h5")
CHAINS = 4
QUANTILE = np.vectorize(statistics.NormalDist().inv_cdf)


def normal_scores(x):
    """Blom's normal scores of the ranks, ties at their mean rank."""
    _, where, count = np.unique(x, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[where]
    return QUANTILE((rank - 0.375) / (x.size + 0.25)).reshape(x.shape)


def rhat_of(z):
    n = z.shape[1]
    within, between = z.var(axis=1, ddof=1).mean(), z.mean(axis=1).var(ddof=1)
    return np.sqrt((n - 1) / n + between / within)


def rhat(draws):
    """draws: chain by chain; each is split into halves."""
    x = draws.reshape(2 * CHAINS, -1)
    if x.min() == x.max():
        return 0
    return max(rhat_of(normal_scores(x)), rhat_of(normal_scores(abs(x - np.median(x)))))


def complete(index, year, seed, threads):
    """The command's answer, the unit with the worst R-hat, processor and wall time; None: it says no."""
    with tempfile.TemporaryDirectory() as folder:
        answer, samples = folder + "/answer.json", folder + "/samples.csv"
        command = [TANGBAC, "complete", PANEL, "--index", index, "--year", str(year), "--draws", "4000", "--quiet",
                   "--seed", str(seed), "--threads", str(threads), "--no-merged", "-o", answer, "--samples", samples]
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.time()
        if subprocess.run(command, stderr=subprocess.DEVNULL).returncode != 0:
            return None
        wall, after = time.time() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        with open(answer, encoding="utf-8") as f:
            result = json.load(f)["result"]
        draws = {}
        with open(samples, encoding="utf-8") as f:
            next(f)
            for line in f:
                field = line.split(",")
                draws.setdefault(field[3], []).append(field[6])
        each = {unit: rhat(np.array(x, dtype=float)) for unit, x in draws.items() if "" not in x}
        worst = max(each, key=each.get)
        name = {u["code"]: u["name_en"] for u in result["units"]}.get(worst, worst)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        return result, name, each[worst], cpu, wall


def index_years():
    """Indices of which some table is known in part, with all years from their first to their last."""
    show = json.loads(subprocess.run([TANGBAC, "show", PANEL], check=True, capture_output=True).stdout)
    for index in show["result"]["indices"]:
        years = index["years"]
        for year in range(min(years), max(years) + 1) if years else []:
            yield index["index"], year


def summarise(files):
    """One row an index, of the first seed; years in order, the last row of a year counts."""
    by = {}
    for name in files:
        with open(name, encoding="utf-8") as lines:
            for line in lines:
                cell = [c.strip() for c in line.strip().strip("|").split("|")]
                if len(cell) == 8 and cell[1].isdigit() and cell[2] == "1":
                    by.setdefault(cell[0], {})[int(cell[1])] = cell
    print("| index | R-hat of each year | least effective draws | seconds of processor time |")
    print("|---|---|---|---|")
    for index, years in by.items():
        least = min(years.values(), key=lambda c: int(c[5]))
        time_ = [float(c[6]) for c in years.values()]
        said = ", ".join(f"{y} {years[y][3]}" for y in sorted(years))
        print(f"| {index} | {said} | {least[5]} ({least[1]}, {least[4]}) | {min(time_):.1f} to {max(time_):.1f} |")


parser = argparse.ArgumentParser()
parser.add_argument("--seeds", default="1")
parser.add_argument("--threads", type=int, default=2)
parser.add_argument("--summary", action="store_true")
parser.add_argument("what", nargs="*")
args = parser.parse_args()
if args.summary:
    summarise(args.what)
    sys.exit()
print("| index | year | seed | largest R-hat | of | least effective draws | seconds of processor time | wall |")
print("|---|---|---|---|---|---|---|---|", flush=True)
for index, year in index_years():
    if args.what and index not in args.what and f"{index}:{year}" not in args.what:
        continue
    for seed in args.seeds.split(","):
        done = complete(index, year, seed, args.threads)
        if done is None or done[0]["rhat_max"] is None:
            break
        result, name, again, cpu, wall = done
        if abs(again - result["rhat_max"]) > 1e-6:
            sys.exit(f"bench/mixing.py: {index} {year}: R-hat {result['rhat_max']!r}, from the draws {again!r} of {name}")
        print(f"| {index} | {year} | {seed} | {result['rhat_max']:.3f} | {name} | {result['ess_min']:.0f} | {cpu:.1f} | {wall:.1f} |",
              flush=True)
