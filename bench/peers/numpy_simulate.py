"""The work of bench_simulate with numpy, by hand, one thread, the best of several ways. usage: numpy_simulate.py [w4|w5]   (Debian: python3-numpy python3-scipy)"""
import json
import os
import sys
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
from scipy import special
from scipy.stats import qmc

REPS = int(os.environ.get("BENCH_REPS", 3))


def run(name, work, f):
    f(True)
    wall, cpu = [], []
    for _ in range(REPS):
        a, b = time.perf_counter(), time.process_time()
        check = f(False)
        wall.append(time.perf_counter() - a)
        cpu.append(time.process_time() - b)
    print(json.dumps({"bench": name, "reps": REPS, "median_s": sorted(wall)[REPS // 2], "cpu_s": sorted(cpu)[REPS // 2], "per_s": work / sorted(wall)[REPS // 2],
                      "best_per_cpu_s": work / min(cpu), "check": str(check)}), flush=True)


UNITS = 63


def w4(way, draws=200_000, block=4096):
    mean = 0.05 * (UNITS - np.arange(UNITS))
    lower = np.linalg.cholesky(0.5 + 0.5 * np.eye(UNITS)).T.copy()

    def f(warm):
        rng = np.random.Generator(np.random.SFC64(1))
        count = np.zeros(UNITS * UNITS, np.int64)
        place = np.arange(UNITS)
        for _ in range((block if warm else draws) // block + 1):
            y = rng.standard_normal((block, UNITS)) @ lower + mean
            if way == "argsort":
                order = np.argsort(-y, axis=1)
                count += np.bincount((order * UNITS + place).ravel(), minlength=UNITS * UNITS)
            elif way == "argsort32":  # single precision: near-ties go astray; shown for its speed
                order = np.argsort(np.float32(-y), axis=1)
                count += np.bincount((order * UNITS + place).ravel(), minlength=UNITS * UNITS)
            else:  # compare all pairs
                rank = (y[:, None, :] > y[:, :, None]).sum(axis=2)
                count += np.bincount((place * UNITS + rank).ravel(), minlength=UNITS * UNITS)
        count = count.reshape(UNITS, UNITS)
        return count[:, :10].sum() + sum(count[i, :max(i - 4, 0)].sum() for i in range(UNITS))

    run(f"numpy_w4_{way}", (draws // block + 1) * block, f)


def normalise(x, kind):
    if kind == "none":
        return x
    if kind == "minmax":
        return 1 + 99 * (x - x.min(0)) / (x.max(0) - x.min(0))
    if kind == "zscore":
        return (x - x.mean(0)) / x.std(0, ddof=1)
    if kind == "distance":
        return x / x.max(0)
    rank = x.argsort(0).argsort(0) + 1.0
    return rank if kind == "rank" else 100 * (rank - 0.5) / len(x)


def w5(n=8192, parts=29):
    x = 5 + np.random.default_rng(42).standard_normal((UNITS, parts))
    official = np.concatenate([np.full(k, 1 / 8 / k) for k in [4, 4, 3, 4, 4, 3, 4, 3]])
    shape = 290 * official
    methods = [(k, "a") for k in ("none", "minmax", "zscore", "rank", "percentile", "distance")] + [(k, g) for g in "gh" for k in ("minmax", "rank", "percentile")]
    value = np.stack([{"a": lambda v: v, "g": np.log, "h": lambda v: -1 / v}[g](normalise(x, k)) for k, g in methods])
    inputs = parts + 2

    def method(u):
        g = (u[:, parts + 1] * 3).astype(int)
        size, start = np.array([6, 3, 3])[g], np.array([0, 6, 9])[g]
        return start + (u[:, parts] * size).astype(int)

    def ranks(g, m):
        r = np.empty((len(g), UNITS), np.int16)
        for k in range(len(methods)):
            at = np.flatnonzero(m == k)
            order = np.argsort(-(g[at] @ value[k].T), axis=1)
            sub = np.empty_like(order, np.int16)
            np.put_along_axis(sub, order, np.arange(1, UNITS + 1, dtype=np.int16), axis=1)
            r[at] = sub
        return r

    def f(warm):
        size = 512 if warm else n
        u = qmc.Sobol(2 * inputs, scramble=True, seed=1).random(size)
        a, b = u[:, :inputs], u[:, inputs:]
        ga, gb = special.gammaincinv(shape, a[:, :parts]), special.gammaincinv(shape, b[:, :parts])
        ra, rb = ranks(ga, method(a)).astype(float), ranks(gb, method(b)).astype(float)
        first, total = np.empty((inputs + 1, UNITS)), np.empty((inputs + 1, UNITS))
        for k in range(inputs + 1):
            c, g = a.copy(), ga
            if k < parts:
                g = ga.copy()
                g[:, k] = gb[:, k]
            elif k < inputs:
                c[:, k] = b[:, k]
            else:
                g = gb
            rc = ranks(g, method(c))
            first[k], total[k] = (rb * (rc - ra)).mean(0), ((ra - rc) ** 2).mean(0) / 2
        return round(float(total.sum()), 3)

    run("numpy_w5_by_hand", n * (inputs + 3), f)


what = sys.argv[1:] or ["w4", "w5"]
if "w4" in what:
    w4("argsort")
    w4("argsort32")
    w4("compare", 20_000, 512)
if "w5" in what:
    w5()
