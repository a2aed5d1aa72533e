#!/usr/bin/python3
"""The same work as bench_estimate.c by hand in numpy: what a careful analyst would write. One JSON line each; processor time, since machines are shared.
Run: OPENBLAS_NUM_THREADS=1 /usr/bin/python3 bench/peers/estimate_numpy.py"""
import json
import time

import numpy as np


def measure(name, f, reps):
    f()
    used = []
    for _ in range(reps):
        start = time.process_time()
        out = f()
        used.append(time.process_time() - start)
    print(json.dumps({"bench": name, "reps": reps, "cpu_s": float(np.median(used)), "best_s": float(np.min(used)), "check": float(out)}), flush=True)


def table(n, t, k, seed=1):
    r = np.random.default_rng(seed)
    x = np.asfortranarray(r.standard_normal((n * t, k)) + 0.01 * np.repeat(np.arange(n), t)[:, None])
    y = x @ (0.1 * np.arange(1, k + 1)) + r.standard_normal(n * t)
    return y, x


def within(y, x, n, t):
    """Two-way within, balanced, clusters of units, fixest's factor."""
    def out(v):
        v = v.reshape(n, t, -1)
        return (v - v.mean(1, keepdims=True) - v.mean(0, keepdims=True) + v.mean((0, 1), keepdims=True)).reshape(n * t, -1)
    xd, yd = out(x), out(y)[:, 0]
    a = np.linalg.inv(xd.T @ xd)
    b = a @ (xd.T @ yd)
    e = yd - xd @ b
    s = (xd * e[:, None]).reshape(n, t, -1).sum(1)
    k = x.shape[1]
    f = n / (n - 1) * (n * t - 1) / (n * t - k - t)
    v = f * a @ (s.T @ s) @ a
    return b, np.sqrt(np.diag(v))


def wild(y, x, n, t, draws, seed=1):
    """Restricted wild cluster bootstrap of the first coefficient, unit effects, one matrix product for all draws (Roodman et al. 2019)."""
    r = np.random.default_rng(seed)
    def out(v):
        v = v.reshape(n, t, -1)
        return (v - v.mean(1, keepdims=True)).reshape(n * t, -1)
    xd, yd = out(x), out(y)[:, 0]
    k = x.shape[1]
    a = np.linalg.inv(xd.T @ xd)
    b = a @ (xd.T @ yd)
    c = a[:, 0]
    e = yd - xd @ b
    q = xd @ c
    u = e + q * (b[0] / a[0, 0])
    h = a @ (xd * u[:, None]).reshape(n, t, k).sum(1).T
    w = (xd * q[:, None]).reshape(n, t, k).sum(1)
    num = (q * u).reshape(n, t).sum(1)
    m = np.diag(num) - w @ h
    v = r.integers(0, 2, (n, draws)) * 2.0 - 1
    ts = np.abs(num @ v) / np.sqrt(((m @ v) ** 2).sum(0))
    real = abs(b[0]) / np.sqrt(((q * e).reshape(n, t).sum(1) ** 2).sum())
    return (ts >= real * (1 - 1e-10)).mean()


def gmm(y, lags, n, t):
    """Difference GMM of y on its lag, two steps, Windmeijer; y [n x t]."""
    dy = np.diff(y, axis=1)
    yy, xx = dy[:, 1:], dy[:, :-1]
    rows = t - 2
    cols = [(s, l) for s in range(rows) for l in range(2, min(lags, s + 2) + 1)]
    z = np.zeros((n, rows, len(cols)))
    for c, (s, l) in enumerate(cols):
        z[:, s, c] = y[:, s + 2 - l]
    h = 2 * np.eye(rows) - np.eye(rows, k=1) - np.eye(rows, k=-1)
    zx, zy = np.einsum("irc,ir->ic", z, xx), np.einsum("irc,ir->ic", z, yy)
    hz = np.einsum("rs,isc->irc", h, z).reshape(n * rows, -1)
    w1 = np.linalg.pinv(z.reshape(n * rows, -1).T @ hz)
    sx, sy = zx.sum(0), zy.sum(0)
    b1v = 1 / (sx @ w1 @ sx)
    b1 = b1v * (sx @ w1 @ sy)
    g1 = zy - zx * b1
    s = g1.T @ g1
    w2 = np.linalg.pinv(s)
    b2v = 1 / (sx @ w2 @ sx)
    b2 = b2v * (sx @ w2 @ sy)
    v1 = b1v * (sx @ w1 @ s @ w1 @ sx) * b1v
    g2 = sy - sx * b2
    wg = w2 @ g2
    d = b2v * (sx @ w2 @ (zx.T @ (g1 @ wg) + g1.T @ (zx @ wg)))
    return b2, np.sqrt(b2v + 2 * d * b2v + d * v1 * d)


def main():
    y, x = table(63, 14, 10)
    measure("W1 small: two-way within, clustered, 63 x 14 x 10", lambda: within(y, x, 63, 14)[1][0], 301)
    measure("W3: wild bootstrap, 9999 draws, 63 x 14 x 10", lambda: wild(y, x, 63, 14, 9999), 15)
    r = np.random.default_rng(3)
    p = np.zeros((63, 14))
    p[:, 0] = r.standard_normal(63)
    for s in range(1, 14):
        p[:, s] = 0.5 * p[:, s - 1] + 0.3 * np.arange(63) / 63 + r.standard_normal(63)
    measure("W2: difference GMM, two steps, lags 2:4, 63 x 14", lambda: gmm(p, 4, 63, 14)[1], 51)
    measure("W2: difference GMM, two steps, all lags, 63 x 14", lambda: gmm(p, 99, 63, 14)[1], 51)
    y, x = table(10000, 20, 30)
    measure("W1 big: two-way within, clustered, 10000 x 20 x 30", lambda: within(y, x, 10000, 20)[1][0], 5)


main()
