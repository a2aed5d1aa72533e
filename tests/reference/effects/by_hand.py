#!/usr/bin/python3
"""Sun and Abraham, imputation, two-way fixed effects, extended two-way and switchers, written out with numpy's least squares and nothing of the engine.

./by_hand.py > by_hand.json         PASC, IOC, DXRES on PAPI D1, D6 and the total, all rows with a score 2011-2023 of provinces with a dated adoption
./by_hand.py --check                first the same on what did.json has from fixest and didimputation (PASC on D4 and D5): must agree to 1e-6
"""
import csv
import json
import os
import sys

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
LAST = 2023


def read(column, measure):
    """Rows (unit, year, y, g) of units with a date; g 0: exposed after the last year."""
    with open(os.path.join(HERE, "did_others.json")) as f:
        dates = json.load(f)[measure]
    exposed = {int(u): int(g) if g <= LAST else 0 for u, g in zip(dates["unit"], dates["exposed"])}
    with open(os.path.join(HERE, "../plm/papi_dimensions_2011_2023.csv")) as f:
        rows = [(int(r["unit"]), int(r["year"]), float(r[column]), exposed[int(r["unit"])]) for r in csv.DictReader(f) if r[column] and int(r["unit"]) in exposed]
    return np.array(rows)


def dummies(values):
    levels = np.unique(values)
    return (values[:, None] == levels[None, :]).astype(float)


def out_of(x, unit, year):
    """x less its projection on effects of unit and year."""
    d = np.column_stack([dummies(unit), dummies(year)[:, 1:]])
    return x - d @ np.linalg.lstsq(d, x, rcond=None)[0]


def fit(y, x, unit, year):
    """Coefficients and their variance clustered by unit, with fixest's factor: G/(G-1) (n-1)/(n-K), K without the unit effects (nested)."""
    x, y = out_of(x, unit, year), out_of(y, unit, year)
    keep, size = [], np.linalg.norm(x, axis=0).max()
    for j in range(x.shape[1]):  # the first of those that depend on one another stays
        if np.linalg.matrix_rank(x[:, keep + [j]], tol=1e-9 * size) == len(keep) + 1:
            keep.append(j)
    x = x[:, keep]
    b = np.linalg.lstsq(x, y, rcond=None)[0]
    e = y - x @ b
    bread = np.linalg.inv(x.T @ x)
    s = np.array([(x[unit == u] * e[unit == u, None]).sum(0) for u in np.unique(unit)])
    g, n = len(s), len(y)
    k = len(keep) + len(np.unique(year))
    return keep, b, bread @ (s.T @ s) @ bread * g / (g - 1) * (n - 1) / (n - k)


def cohort_cells(rows, unit_cohort, reference):
    """Columns 1{cohort g, time t} of treated cohorts, but for those relative times in `reference`."""
    year, g = rows[:, 1], unit_cohort
    names = [(c, t) for c in np.unique(g[g > 0]) for t in np.unique(year) if not reference(t - c) and ((g == c) & (year == t)).any()]
    return names, np.column_stack([((g == c) & (year == t)).astype(float) for c, t in names])


def sunab(rows):
    names, x = cohort_cells(rows, rows[:, 3], lambda e: e == -1)
    keep, b, v = fit(rows[:, 2], x, rows[:, 0], rows[:, 1])
    names = [names[j] for j in keep]
    size = np.array([((rows[:, 3] == c) & (rows[:, 1] == t)).sum() for c, t in names], float)

    def average(chosen):
        w = np.where(chosen, size, 0) / size[chosen].sum()
        return float(w @ b), float(np.sqrt(w @ v @ w))

    time = np.array([t - c for c, t in names])
    events = sorted(set(time))
    return {"att": average(time >= 0), "event": {str(int(e)): average(time == e) for e in events}}


def twfe(rows):
    d = ((rows[:, 3] > 0) & (rows[:, 1] >= rows[:, 3])).astype(float)
    _, b, v = fit(rows[:, 2], d[:, None], rows[:, 0], rows[:, 1])
    return {"att": (float(b[0]), float(np.sqrt(v[0, 0])))}


def etwfe(rows):
    """A coefficient for each exposed cohort and year (Wooldridge 2021, without covariates); their mean by units of the cohort, as did's simple average."""
    names, x = cohort_cells(rows, rows[:, 3], lambda e: e < 0)
    keep, b, _ = fit(rows[:, 2], x, rows[:, 0], rows[:, 1])
    size = np.array([len(np.unique(rows[rows[:, 3] == names[j][0], 0])) for j in keep], float)
    return {"att": (float(size @ b / size.sum()), None)}


