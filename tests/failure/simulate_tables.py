"""Tables of which no rank sensitivity can be made: one unit, one indicator, all equal, no weights, no components; each must be refused by its own sentence and exit code 3.
usage: simulate_tables.py TANGBAC FOLDER"""
import csv
import os
import shutil
import subprocess
import sys

tangbac, folder = sys.argv[1:]
made = os.path.join(folder, "made")
subprocess.run([tangbac, "synth", "--units", "6", "--years", "2", "--indicators", "6", "-o", made, "-q"], check=True, stdout=subprocess.DEVNULL)


def edit(path, change):
    with open(path, newline="", encoding="utf-8") as f:
        rows = list(csv.DictReader(f))
    names = list(rows[0])
    with open(path, "w", newline="", encoding="utf-8") as f:
        w = csv.DictWriter(f, names)
        w.writeheader()
        w.writerows(r for r in rows if change(r) is not False)


def one_unit(r):
    return r["unit"] == "S01"


def one_indicator(r):
    """Of every node but one child is left, and its values; the total's would not be their sum."""
    if "indicator" in r:
        return r["indicator"] == "I1"
    if r["code"] not in ("TOTAL", "D1", "I1"):
        r["first_year"], r["last_year"] = "1990", "1991"


def all_equal(r):
    if r["indicator"] == "TOTAL":
        return False
    r["value"] = "2"


def no_weights(r):
    if r["parent"]:
        r["weight"] = "0"

cases = [
    ("one unit", "values.csv", one_unit, "SYN", "only 1 unit has all components"),
    ("one indicator", "structure.csv values.csv", one_indicator, "SYN", "has one component in 2023"),
    ("all equal", "values.csv", all_equal, "SYN", "all units have equal components"),
    ("no weights", "structure.csv", no_weights, "SYN", "sum to zero"),
    ("no components", None, None, "SYN.I5", "has no components in 2023"),
]
bad = 0
for name, table, change, index, sentence in cases:
    here = os.path.join(folder, name.replace(" ", "-"))
    shutil.copytree(made, here)
    edit(os.path.join(here, "facts.csv"), lambda r: False)
    for one in table.split() if table else []:
        edit(os.path.join(here, one), change)
    panel = here + ".h5"
    done = subprocess.run([tangbac, "import", here, "-o", panel, "-q"], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    done = subprocess.run([tangbac, "simulate", panel, "--index", index, "--year", "2023", "--draws", "10", "--noise", "none"], capture_output=True, text=True)
    good = done.returncode == 3 and sentence in done.stderr and done.stdout == ""
    print(f"{name}: {'refused' if good else f'code {done.returncode}: {done.stderr}'}")
    bad |= not good
sys.exit(bad)
