#!/usr/bin/python3
# sampling_errors.py - what published sampling errors (datasets/precision.csv) do to forecasts: the
# same back-tests on the panel of the package and on one of the package without that table.
# Of each component: CRPS and logarithmic score (mean over target years, difference with its standard
# error over years, share inside the 90 % interval), and what the sentence on noise says from the
# last origin: the share of a year's change that is noise (q05-q95), and the floor under it that
# sampling alone makes.
# usage: bench/sampling_errors.py [BUILD_DIR [NODE ...]]      (default: build/release, all; five minutes of work)
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile

CODES = ("CSTP1_ENTRY", "CSTP2_LAND", "CSTP3_TRANSPARENCY", "CSTP4_TIME", "CSTP5_INFORMAL", "CSTP6_COMPETITION",
         "CSTP7_PROACTIVITY", "CSTP10_LEGAL")
ASKED = [("PCI." + code, 2012, 2015) for code in CODES] + [("PCI", 2013, 2023), ("PAPI", 2013, 2022)]
MODEL, PANELS = "statespace", ("with", "without")
SEEDS = (1, 2, 3)  # completed tables are drawn: scores of a year are means over these


def build_panels(tangbac, work):
    """Two panels: of the package as it is, and of one whose table of sampling errors is empty."""
    for name in PANELS:
        shutil.copytree("datasets", f"{work}/{name}")
    path = f"{work}/without/precision.csv"
    with open(path, encoding="utf-8") as text:
        head = text.readline()
    with open(path, "w", encoding="utf-8") as text:
        text.write(head)
    for name in PANELS:
        subprocess.run([tangbac, "import", f"{work}/{name}/datapackage.json", "-o", f"{work}/{name}.h5", "--quiet"],
                       stdout=subprocess.DEVNULL, check=True)


def ask(tangbac, *words):
    said = subprocess.run([tangbac, *words, "--quiet"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False)
    return json.loads(said.stdout)["result"] if said.returncode == 0 else None


def average(values):
    """Mean over target years, and its standard error."""
    mean = sum(values) / len(values)
    return mean, math.sqrt(sum((v - mean) ** 2 for v in values) / (len(values) - 1) / len(values))


def say_noise(noise):
    share, floor = noise.get("share_of_variance"), noise.get("sampling_share")
    if not share:
        return "–"
    text = f"{100 * share['estimate']:.0f} ({100 * share['q05']:.0f}–{100 * share['q95']:.0f})"
    return text + (f", at least {100 * floor:.0f}" if floor is not None else "")


def score(tangbac, panel, node, first, last):
    """{target year: {metric: mean over the seeds}}"""
    years = {}
    for seed in SEEDS:
        said = ask(tangbac, "backtest", panel, "--index", node, "--origins", f"{first}:{last}", "--seed", str(seed))
        for row in (said or {"targets": []})["targets"]:
            if row["model"] == MODEL:
                for metric in ("crps", "log_score", "coverage90"):
                    of = years.setdefault(row["year"], {})
                    of[metric] = of.get(metric, 0) + row[metric] / len(SEEDS)
    return years


def judge(tangbac, work, node, first, last):
    rows, noise = {}, {}
    for name in PANELS:
        rows[name] = score(tangbac, f"{work}/{name}.h5", node, first, last)
        said = ask(tangbac, "forecast", f"{work}/{name}.h5", "--index", node, "--origin", str(last), "--year", str(last + 1))
        noise[name] = say_noise((said or {}).get("noise") or {})
    years = sorted(set(rows["with"]) & set(rows["without"]))
    if len(years) < 2:
        return None
    cells = []
    for metric, digits in (("crps", 4), ("log_score", 3)):
        both = [average([rows[name][y][metric] for y in years])[0] for name in PANELS]
        off, error = average([rows["with"][y][metric] - rows["without"][y][metric] for y in years])
        cells.append(f"{both[1]:.{digits}f} / {both[0]:.{digits}f} | {off:+.{digits}f} ± {error:.{digits}f}")
    inside = [average([rows[name][y]["coverage90"] for y in years])[0] for name in PANELS]
    return (f"| {node} | {years[0]}–{years[-1]} | {cells[0]} | {cells[1]} | {100 * inside[1]:.0f} / {100 * inside[0]:.0f} "
            f"| {noise['without']} | {noise['with']} |")


def main():
    build = sys.argv[1] if len(sys.argv) > 1 else "build/release"
    tangbac = os.path.abspath(f"{build}/tangbac")
    print("| component | target years | CRPS without / with | change | logarithmic score | change | inside 90 % | noise without, % of a year's change | with |")
    print("|---|---|---|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as work:
        build_panels(tangbac, work)
        for node, first, last in ASKED:
            if sys.argv[2:] and node not in sys.argv[2:]:
                continue
            row = judge(tangbac, work, node, first, last)
            print(row or f"| {node} | cannot be judged |", flush=True)


main()
