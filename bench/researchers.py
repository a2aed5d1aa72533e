#!/usr/bin/python3
"""What a researcher would run instead: the same regressions by R plm, lm, nlme, statsmodels and numpy, results compared before times are; and how our commands grow.

usage: bench/researchers.py [--build build/release] [--fill bench/README.md] [--plot bench/growth.svg]
A peer that is not installed is left out. Processor seconds, best of the repetitions; memory is the peak of a process of its own. Growth: slopes of log time
against log size over synthetic packages (tangbac synth); anything above n log n is named."""
import argparse
import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np

HERE = os.path.dirname(os.path.abspath(__file__))
TERMS = ["x1", "x2", "x3", "x4"]


def table(units, years, seed=1):
    """Unbalanced: one row in eleven is lacking."""
    r = np.random.default_rng(seed)
    unit, year = np.repeat(np.arange(units), years), np.tile(np.arange(2001, 2001 + years), units)
    x = r.standard_normal((units * years, 4)) + 0.3 * r.standard_normal(units)[unit][:, None]
    y = x @ [0.1, 0.2, 0.3, 0.4] + r.standard_normal(units)[unit] + 0.2 * (year - 2001) + r.standard_normal(units * years)
    keep = np.arange(units * years) % 11 != 3
    return y[keep], np.asfortranarray(x[keep]), unit[keep], year[keep]


def best(f, repetitions):
    used = []
    for _ in range(repetitions):
        start = time.process_time()
        out = f()
        used.append(time.process_time() - start)
    return min(used), out


def ours(y, x, unit, year):
    import tangbac as tb
    f = tb.fit(y, x, unit, year, effects="unit + year", vcov="cluster:unit", ssc="none", terms=TERMS, threads=1)
    return f.coefficients["estimate"].to_numpy(), f.coefficients["std_error"].to_numpy()


def by_numpy(y, x, unit, year):
    """What a careful analyst writes: demean by unit, solve for the years, sandwich."""
    count = np.bincount(unit)

    def out(v):
        return v - np.column_stack([np.bincount(unit, c) for c in v.T])[unit] / count[unit][:, None]

    d = out((year[:, None] == np.unique(year)[1:]).astype(float))
    v = out(np.column_stack([y, x]))
    v = v - d @ np.linalg.lstsq(d, v, rcond=None)[0]
    bread = np.linalg.inv(v[:, 1:].T @ v[:, 1:])
    b = bread @ v[:, 1:].T @ v[:, 0]
    e = v[:, 0] - v[:, 1:] @ b
    score = np.column_stack([np.bincount(unit, c * e) for c in v[:, 1:].T])
    return b, np.sqrt(np.diag(bread @ score.T @ score @ bread))


def by_statsmodels(y, x, unit, year):
    import statsmodels.api as sm
    d = np.column_stack([x, unit[:, None] == np.unique(unit)[None, :], year[:, None] == np.unique(year)[None, 1:]]).astype(float)
    m = sm.OLS(y, d).fit(cov_type="cluster", cov_kwds={"groups": unit, "use_correction": False})
    return m.params[:4], m.bse[:4]


def by_plm(folder, y, x, unit, year, repetitions):
    path = os.path.join(folder, "table.csv")
    np.savetxt(path, np.column_stack([unit, year, y, x]), delimiter=",", header="unit,year,y," + ",".join(TERMS), comments="", fmt="%.17g")
    return by_r("panel_plm.R", path, repetitions)


def by_r(script, path, repetitions):
    """What a peer in R says; None, and why on standard error, where it cannot be run."""
    try:
        done = subprocess.run(["Rscript", os.path.join(HERE, "peers", script), path, str(repetitions)], capture_output=True, text=True)
    except FileNotFoundError:
        print(f"# {script}: Rscript is not installed", file=sys.stderr)
        return None
    if done.returncode != 0:
        print(f"# {script}: {' '.join(done.stderr.strip().splitlines()[-1:])}", file=sys.stderr)
        return None
    return json.loads(done.stdout)


