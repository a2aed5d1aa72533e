#!/usr/bin/python3
# held_out.py - do the 90 % intervals of `complete` hold figures that the data do not have?
# Published cells (a province's score and place of a year, and its group) are taken out of a copy of the data package,
# the panel is built anew, and the completed tables are asked where those cells are. Two ways of
# choosing them: a share of all cells at random (others of the same province stay), and all cells of
# some provinces from a year on. Cells without a published figure are never judged.
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

SPLITS, SHARE, PROVINCES, DRAWS = 3, 0.15, 10, 1000
FIRST = {"PAR": 2017, "SIPAS": 2018}


def read(path):
    with open(path, encoding="utf-8-sig", newline="") as text:
        return list(csv.reader(text))


def write(path, rows):
    with open(path, "w", encoding="utf-8", newline="") as text:
        csv.writer(text, lineterminator="\n").writerows(rows)


def cells(folder, index):
    """(year, unit): {"TOTAL": score, "RANK": place}"""
    found = {}
    for row in read(f"{folder}/{index.lower()}/values.csv")[1:]:
        if row[1] in ("TOTAL", "RANK"):
            found.setdefault((int(row[2]), row[3]), {})[row[1]] = float(row[4])
    return {c: v for c, v in found.items() if c[0] >= FIRST.get(index, 0)}


def without(package, folder, index, out):
    """A copy of the package that knows nothing of the cells in `out`."""
    shutil.copytree(package, folder)
    for name, year, unit in (("values", 2, 3), ("facts", 1, 2)):
        path = f"{folder}/{index.lower()}/{name}.csv"
        rows = read(path)
        write(path, rows[:1] + [r for r in rows[1:] if (int(r[year]), r[unit]) not in out])
    with open(f"{folder}/datapackage.json", encoding="utf-8") as text:
        described = json.load(text)
    for resource in described["resources"]:
        resource.pop("hash", None)
        resource.pop("bytes", None)
    with open(f"{folder}/datapackage.json", "w", encoding="utf-8") as text:
        json.dump(described, text, ensure_ascii=False)


def judge(tangbac, panel, index, known, out, seed):
    """Per cell and kind: is it inside the 90 % interval, and on which side not (-1, 0, 1)?"""
    sides = {"TOTAL": [], "RANK": []}
    for year in sorted({y for y, _ in out}):
        said = subprocess.run([tangbac, "complete", panel, "--index", index, "--year", str(year), "--no-merged",
                               "--draws", str(DRAWS), "--seed", str(seed), "--quiet"], stdout=subprocess.PIPE, check=False)
        if said.returncode != 0:
            continue
        of = {u["code"]: u for u in json.loads(said.stdout)["result"]["units"]}
        for (y, unit) in sorted(out):
            if y != year or unit not in of:
                continue
            for kind, member in (("TOTAL", "score"), ("RANK", "rank")):
                value = known[y, unit].get(kind)
                q = of[unit].get(member)
                if value is not None and q:
                    sides[kind].append((year, (value > q["q95"]) - (value < q["q05"]), q["q95"] - q["q05"]))
    return sides


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build/release"
    tangbac = os.path.abspath(f"{build}/tangbac")
    print("| index | taken out | what | cells | inside 90 % | below / above | mean width |\n|---|---|---|---|---|---|---|")
    for index in sys.argv[2:] or ["PAR", "SIPAS"]:
        known = cells("datasets", index)
        for way in ("cells", "provinces"):
            sides = {"TOTAL": [], "RANK": []}
            for split in range(SPLITS):
                pick = random.Random(f"{index} {way} {split}")
                units = sorted({u for _, u in known})
                chosen = set(pick.sample(units, PROVINCES))
                out = {c for c in sorted(known) if (pick.random() < SHARE if way == "cells" else c[1] in chosen)}
                with tempfile.TemporaryDirectory() as work:
                    without("datasets", f"{work}/data", index, out)
                    subprocess.run([tangbac, "import", f"{work}/data/datapackage.json", "-o", f"{work}/panel.h5", "--quiet"],
                                   stdout=subprocess.DEVNULL, check=True)
                    for kind, more in judge(tangbac, f"{work}/panel.h5", index, known, out, split + 1).items():
                        sides[kind] += more
            for kind, name in (("TOTAL", "score"), ("RANK", "rank")):
                n = len(sides[kind])
                if not n:
                    continue
                inside = sum(s == 0 for _, s, _ in sides[kind]) / n
                print(f"| {index} | {way} | {name} | {n} | {100 * inside:.0f} ± {100 * math.sqrt(inside * (1 - inside) / n):.0f} % | "
                      f"{sum(s < 0 for _, s, _ in sides[kind])} / {sum(s > 0 for _, s, _ in sides[kind])} | "
                      f"{sum(w for _, _, w in sides[kind]) / n:.1f} |", flush=True)
                if os.environ.get("TANGBAC_BY_YEAR"):
                    for y in sorted({y for y, _, _ in sides[kind]}):
                        rows = [s for t, s, _ in sides[kind] if t == y]
                        print(f"    {y}: {len(rows)} cells, {rows.count(0)} inside, {rows.count(-1)} below, {rows.count(1)} above")


main()
