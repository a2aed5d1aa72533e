#!/usr/bin/python3
# held_out.py - do the 90 % intervals of `complete` hold figures that the data do not have?
# Published cells (a province's score and place of a year, and its group) are taken out of a copy of
# the data package, the panel is built anew, and the completed tables are asked where those cells
# are. Two ways of choosing them: a share of all cells at random (others of the same province stay),
# and all cells of some provinces. A third number weighs the draws by how often a place is printed:
# cells that were printed stand at the ends of the table more often than cells that were not, so the
# law of a silent cell is not the law of a cell that is found later.
# usage: bench/held_out.py [BUILD_DIR [INDEX ...]]     (default: build/release PAR SIPAS)
import csv
import json
import math
import os
import random
import shutil
import subprocess
import sys
import tempfile

SPLITS, SHARE, PROVINCES, DRAWS = 6, 0.15, 10, 1000
FIRST = {"PAR": 2017, "SIPAS": 2018}
MEMBER = {"TOTAL": "score", "RANK": "rank"}


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


def read_cells(folder, index):
    """(year, unit): {"TOTAL": score, "RANK": place}"""
    found = {}
    for row in read(f"{folder}/{index.lower()}/values.csv")[1:]:
        if row[1] in MEMBER:
            found.setdefault((int(row[2]), row[3]), {})[row[1]] = float(row[4])
    return {c: v for c, v in found.items() if c[0] >= FIRST.get(index, 0)}


def take_out(package, folder, index, out):
    """A copy of the package that knows nothing of the cells in `out`."""
    shutil.copytree(package, folder)
    for name, year, unit in (("values", 2, 3), ("facts", 1, 2)):
        path = f"{folder}/{index.lower()}/{name}.csv"
        rows = read(path)
        write(path, rows[:1] + [r for r in rows[1:] if (int(r[year]), r[unit]) not in out])


def weigh_places(known, out, year, units=63):
    """How often a place is printed, from the cells that stay: a kernel of two places, all years."""
    weight = [0.0] * (units + 1)
    for cell, value in known.items():
        if cell in out or "RANK" not in value:
            continue
        for r in range(1, units + 1):
            weight[r] += math.exp(-0.5 * ((r - value["RANK"]) / 2) ** 2)
    return weight


def interval(values, weights):
    order = sorted(range(len(values)), key=values.__getitem__)
    total, sum_, low, high = sum(weights), 0.0, values[order[0]], values[order[-1]]
    for k in order:
        if sum_ < 0.05 * total <= sum_ + weights[k]:
            low = values[k]
        if sum_ < 0.95 * total <= sum_ + weights[k]:
            high = values[k]
        sum_ += weights[k]
    return low, high


def read_draws(path):
    """unit: scores by draw"""
    scores = {}
    with open(path, encoding="utf-8", newline="") as text:
        for row in csv.DictReader(text):
            scores.setdefault(row["unit"], []).append(float(row["value"]))
    return scores


def judge(tangbac, work, index, known, out, seed):
    """Rows (kind, side, width, side where printed): side 0 inside, -1 below, 1 above."""
    rows = []
    for year in sorted({y for y, _ in out}):
        said = subprocess.run([tangbac, "complete", f"{work}/panel.h5", "--index", index, "--year", str(year),
                               "--no-merged", "--draws", str(DRAWS), "--seed", str(seed), "--quiet",
                               "--samples", f"{work}/draws.csv"], stdout=subprocess.PIPE, check=False)
        if said.returncode != 0:
            continue
        of = {u["code"]: u for u in json.loads(said.stdout)["result"]["units"]}
        scores = read_draws(f"{work}/draws.csv")
        weight = weigh_places(known, out, year)
        for (y, unit) in sorted(out):
            if y != year or unit not in scores:
                continue
            own = scores[unit]
            ranks = [1 + sum(s[d] > own[d] for s in scores.values()) for d in range(len(own))]
            printed = [weight[r] for r in ranks]
            for kind, member in MEMBER.items():
                value, q = known[y, unit].get(kind), of[unit].get(member)
                if value is None or not q:
                    continue
                low, high = interval(own if kind == "TOTAL" else ranks, printed)
                rows.append((kind, (value > q["q95"]) - (value < q["q05"]), q["q95"] - q["q05"],
                             (value > high) - (value < low)))
    return rows


def say_share(sides):
    n = len(sides)
    inside = sum(s == 0 for s in sides) / n
    return f"{100 * inside:.0f} ± {100 * math.sqrt(inside * (1 - inside) / n):.0f} %"


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build/release"
    tangbac = os.path.abspath(f"{build}/tangbac")
    print("| index | taken out | what | cells | inside 90 % | below / above | mean width | weighed by what is printed |")
    print("|---|---|---|---|---|---|---|---|")
    for index in sys.argv[2:] or ["PAR", "SIPAS"]:
        known = read_cells("datasets", index)
        for way in ("cells", "provinces"):
            rows = []
            for split in range(SPLITS):
                pick = random.Random(f"{index} {way} {split}")
                chosen = set(pick.sample(sorted({u for _, u in known}), PROVINCES))
                out = {c for c in sorted(known) if (pick.random() < SHARE if way == "cells" else c[1] in chosen)}
                with tempfile.TemporaryDirectory() as work:
                    take_out("datasets", f"{work}/data", index, out)
                    subprocess.run([tangbac, "import", f"{work}/data/datapackage.json", "-o", f"{work}/panel.h5",
                                    "--quiet"], stdout=subprocess.DEVNULL, check=True)
                    rows += judge(tangbac, work, index, known, out, split + 1)
            for kind, name in MEMBER.items():
                own = [r for r in rows if r[0] == kind]
                if own:
                    sides = [r[1] for r in own]
                    print(f"| {index} | {way} | {name} | {len(own)} | {say_share(sides)} | {sides.count(-1)} / {sides.count(1)} "
                          f"| {sum(r[2] for r in own) / len(own):.1f} | {say_share([r[3] for r in own])} |", flush=True)


main()
