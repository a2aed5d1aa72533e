#!/usr/bin/python3
"""gretl's dpanel on the PAPI dimensions 2011-2017, with and without the two units whose 2014 is missing: what it does with a gap.

Debian 12: apt-get install gretl ; ./dpanel.py > dpanel.json
The difference across the gap (2016 less 2013, since the lag of 2015 is missing too) is an equation there, with the instruments of 2014; in plm and
xtabond2 there is none. (With --time-dummies its year effects in that equation are those of 2016 less 2015, not less 2013: no reference for that.) With --check the same is done by hand from these words, and must give gretl's figures.
"""
import csv
import json
import os
import re
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
CASES = [  # name, sample, command
    ("gaps/onestep", "", "dpanel 1 ; D6 D4"),
    ("gaps/twosteps", "", "dpanel 1 ; D6 D4 --two-step"),
    ("gaps/lags", "", "dpanel 1 ; D6 D4 ; D4 GMM(D6,2,4)"),
    ("gaps/collapsed", "", "dpanel 1 ; D6 D4 --collapse"),
    ("whole/onestep", "smpl unit != 24 && unit != 87 --restrict", "dpanel 1 ; D6 D4"),
    ("whole/twosteps", "smpl unit != 24 && unit != 87 --restrict", "dpanel 1 ; D6 D4 --two-step"),
    ("whole/years", "smpl unit != 24 && unit != 87 --restrict", "dpanel 1 ; D6 D4 --time-dummies"),
]
SYSTEMS = [  # D6 on its lag and a constant, differences and levels
    ("gaps/system", "", "dpanel 1 ; D6 const --system"),
    ("gaps/system_twosteps", "", "dpanel 1 ; D6 const --system --two-step"),
    ("gaps/system_collapsed", "", "dpanel 1 ; D6 const --system --collapse"),
    ("whole/system", "smpl unit != 24 && unit != 87 --restrict", "dpanel 1 ; D6 const --system"),
    ("whole/system_twosteps", "smpl unit != 24 && unit != 87 --restrict", "dpanel 1 ; D6 const --system --two-step"),
    ("whole/system_years", "smpl unit != 24 && unit != 87 --restrict", "dpanel 1 ; D6 const --system --time-dummies"),
    ("whole/system_years_collapsed", "smpl unit != 24 && unit != 87 --restrict", "dpanel 1 ; D6 const --system --time-dummies --collapse"),
]


def rows():
    with open(os.path.join(HERE, "papi_dimensions_2011_2023.csv")) as f:
        return [r for r in csv.DictReader(f) if int(r["year"]) <= 2017]


def ask(sample, command, path, terms):
    """Estimates, standard errors and the two tests of serial correlation, all digits."""
    script = os.path.join(os.path.dirname(path), "ask.inp")
    with open(script, "w") as f:
        f.write(f'set verbose off\nopen "{path}" --quiet\nsetobs unit year --panel-vars\n{sample}\n{command} --quiet\n'
                'bundle b = $model\nprintf "N %d %d %.15g %.15g\\n", b.T, b.ninst, b.AR1, b.AR2\n'
                'loop i=1..2 --quiet\n printf "C %.15g %.15g\\n", b.coeff[i], b.stderr[i]\nendloop\n')
    said = subprocess.run(["gretlcli", "-b", script], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True).stdout.decode()
    n = re.search(r"^N (\S+) (\S+) (\S+) (\S+)", said, re.M)
    found = re.findall(r"^C (\S+) (\S+)", said, re.M)
    return {"n_obs": int(n[1]), "instruments": int(n[2]), "ar1": float(n[3]), "ar2": float(n[4]),
            **{term: {"estimate": float(b), "std_error": float(s)} for term, (b, s) in zip(terms, found)}}


def by_hand():
    """One step, all lags, not collapsed: from the equations as they are described above."""
    import numpy as np

    y = {(r["unit"], int(r["year"])): float(r["D6"]) for r in rows()}
    x = {(r["unit"], int(r["year"])): float(r["D4"]) for r in rows()}
    column, equations = {}, {}
    for u in sorted({k[0] for k in y}):
        whole = [t for t in range(2012, 2018) if (u, t) in y and (u, t - 1) in y]
        equations[u] = []
        for p, t in zip(whole, whole[1:]):
            z = {column.setdefault((p + 1, s), len(column)): y[u, s] for s in range(2011, p) if (u, s) in y}
            z[column.setdefault("D4", len(column))] = x[u, t] - x[u, p]
            equations[u].append((p, t, y[u, t] - y[u, p], (y[u, t - 1] - y[u, p - 1], x[u, t] - x[u, p]), z))
    n = len(column)
    a, zx, zy = np.zeros((n, n)), np.zeros((n, 2)), np.zeros(n)
    for rows_of in equations.values():
        z = np.zeros((len(rows_of), n))
        for i, row in enumerate(rows_of):
            for k, v in row[4].items():
                z[i, k] = v
        h = np.array([[(t == s) + (p == q) - (t == q) - (p == s) for q, s, *_ in rows_of] for p, t, *_ in rows_of], float)
        a += z.T @ h @ z
        zx += z.T @ np.array([row[3] for row in rows_of])
        zy += z.T @ np.array([row[2] for row in rows_of])
    w = np.linalg.inv(a)
    return np.linalg.solve(zx.T @ w @ zx, zx.T @ w @ zy)


def main():
    answer = {}
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "papi.csv")
        with open(path, "w", newline="") as f:
            out = csv.writer(f)
            out.writerow(("unit", "year", "D4", "D6"))
            out.writerows((r["unit"], r["year"], r["D4"], r["D6"]) for r in rows())
        for cases, terms in ((CASES, ("L.D6", "D4")), (SYSTEMS, ("L.D6", "(Intercept)"))):
            for name, sample, command in cases:
                group, case = name.split("/")
                answer.setdefault(group, {})[case] = ask(sample, command, path, terms)
    if "--check" in sys.argv:
        theirs = [answer["gaps"]["onestep"][t]["estimate"] for t in ("L.D6", "D4")]
        mine = by_hand()
        assert max(abs(mine - theirs)) < 1e-9, (mine, theirs)
        print("by hand as gretl:", *mine, file=sys.stderr)
    json.dump(answer, sys.stdout, indent=2)
    print()


main()
