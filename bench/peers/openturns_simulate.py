"""The work of bench_simulate with OpenTURNS, one thread. usage: openturns_simulate.py   (Debian: python3-openturns)"""
import json
import os
import time

for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "OPENTURNS_NUM_THREADS"):
    os.environ[name] = "1"
import numpy as np
import openturns as ot

ot.TBB.Disable() if hasattr(ot, "TBB") else None
UNITS, PARTS, REPS = 63, 29, int(os.environ.get("BENCH_REPS", 3))


def run(name, work, f):
    f()
    wall, cpu = [], []
    for _ in range(REPS):
        a, b = time.perf_counter(), time.process_time()
        f()
        wall.append(time.perf_counter() - a)
        cpu.append(time.process_time() - b)
    print(json.dumps({"bench": name, "reps": REPS, "median_s": sorted(wall)[REPS // 2], "cpu_s": sorted(cpu)[REPS // 2], "per_s": work / sorted(wall)[REPS // 2], "best_per_cpu_s": work / min(cpu)}), flush=True)


law = ot.Normal(ot.Point(list(0.05 * (UNITS - np.arange(UNITS)))), ot.CovarianceMatrix((0.5 + 0.5 * np.eye(UNITS)).tolist()))


def w4(n=20_000):
    y = np.array(law.getSample(n))
    rank = np.array(ot.Sample(np.ascontiguousarray(y.T)).rank()).astype(int)  # ranks within a column: 63 units, n draws
    return np.bincount((np.arange(UNITS)[:, None] * UNITS + (UNITS - 1 - rank)).ravel(), minlength=UNITS * UNITS)


x = 5 + np.random.default_rng(42).standard_normal((UNITS, PARTS))
official = np.concatenate([np.full(k, 1 / 8 / k) for k in [4, 4, 3, 4, 4, 3, 4, 3]])
low, high = x.min(0), x.max(0)
rank = x.argsort(0).argsort(0) + 1.0
forms = [x, 1 + 99 * (x - low) / (high - low), (x - x.mean(0)) / x.std(0, ddof=1), rank, 100 * (rank - 0.5) / UNITS, x / high]
value = np.stack(forms + [np.log(forms[k]) for k in (1, 3, 4)] + [-1 / forms[k] for k in (1, 3, 4)])


def model(u):
    u = np.asarray(u)
    g = (u[:, PARTS + 1] * 3).astype(int)
    m = np.array([0, 6, 9])[g] + (u[:, PARTS] * np.array([6, 3, 3])[g]).astype(int)
    out = np.empty((len(u), UNITS))
    for k in range(12):
        at = np.flatnonzero(m == k)
        order = np.argsort(-(u[at, :PARTS] @ value[k].T), axis=1)
        sub = np.empty(order.shape)
        np.put_along_axis(sub, order, np.arange(1.0, UNITS + 1), axis=1)
        out[at] = sub
    return out


def w5(n=1024):
    inputs = ot.ComposedDistribution([ot.Gamma(290 * w, 1.0) for w in official] + [ot.Uniform(0, 1 - 1e-12)] * 2)
    design = ot.SobolIndicesExperiment(ot.LowDiscrepancyExperiment(ot.SobolSequence(), inputs, n), False).generate()
    result = ot.Sample(model(design))
    indices = ot.SaltelliSensitivityAlgorithm(design, result, n)
    indices.setUseAsymptoticDistribution(True)
    return [indices.getTotalOrderIndices(k) for k in range(UNITS)]


run("openturns_w4", 20_000, w4)
run("openturns_w5", 1024 * (PARTS + 4), w5)
