#!/usr/bin/env python3
"""field_shares.py - do the likely ceilings of fields hold? Of the cases in which a field's score and the
total are both known (PAR INDEX), each is left out (with its whole province-year, or with all of its
province), or only earlier years are used; counted is how often it lies in the 8 in 10 that the others say:
as lever/field_share.c says it, and as the central 80 % of the same field's cases did before. Needs no
packages.  usage: bench/field_shares.py [DATASETS]"""
import csv
import math
import sys

folder = (sys.argv[1] if len(sys.argv) > 1 else "datasets") + "/par/"
FIELDS = [f"C{k}" for k in range(1, 9)]
# t quantile at 0.9 by its distribution function, integrated
def t_quantile(df):
    c = math.exp(math.lgamma((df + 1) / 2) - math.lgamma(df / 2)) / math.sqrt(df * math.pi)
    area, x, step = 0.5, 0.0, 1e-4
    while area < 0.9:
        area += step * c * (1 + (x + step / 2) ** 2 / df) ** (-(df + 1) / 2)
        x += step
    return x


maxima = {f: [] for f in FIELDS}  # (first year, last year, maximum)
for r in csv.DictReader(open(folder + "structure.csv", encoding="utf-8")):
    if r["code"] in maxima and r["max"]:
        maxima[r["code"]].append((int(r["first_year"]), int(r["last_year"] or 9999), float(r["max"])))


def maximum(field, year):
    near = lambda m: abs(min(max(year, m[0]), m[1]) - year)
    return min(maxima[field], key=near)[2]


cell = {}
for r in csv.DictReader(open(folder + "values.csv", encoding="utf-8")):
    cell.setdefault((int(r["year"]), r["unit"]), {})[r["indicator"]] = float(r["value"])
cases = {f: [] for f in FIELDS}  # (year, unit, z)
for (year, unit), v in sorted(cell.items()):
    for f in FIELDS:
        own = [m[2] for m in maxima[f] if m[0] <= year <= m[1]]
        if f not in v and f + "_PCT" in v and own:
            v[f] = round(v[f + "_PCT"] / 100 * own[0], 4)
    total = v.get("TOTAL", sum(v[f] for f in FIELDS) if all(f in v for f in FIELDS) else None)
    for f in FIELDS:
        # a maximum of other rules makes no case
        if total is None or f not in v or not any(m[0] <= year <= m[1] for m in maxima[f]):
            continue
        part, whole = maximum(f, year) - v[f], 100 - total
        if 0 <= part <= whole:
            cases[f].append((year, unit, math.sqrt(part / whole / (maximum(f, year) / 100))))


def shrunk(z, f):
    """8 in 10 for z of field f by one-way analysis of variance, drawn towards all fields."""
    z = {g: x for g, x in z.items() if x}
    n = sum(len(x) for x in z.values())
    df = n - len(z)
    if n < 6 or df < 3:
        return None
    mean = {g: sum(x) / len(x) for g, x in z.items()}
    within = sum((a - mean[g]) ** 2 for g, x in z.items() for a in x) / df
    grand = sum(sum(x) for x in z.values()) / n
    apart = sum(len(x) * (mean[g] - grand) ** 2 for g, x in z.items())
    known = len(z)
    size = n - sum(len(x) ** 2 for x in z.values()) / n
    between = max(apart / (known - 1) - within, 0) * (known - 1) / size if known > 1 else 0
    precision = {g: 1 / (between + within / len(x)) for g, x in z.items()}
    weight = sum(precision.values())
    middle = sum(precision[g] * mean[g] for g in z) / weight
    m = len(z.get(f, []))
    own = m / (m + within / between) if between > 0 else 0
    at = own * mean.get(f, 0) + (1 - own) * middle
    sd = math.sqrt(within + (1 - own) * between + (1 - own) ** 2 / weight)
    reach = t_quantile(df) * sd
    return max(at - reach, 0), at + reach


def central(z, f):
    x = sorted(z.get(f, []))
    if len(x) < 4:
        return None
    at = lambda p: (lambda h, i: x[i] + (h - i) * (x[min(i + 1, len(x) - 1)] - x[i]))(
        (len(x) - 1) * p, int((len(x) - 1) * p))
    return at(0.1), at(0.9)


def count(law, keep):
    held = n = 0
    for f in FIELDS:
        for c in cases[f]:
            said = law({g: [x[2] for x in cases[g] if keep(x, c)] for g in FIELDS}, f)
            if said:
                n += 1
                held += said[0] - 1e-9 <= c[2] <= said[1] + 1e-9
    p = held / n
    return f"{held} of {n}, {100 * p:.0f} ± {100 * math.sqrt(p * (1 - p) / n):.0f} %"


print("| left out | as now | central 80 % of the field's own cases |")
print("|---|---|---|")
for name, keep in (("the province-year", lambda x, c: x[:2] != c[:2]),
                   ("the province", lambda x, c: x[1] != c[1]),
                   ("that year and all after it", lambda x, c: x[0] < c[0])):
    print(f"| {name} | {count(shrunk, keep)} | {count(central, keep)} |")
for f in ("C3", "C7"):
    for origin in (2020, 2024):
        said = shrunk({g: [x[2] for x in cases[g] if x[0] <= origin] for g in FIELDS}, f)
        low, high = (maximum(f, origin) / 100 * z * z for z in said)
        print(f"{f}, known up to {origin}: {low:.6f} to {high:.6f} of what the total lacks, "
              f"{sum(x[0] <= origin for g in FIELDS for x in cases[g])} cases")
