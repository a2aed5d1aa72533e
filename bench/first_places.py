#!/usr/bin/python3
# first_places.py - of provinces that stood among the first k of an index, how many did a year later?
# Only years whose places 1 .. k are all printed count: then it is known of every province whether it
# is among them, printed or not, so that nothing is selected.
# usage: bench/first_places.py [FOLDER_OF_AN_INDEX ...]   (default: datasets/par datasets/sipas)
import csv
import math
import sys


def places(folder):
    years = {}
    with open(f"{folder}/values.csv", encoding="utf-8", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["indicator"] == "RANK":
                years.setdefault(int(row["year"]), {})[int(float(row["value"]))] = row["unit"]
    return years


for folder in sys.argv[1:] or ["datasets/par", "datasets/sipas"]:
    years = places(folder)
    for k in (3, 5, 10):
        stood = stayed = 0
        for year, before in years.items():
            after = years.get(year + 1, {})
            if any(place not in after for place in range(1, k + 1)):
                continue
            then = {after[place] for place in range(1, k + 1)}
            base = [before[place] for place in range(1, k + 1) if place in before]
            stood += len(base)
            stayed += sum(unit in then for unit in base)
        if stood:
            share = stayed / stood
            error = math.sqrt(share * (1 - share) / stood)
            print(f"{folder} top {k}: {stayed} of {stood} stayed, {100 * share:.0f} % (+- {100 * error:.0f})")