def imputation(rows):
    """Effects of unit and year from untreated rows; what treated rows have more, averaged; the conservative error of Borusyak, Jaravel and Spiess (2024, eq. 8)
    with averages of the treated by cohort and year."""
    unit, year, y, g = rows.T
    treated = (g > 0) & (year >= g)
    d = np.column_stack([dummies(unit), dummies(year)[:, 1:]])
    b = np.linalg.lstsq(d[~treated], y[~treated], rcond=None)[0]
    tau = y - d @ b

    def average(chosen):
        w = chosen / chosen.sum()
        z0 = d[~treated]
        v = w.copy()
        v[~treated] = -z0 @ np.linalg.pinv(z0.T @ z0) @ (d[treated].T @ w[treated])
        e = tau.copy()
        for c in np.unique(g[treated]):
            for t in np.unique(year[treated & (g == c)]):
                cell = treated & (g == c) & (year == t)
                if (v[cell] ** 2).sum() > 0:
                    e[cell] -= (v[cell] ** 2 * tau[cell]).sum() / (v[cell] ** 2).sum()
        s = np.array([(v * e)[unit == u].sum() for u in np.unique(unit)])
        return float(w @ tau), float(np.sqrt((s**2).sum()))

    events = sorted({int(e) for e in (year - g)[treated]})
    return {"att": average(treated.astype(float)), "event": {str(e): average((treated & (year - g == e)).astype(float)) for e in events}}


def switchers(rows):
    """The mean over joiners of their change less that of units not yet exposed (de Chaisemartin and D'Haultfoeuille 2020)."""
    unit, year, y, g = rows.T
    at = {(int(u), int(t)): v for u, t, v in zip(unit, year, y)}
    cohort = {int(u): int(c) for u, c in zip(unit, g)}
    total, count = 0.0, 0
    for t in sorted({int(t) for t in year})[1:]:
        change = {u: at[u, t] - at[u, t - 1] for u in cohort if (u, t) in at and (u, t - 1) in at}
        joined = [v for u, v in change.items() if cohort[u] == t]
        stayed = [v for u, v in change.items() if cohort[u] == 0 or cohort[u] > t]
        if joined and stayed:
            total += len(joined) * (np.mean(joined) - np.mean(stayed))
            count += len(joined)
    return {"att": (total / count, None)}


def check():
    with open(os.path.join(HERE, "did.json")) as f:
        theirs = json.load(f)
    worst = 0
    for y in ("D4", "D5"):
        rows = read(y, "PASC")
        mine = sunab(rows)
        pairs = [(mine["att"][0], theirs[f"sunab {y} att"]["att"]), (mine["att"][1], theirs[f"sunab {y} att"]["se"])]
        for term, b, s in zip(*[theirs[f"sunab {y} dynamic"][k] for k in ("term", "estimate", "se")]):
            pairs += [(mine["event"][term.split("::")[1]][0], b), (mine["event"][term.split("::")[1]][1], s)]
        mine = twfe(rows)["att"]
        pairs += [(mine[0], theirs[f"twfe {y}"]["att"]), (mine[1], theirs[f"twfe {y}"]["se"])]
        mine = imputation(rows)
        pairs += [(mine["att"][0], theirs[f"imputation {y} static"]["estimate"][0]), (mine["att"][1], theirs[f"imputation {y} static"]["se"][0])]
        for term, b, s in zip(*[theirs[f"imputation {y} event"][k] for k in ("term", "estimate", "se")]):
            if term.lstrip("-").isdigit() and int(term) >= 0:
                pairs += [(mine["event"][term][0], b), (mine["event"][term][1], s)]
        for a, b in pairs:
            if b is not None:
                worst = max(worst, abs(a - b))
    print(f"beside fixest and didimputation: largest deviation {worst:.2g}", file=sys.stderr)
    assert worst < 1e-6


def main():
    if "--check" in sys.argv:
        check()
    answer = {}
    for m in ("PASC", "IOC", "DXRES"):
        for y in ("D1", "D6", "TOTAL"):
            rows = read(y, m)
            for name, estimate in (("sunab", sunab), ("imputation", imputation), ("twfe", twfe), ("etwfe", etwfe), ("switchers", switchers)):
                answer[f"{name} {m} {y}"] = estimate(rows)
    json.dump(answer, sys.stdout, indent=1)
    print()


main()