def regressions(folder):
    rows = []
    for units, repetitions in ((63, 20), (630, 8), (3000, 4)):
        data = table(units, 12)
        seconds, (b, se) = best(lambda: ours(*data), repetitions)
        rows.append((units, len(data[0]), "tangbac, one thread, from Python", seconds, 0.0, 1.0))
        peers = [("numpy by hand", by_numpy)] + ([("statsmodels, dummies", by_statsmodels)] if units <= 630 else [])
        for name, peer in peers:
            try:
                theirs, (pb, pse) = best(lambda: peer(*data), max(2, repetitions // 4))
            except ImportError as lacking:
                print(f"# {name}: {lacking}", file=sys.stderr)
                continue
            rows.append((units, len(data[0]), name, theirs, worst(b, se, pb, pse), theirs / seconds))
        if units <= 630:
            r = by_plm(folder, *data, 2)
            if r is not None:
                rows.append((units, len(data[0]), "R plm, vcovHC", r["cpu_s"], worst(b, se, r["b"], r["se"]), r["cpu_s"] / seconds))
    out = ["| units | rows | who | CPU-seconds | largest relative difference from ours | times ours |", "|---:|---:|---|---:|---:|---:|"]
    for units, n, name, seconds, off, ratio in rows:
        if off > 1e-7:
            raise SystemExit(f"{name}, {units} units: differs from ours by {off:.1e}")
        out.append(f"| {units} | {n} | {name} | {seconds:.5f} | {off:.0e} | {ratio:.1f} |" if off else f"| {units} | {n} | {name} | {seconds:.5f} | | |")
    return out


def arellano_bond(y, x, unit, year):
    """y on its lag, x1 and x2; differences across the gaps as gretl takes them."""
    import tangbac as tb
    at = {(u, t): v for u, t, v in zip(unit, year, y)}
    lag = np.array([at.get((u, t - 1), np.nan) for u, t in zip(unit, year)])
    return tb.fit(y, np.asfortranarray(np.column_stack([lag, x[:, :2]])), unit, year, effects="unit", terms=["lag(y)", "x1", "x2"], lags=["lag(y)"], method="gmm",
                  lag_range=(2, 0), collapse=False, across_gaps=True, threads=1)


def models(folder):
    """Weights, restricted maximum likelihood, instruments and a dynamic panel at 63 units: R's lm, nlme, lme4 and plm, and gretl."""
    import tangbac as tb
    y, x, unit, year = table(63, 12)
    r = np.random.default_rng(2)
    w, z = r.uniform(0.5, 2, len(y)), np.asfortranarray(r.standard_normal((len(y), 2)))
    x = np.asfortranarray(np.column_stack([x[:, :3], x[:, 3] + z @ [0.7, 0.5]]))
    path = os.path.join(folder, "models.csv")
    np.savetxt(path, np.column_stack([unit, year, y, x, z, w]), delimiter=",", header="unit,year,y," + ",".join(TERMS) + ",z1,z2,w", comments="", fmt="%.17g")
    theirs = by_r("models.R", path, 3)
    if theirs is None:
        return []
    kinds = (("weighted", "weights, effects of unit and year, clustered", "R lm, sandwich", 1e-8, dict(effects="unit + year", weights=w, ssc="none")),
             ("reml", "random effects by REML", "R nlme", 1e-6, dict(method="reml", vcov="iid")),
             ("lme4", "random effects by REML", "R lme4", 1e-6, dict(method="reml", vcov="iid")),
             ("lme4_weighted", "random effects by REML, weighted", "R lme4", 1e-6, dict(method="reml", vcov="iid", weights=w)),
             ("iv", "two stages, effects of unit and year", "R plm", 1e-8, dict(effects="unit + year", instruments=z, endogenous=["x4"], vcov="iid")),
             ("gretl", "Arellano and Bond, all lags, one step", "gretl dpanel", 1e-8, None))
    out = ["| model, 63 units, 687 rows | tangbac, from Python | peer | its CPU-seconds | largest relative difference | times ours |", "|---|---:|---|---:|---:|---:|"]
    for name, words, who, allowed, how in kinds:
        if name not in theirs:
            print(f"# {who} is not installed", file=sys.stderr)
            continue
        terms = TERMS if how is not None else ["lag(y)", "x1"]
        seconds, f = best(lambda: tb.fit(y, x, unit, year, terms=TERMS, threads=1, **how) if how is not None else arellano_bond(y, x, unit, year), 10)
        c = f.coefficients.set_index("term").loc[terms]
        off = worst(c["estimate"].to_numpy(), c["std_error"].to_numpy(), theirs[name]["b"], theirs[name]["se"])
        if off > allowed:
            raise SystemExit(f"{who}, {words}: differs from ours by {off:.1e}")
        out.append(f"| {words} | {seconds:.5f} | {who} | {theirs[name]['cpu_s']:.4f} | {off:.0e} | {theirs[name]['cpu_s'] / seconds:.0f} |")
    return [*out, ""]


def worst(b, se, pb, pse):
    return max(np.max(np.abs(np.asarray(pb) / b - 1)), np.max(np.abs(np.asarray(pse) / se - 1)))


def measure(argv, silent=False):
    """CPU-seconds and peak MB of a process of its own."""
    peak = 0
    actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)] if silent else []
    pid = os.posix_spawn(argv[0], argv, dict(os.environ, OMP_NUM_THREADS="1"), file_actions=actions)
    while True:  # the kernel's own peak counts what this program had before exec
        done, status, used = os.wait4(pid, os.WNOHANG)
        if done:
            break
        try:
            peak = max(peak, *(int(line.split()[1]) for line in open(f"/proc/{pid}/status") if line.startswith("VmHWM")), 0)
        except (OSError, ValueError):
            pass
        time.sleep(0.002)
    if status != 0:
        raise SystemExit(f"{' '.join(argv)}: {status}")
    return used.ru_utime + used.ru_stime, peak / 1024


