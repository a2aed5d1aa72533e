"""Confidence sets for ranks straight from the definitions of Mogstad, Romano, Shaikh and Wilhelm (2024), section 3, by brute force with numpy: an independent reference for
engine/simulate/rank_sets.c. usage: rank_sets.py > rank_sets.txt (the values that test_rank_sets.c holds). 400,000 bootstrap draws, so that Monte-Carlo error of a critical value is
below 0.01; cases in which a pair's statistic lies within 0.012 of a critical value are printed as 'near' and not to be used."""
import numpy as np

DRAWS = 400_000


def quantile(x, level):
    return np.partition(x, int(np.ceil(level * len(x))) - 1)[int(np.ceil(level * len(x))) - 1]


def stepwise(pairs, statistic, draws_of, level):
    """pairs: list of keys; statistic[key]; draws_of(key) -> draws of the same studentised difference. Returns the keys that are rejected."""
    left, out, near = list(pairs), set(), False
    while left:
        most = np.zeros(DRAWS)
        for k in left:
            np.maximum(most, draws_of(k), out=most)
        c = quantile(most, level)
        now = [k for k in left if statistic[k] > c]
        near |= any(abs(statistic[k] - c) < 0.012 for k in left)
        if not now:
            break
        out |= set(now)
        left = [k for k in left if k not in out]
    return out, near


def sets(theta, covariance, level, best, rng):
    n = len(theta)
    z = rng.multivariate_normal(np.zeros(n), covariance, DRAWS, method="cholesky").T.copy()
    se = lambda i, k: np.sqrt(covariance[i, i] + covariance[k, k] - 2 * covariance[i, k])
    t = {(i, k): (theta[i] - theta[k]) / se(i, k) for i in range(n) for k in range(n) if i != k}
    two = {key: abs(v) for key, v in t.items()}
    both = lambda key: np.abs(z[key[0]] - z[key[1]]) / se(*key)
    one = lambda key: (z[key[0]] - z[key[1]]) / se(*key)
    marginal, near = [], False
    for i in range(n):
        out, close = stepwise([(i, k) for k in range(n) if k != i], two, both, level)
        near |= close
        marginal.append((1 + sum(t[key] < 0 for key in out), n - sum(t[key] > 0 for key in out)))
    out, close = stepwise([(i, k) for i in range(n) for k in range(i + 1, n)], two, both, level)
    near |= close
    above = {key if t[key] > 0 else key[::-1] for key in out}
    joint = [(1 + sum((k, i) in above for k in range(n)), n - sum((i, k) in above for k in range(n))) for i in range(n)]
    out, close = stepwise(list(t), t, one, level)
    near |= close
    top = [int(sum((k, i) in out for k in range(n)) < best) for i in range(n)]
    return marginal, joint, top, near


rng = np.random.default_rng(2024)
for case in range(24):
    n = 5 + case % 8
    theta = np.round(rng.normal(0, 1.5, n), 3)
    spread = np.round(rng.uniform(0.1, 0.6, n), 3)
    rho = 0.1 * (case % 4)
    covariance = np.outer(spread, spread) * (rho + (1 - rho) * np.eye(n))
    level, best = (0.95, 2) if case % 2 == 0 else (0.9, 3)
    marginal, joint, top, near = sets(theta, covariance, level, best, rng)
    if near:
        print(f"/* case {case}: near a critical value, not used */")
        continue
    pad = lambda v: "{ " + ", ".join(str(x) for x in v) + " }"
    flat = lambda v: pad([x for p in v for x in p])
    print(f"    {{ {n}, {level}, {best}, {rho:.1f}, {pad(theta)}, {pad(spread)},\n      {flat(marginal)}, {flat(joint)}, {pad(top)} }},")
