#!/usr/bin/python3
# whole_places.py - how well are chances met where nothing is selected?
# What the press prints is selected, so scores on printed places reward a law of printed places. In a
# year whose places 1 .. k are all printed it is known of every province whether it is among the
# first k' <= k, printed or not. So each province with a known place at the origin is a case of "top
# k'", "keep", "climb 1, 5, 10" wherever the goal's place is k or better. Each case is scored for what
# forecasts said (`law`), for the index's own past moves of places by starting place (`moves`, as in
# backtest --facts), and for a linear pool of both, whose weight is what had the lowest Brier score on
# the printed places of earlier target years, all goals together.
# usage: bench/whole_places.py [TANGBAC [PANEL.h5 [DATASETS]]]     (minutes of work)
import csv
import json
import math
import subprocess
import sys

ASKED = {"PAR": (2016, 2023), "SIPAS": (2018, 2023)}
GOALS = [("top", 3), ("top", 5), ("top", 10), ("top", 20), ("top", 30), ("keep", 0), ("climb", 1), ("climb", 5), ("climb", 10)]
UNITS, WIDTH, ASSUMED = 63, 6, 0.5
LEAST = 15  # cases of a kind of goal, to be shown


def read_places(folder):
    """{year: {unit: place}} and {year: how many first places are all printed}"""
    places, first = {}, {}
    with open(f"{folder}/values.csv", encoding="utf-8-sig", newline="") as rows:
        for row in csv.DictReader(rows):
            if row["indicator"] == "RANK":
                places.setdefault(int(row["year"]), {})[row["unit"]] = int(float(row["value"]))
    for year, of in places.items():
        held = set(of.values())
        first[year] = next(k for k in range(UNITS + 1) if k + 1 not in held)
    return places, first


def find_cut(kind, number, base):
    return number if kind == "top" else max(1, base - number)


def follow_moves(places, origin, base):
    """P(place <= k + 1) a year on, by pairs of years up to the origin."""
    mass = [ASSUMED / UNITS] * UNITS
    for year in places:
        if year + 1 > origin or year + 1 not in places:
            continue
        for unit, before in places[year].items():
            after = places[year + 1].get(unit)
            if after:
                to = min(max(base + after - before, 1), UNITS)
                mass[to - 1] += math.exp(-0.5 * ((before - base) / WIDTH) ** 2)
    total, sum_, upto = sum(mass), 0.0, []
    for m in mass:
        sum_ += m / total
        upto.append(sum_)
    return upto


def ask_law(tangbac, panel, index, origin):
    """{unit: P(place <= k + 1)}"""
    said = subprocess.run([tangbac, "forecast", panel, "--index", index, "--origin", str(origin), "--year", str(origin + 1),
                           "--no-merged", "--full", "--quiet"], stdout=subprocess.PIPE, check=True)
    result = json.loads(said.stdout)["result"]
    upto = {}
    for unit, row in zip(result["units"], result["rank_probability"]):
        sum_ = 0.0
        upto[unit["code"]] = [sum_ := sum_ + p for p in row]
    return upto


def make_cases(tangbac, panel, index, places, first):
    """(goal, year, printed, whole, came, law, moves)"""
    cases = []
    for origin in range(ASKED[index][0], ASKED[index][1] + 1):
        law = ask_law(tangbac, panel, index, origin)
        now = places.get(origin + 1, {})
        for unit, base in places.get(origin, {}).items():
            moves = follow_moves(places, origin, base)
            for goal in GOALS:
                cut = find_cut(*goal, base)
                whole = first.get(origin + 1, 0) >= cut
                if unit in now or whole:
                    cases.append((goal, origin + 1, unit in now, whole, float(now.get(unit, UNITS + 1) <= cut),
                                  law[unit][cut - 1], moves[cut - 1]))
    return cases


def choose_weight(cases, year):
    earlier = [c for c in cases if c[2] and c[1] < year]
    if not earlier:
        return 0.0
    return min((sum(((1 - w / 20) * c[5] + w / 20 * c[6] - c[4]) ** 2 for c in earlier), w / 20) for w in range(21))[1]


def pair(values, years):
    """Mean, and its standard error over target years."""
    mean = sum(values) / len(values)
    sums = {}
    for v, y in zip(values, years):
        sums[y] = sums.get(y, 0.0) + v - mean
    n = len(sums)
    error = math.sqrt(sum(s * s for s in sums.values()) * n / (n - 1)) / len(values) if n > 1 else float("nan")
    return mean, error


def say(values, years):
    mean, error = pair(values, years)
    return f"{mean:+.3f}" if math.isnan(error) else f"{mean:+.3f} ± {error:.3f}"


def main():
    tangbac = sys.argv[1] if len(sys.argv) > 1 else "build/release/tangbac"
    panel = sys.argv[2] if len(sys.argv) > 2 else "build/panel.h5"
    folder = sys.argv[3] if len(sys.argv) > 3 else "datasets"
    print("| index | judged on | goal | cases | came | said law / moves | Brier law | moves, against it | pool, against it |")
    print("|---|---|---|---|---|---|---|---|---|")
    for index in ASKED:
        places, first = read_places(f"{folder}/{index.lower()}")
        cases = make_cases(tangbac, panel, index, places, first)
        weight = {year: choose_weight(cases, year) for year in {c[1] for c in cases}}
        for name, kind in (("printed", 2), ("whole", 3)):
            for goal in GOALS:
                own = [c for c in cases if c[0] == goal and c[kind]]
                if len(own) < LEAST:
                    continue
                years, n = [c[1] for c in own], len(own)
                square = [(c[5] - c[4]) ** 2 for c in own]
                moves = [(c[6] - c[4]) ** 2 - s for c, s in zip(own, square)]
                pool = [((1 - weight[c[1]]) * c[5] + weight[c[1]] * c[6] - c[4]) ** 2 - s for c, s in zip(own, square)]
                print(f"| {index} | {name} | {goal[0]} {goal[1] or ''} | {n} | {100 * sum(c[4] for c in own) / n:.0f} % "
                      f"| {100 * sum(c[5] for c in own) / n:.0f} / {100 * sum(c[6] for c in own) / n:.0f} % | {sum(square) / n:.3f} "
                      f"| {say(moves, years)} | {say(pool, years)} |")
        print(f"| {index} | | weight of moves | | | " + " ".join(f"{y}: {weight[y]:.2f}" for y in sorted(weight)) + " | | | |", flush=True)


main()