def growth(tangbac, folder, plot):
    sizes = (63, 126, 252, 504)
    commands = {
        "import": lambda p: [tangbac, "import", p + "/datapackage.json", "-o", p + ".h5", "-q"],
        "rank": lambda p: [tangbac, "rank", p + ".h5", "--index", "SYN", "--year", "2020", "-q"],
        "estimate": lambda p: [tangbac, "estimate", p + ".h5", "SYN.C1 ~ SYN.C2 + SYN.C3 | unit + year", "-q"],
        "forecast": lambda p: [tangbac, "forecast", p + ".h5", "--index", "SYN", "--origin", "2019", "--year", "2020", "--draws", "4000", "--model", "totals", "-q"],
        "simulate": lambda p: [tangbac, "simulate", p + ".h5", "--index", "SYN", "--year", "2020", "--draws", "4000", "--samples", "0", "--bootstraps", "1000", "-q"],
    }
    seen = {name: [] for name in commands}
    index = None
    for n in sizes:
        p = os.path.join(folder, f"s{n}")
        subprocess.run([tangbac, "synth", "-o", p, "--units", str(n), "-q"], check=True, stdout=subprocess.DEVNULL)
        index = index or synthetic_index(p)
        for name, words in commands.items():
            argv = [w.replace("SYN", index[0]).replace(".C1", "." + index[1]).replace(".C2", "." + index[2]).replace(".C3", "." + index[3]).replace("2020", index[4]).replace("2019", str(int(index[4]) - 1))
                    for w in words(p)]
            seen[name].append(measure([*argv, "--output", os.path.join(folder, "out")] if name != "import" else argv, name == "import"))
    out = ["| command | " + " | ".join(f"{n} units" for n in sizes) + " | slope | peak MB at " + str(sizes[-1]) + " |", "|---|" + "---:|" * (len(sizes) + 2)]
    nlogn = np.polyfit(np.log(sizes), np.log([n * np.log(n) for n in sizes]), 1)[0]
    worse = []
    for name, values in seen.items():
        seconds = [v[0] for v in values]
        slope = np.polyfit(np.log(sizes[1:]), np.log(seconds[1:]), 1)[0]
        if slope > nlogn + 0.15:
            worse.append(f"{name} ({slope:.2f})")
        out.append(f"| {name} | " + " | ".join(f"{s:.2f}" for s in seconds) + f" | {slope:.2f} | {values[-1][1]:.0f} |")
    out += ["", f"CPU-seconds, one thread, whole processes. n log n would have the slope {nlogn:.2f} here; " +
            ("above it: " + ", ".join(worse) + "." if worse else "nothing is above it.")]
    if plot:
        draw(plot, sizes, seen)
    return out


def synthetic_index(package):
    """Code of the first index, three of its indicators, its last year."""
    import csv
    import glob
    code = next(csv.DictReader(open(os.path.join(package, "indices.csv"), encoding="utf-8")))["index"]
    values = [r for path in glob.glob(package + "/**/values.csv", recursive=True) for r in csv.DictReader(open(path, encoding="utf-8")) if r["index"] == code]
    names = [n for n in dict.fromkeys(r["indicator"] for r in values) if n not in ("TOTAL", "RANK")]
    return code, names[0], names[1], names[2], max(r["year"] for r in values)


def draw(path, sizes, seen):
    import matplotlib
    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "tangbac"
    import matplotlib.pyplot as plt
    fig, ax = plt.subplots(figsize=(6, 4))
    for name, values in seen.items():
        ax.loglog(sizes, [v[0] for v in values], "o-", ms=3, label=name)
    ax.set(xlabel="units", ylabel="CPU-seconds", title="Growth, one thread")
    ax.legend(frameon=False, fontsize=8)
    fig.tight_layout()
    fig.savefig(path, metadata={"Date": None})


def main():
    options = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    options.add_argument("--build", default="build/release")
    options.add_argument("--fill")
    options.add_argument("--plot")
    o = options.parse_args()
    tangbac = os.path.abspath(os.path.join(o.build, "tangbac"))
    os.environ["TANGBAC"] = tangbac
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    sys.path.insert(0, os.path.join(HERE, "..", "notebooks", "python"))
    with tempfile.TemporaryDirectory() as folder:
        text = ["Two-way within regression of an unbalanced panel of 12 years, four regressors, errors clustered by unit:", "", *regressions(folder), "", *models(folder), "Growth on synthetic packages:", "",
                *growth(tangbac, folder, o.plot)]
    if o.fill:
        page = open(o.fill, encoding="utf-8").read()
        first, last = "<!-- made by bench/researchers.py: from here -->", "<!-- to here: researchers -->"
        before, rest = page.split(first)
        open(o.fill, "w", encoding="utf-8").write(before + first + "\n" + "\n".join(text) + "\n" + last + rest.split(last)[1])
    else:
        print("\n".join(text))


if __name__ == "__main__":
    main()
