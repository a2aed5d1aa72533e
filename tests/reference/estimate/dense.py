"""Terms, effects and tests of estimate once more from their definitions, with dense matrices of numpy and nothing else: dummies of units and of
region x year, leads by shifting, CR2 (Pustejovsky and Tipton 2018, eq. 7) with the degrees of freedom of HTZ from all pairs of clusters.
usage: dense.py TANGBAC PANEL UNITS.csv FOLDER"""
import csv, json, subprocess, sys
import numpy as np

tangbac, panel, units, folder = sys.argv[1:]
X = ["SC22", "SC41", "SC51"]


def estimate(formula, *options):
    out = subprocess.run([tangbac, "estimate", panel, formula, "--years", "2011:2017", "-q", *options], capture_output=True, text=True, check=True)
    result = json.loads(out.stdout)["result"]
    return result


def close(a, b, what, tolerance=1e-8):
    assert abs(a - b) <= tolerance * max(1, abs(b)), f"{what}: {a} for {b}"


subprocess.run([tangbac, "export", panel, "--index", "PAPI", "--wide", "-o", folder + "/papi.csv", "-q"], check=True)
region = {r["unit"]: r["region"] for r in csv.DictReader(open(units)) if r["valid_from"] == "" or int(r["valid_from"]) < 2018}
table = {}
for r in csv.DictReader(open(folder + "/papi.csv")):
    if 2011 <= int(r["year"]) <= 2017:
        table[r["unit"], int(r["year"])] = {k: float(r[k]) if r[k] else np.nan for k in ["SC11", *X]}


def rows(lead):
    keep = []
    for (u, t), v in sorted(table.items()):
        ahead = table.get((u, t + 1), {}).get("SC51", np.nan) if lead else v["SC51"]
        row = [v["SC11"], v["SC22"], v["SC41"], ahead]
        if np.isfinite(row).all():
            keep.append((u, t, *row))
    return [k[0] for k in keep], [k[1] for k in keep], np.array([k[2:] for k in keep])


def dummies(labels):
    names = sorted(set(labels))
    return np.array([[float(l == n) for n in names] for l in labels])


# a lead, effects of units and of region x year
u, t, v = rows(True)
d = np.hstack([v[:, 1:], dummies(u), dummies([(region[a], b) for a, b in zip(u, t)])])
b = np.linalg.lstsq(d, v[:, 0], rcond=None)[0]
r = estimate("PAPI.SC11 ~ PAPI.SC22 + PAPI.SC41 + lead(PAPI.SC51) | unit + region^year", "--vcov", "iid")
assert r["n_obs"] == len(v)
for k in range(3):
    close(r["coefficients"][k]["estimate"], b[k], "region^year, lead")
e = v[:, 0] - d @ b
sigma = np.sqrt(e @ e / (len(v) - np.linalg.matrix_rank(d)))
close(r["fit"]["sigma"], sigma, "degrees of freedom of region^year")

# CR2 and HTZ: dense
u, t, v = rows(False)
absorbed = np.hstack([dummies(u), dummies(t)])
rank = np.linalg.matrix_rank(absorbed)
basis = np.linalg.svd(absorbed, full_matrices=False)[0][:, :rank]
out = lambda m: m - basis @ (basis.T @ m)
x, y = out(v[:, 1:]), out(v[:, 0])
bread = np.linalg.inv(x.T @ x)
b = bread @ x.T @ y
e = y - x @ b
clusters = [np.flatnonzero(np.array(u) == g) for g in sorted(set(u))]
# effects of units are nested in the clusters: taken out of everything, H is that of what is left (theorem 2)
year = dummies(t)
year = year - np.array([year[np.array(u) == a].mean(0) for a in u])
s = np.linalg.svd(np.hstack([x, year]), full_matrices=False)
z = s[0][:, s[1] > 1e-9 * s[1][0]]
hat_within = z @ z.T
adjust = []
for g in clusters:
    value, vector = np.linalg.eigh(np.eye(len(g)) - hat_within[np.ix_(g, g)])
    adjust.append(vector @ np.diag([w**-0.5 if w > 1e-10 else 0 for w in value]) @ vector.T)
score = np.array([bread @ x[g].T @ a @ e[g] for g, a in zip(clusters, adjust)])
vcov = score.T @ score
r = estimate("PAPI.SC11 ~ PAPI.SC22 + PAPI.SC41 + PAPI.SC51 | unit + year", "--vcov", "cr2:unit", "--test", "PAPI.SC22 = PAPI.SC41 = PAPI.SC51 = 0", "--test", "PAPI.SC22 = PAPI.SC41")
for k in range(3):
    close(r["coefficients"][k]["estimate"], b[k], "within")
    close(r["coefficients"][k]["std_error"], np.sqrt(vcov[k, k]), "CR2")


def htz(c):
    omega = c @ bread @ c.T
    w, s = np.linalg.eigh(omega)
    g = (s @ np.diag(w**-0.5) @ s.T) @ c
    n = len(v)
    maker = np.eye(n) - hat_within  # of errors within units
    p = []  # [cluster][restriction] vectors of length n
    for rows_of, a in zip(clusters, adjust):
        full = np.zeros((n, len(c)))
        full[rows_of] = a @ x[rows_of] @ bread @ g.T
        p.append(maker @ full)
    q = len(c)
    total = 0
    for s in range(q):
        for t in range(q):
            for i in p:
                for j in p:
                    total += (i[:, s] @ j[:, s]) * (i[:, t] @ j[:, t]) + (i[:, s] @ j[:, t]) * (i[:, t] @ j[:, s])
    eta = q * (q + 1) / total
    d = c @ b
    wald = d @ np.linalg.solve(c @ vcov @ c.T, d)
    return (eta - q + 1) / (eta * q) * wald, eta - q + 1


for test, c in zip(r["tests"], [np.eye(3), np.array([[1.0, -1, 0]])]):
    f, df = htz(c)
    close(test["statistic"], f, "HTZ statistic", 1e-7)
    close(test["df"][1], df, "HTZ degrees of freedom", 1e-7)

# two outcomes in one formula are the two regressions
both = estimate("c(PAPI.SC11, PAPI.SC22) ~ PAPI.SC41 | unit + year")
both = [both, *both["compare"]]
for k, name in enumerate(["SC11", "SC22"]):
    alone = estimate(f"PAPI.{name} ~ PAPI.SC41 | unit + year")
    assert both[k]["coefficients"] == alone["coefficients"]
print("dense matrices agree: lead, region^year, CR2, HTZ with", ", ".join(f"{t['df'][1]:.2f}" for t in r["tests"][:2]), "degrees of freedom; outcomes")
