"""A direct reimplementation of tangbac's rank sensitivity with numpy, from the panel file alone, and its comparison with what the command says.

usage: by_hand.py PANEL.h5 RESULT.json [REPLICATES.csv]
With the settings of every draw (--replicates) the rank-probability matrix must agree exactly; without, numpy's own draws must agree within Monte-Carlo error.
RESULT: simulate PANEL --index PAPI --year 2022 --noise none --full (weights gamma, one indicator or none left out, all normalisations and aggregations)."""
import csv
import json
import sys

import h5py
import numpy as np


def components(panel, year, codes):
    with h5py.File(panel) as f:
        g = f["PAPI"]
        years = list(g["year"][:])
        names = [s.decode() if isinstance(s, bytes) else s for s in g["indicator"][:]]
        units = [s.decode() if isinstance(s, bytes) else s for s in g["unit"][:]]
        table = g["value"][years.index(year)]
    return units, np.stack([table[:, names.index(c)] for c in codes], axis=1)


def normalise(x, kind, ranges):
    with np.errstate(invalid="ignore"):
        if kind == "none":
            return x / ranges
        if kind == "minmax":
            low, high = np.nanmin(x, 0), np.nanmax(x, 0)
            return 1 + 99 * (x - low) / (high - low)
        if kind == "zscore":
            return (x - np.nanmean(x, 0)) / np.nanstd(x, 0, ddof=1)
        if kind == "distance":
            return x / np.nanmax(x, 0)
        below = np.array([[np.sum(x[:, j] < x[i, j]) for j in range(x.shape[1])] for i in range(x.shape[0])], float)
        equal = np.array([[np.sum(x[:, j] == x[i, j]) for j in range(x.shape[1])] for i in range(x.shape[0])], float)
        known = np.sum(~np.isnan(x), 0)
        v = below + equal if kind == "rank" else 100 * (below + 0.5 * equal) / known
    return np.where(np.isnan(x), np.nan, v)


def compose(x, normalised, method, w):
    norm, how = method
    use = w > 0
    w = w[use] / w[use].sum()
    absent = np.isnan(x[:, use]).any(axis=1)
    if how == "copeland":
        score = np.zeros(len(x))
        for i in range(len(x)):
            for k in range(len(x)):
                if i != k and not absent[i] and not absent[k]:
                    score[i] += np.sign(np.round(np.sum(w * np.sign(x[i, use] - x[k, use])), 12))
    else:
        v = normalised[norm][:, use]
        score = {"arithmetic": lambda: v @ w, "geometric": lambda: np.exp(np.log(v) @ w), "harmonic": lambda: 1 / ((1 / v) @ w)}[how]()
    return np.where(absent, np.nan, score)


def ranks(score):
    r = np.zeros(len(score), int)
    known = ~np.isnan(score)
    rounded = np.round(score[known], 11)
    r[known] = 1 + (rounded[None, :] > rounded[:, None]).sum(axis=1)
    return r


def main():
    result = json.load(open(sys.argv[2]))["result"]
    codes = [c["component"] for c in result["components"]]
    official = np.array([c["weight"] for c in result["components"]])
    units, x = components(sys.argv[1], result["year"], codes)
    order = [units.index(u["code"]) for u in result["units"]]
    x = x[order]
    # the scheme's own ranges, official weight = points of a component's whole range: recovered from structure.csv's columns in the panel would repeat the engine;
    # PAPI's totals are plain sums, so that value / official weight is the total's own scale
    ranges = official
    methods = [(d["normalisation"], d["aggregation"]) for d in result["design"] if d["used"]]
    normalised = {k: normalise(x, k, ranges) for k in ("none", "minmax", "zscore", "rank", "percentile", "distance")}
    n = len(x)
    total = np.where(np.isnan(x).any(axis=1), np.nan, x.sum(axis=1))
    reference = ranks(total)
    assert [u["reference_rank"] or 0 for u in result["units"]] == list(reference), "reference ranks differ"

    for m in result["methods"]:  # each way alone: official weights, nothing left out
        alone = ranks(compose(x, normalised, (m["normalisation"], m["aggregation"]), official))
        assert [r or 0 for r in m["ranks"]] == list(alone), f"ranks by {m['aggregation']} after {m['normalisation']} differ"
        moved = np.abs(alone - reference)[(reference > 0) & (alone > 0)]
        assert abs(moved.mean() - m["mean_abs_shift"]) < 1e-12 and (m["moves_most"] is None) == (moved.max() == 0)
    claimed = np.array(result["rank_probability"])
    count = np.zeros((n, n))

    def add(score):
        r = ranks(score)
        for i in np.flatnonzero(r):
            tied = np.flatnonzero(r == r[i])
            count[i, r[i] - 1:r[i] - 1 + len(tied)] += 1 / len(tied)

    if len(sys.argv) > 3:
        rows = list(csv.DictReader(open(sys.argv[3])))
        assert len(rows) == result["draws"]
        for row in rows:
            add(compose(x, normalised, (row["normalisation"], row["aggregation"]), np.array([float(row[c]) for c in codes])))
        worst = np.abs(count / len(rows) - claimed).max()
        assert worst < 1e-6, f"rank probabilities differ by {worst}"
        print(f"ranks of {len(rows)} draws agree exactly (ties to 1e-6: {worst:.1e})")
        return
    rng = np.random.default_rng(20221)
    draws = 600
    aggregations = ["arithmetic", "geometric", "harmonic", "copeland"]


    def centred(n):  # half of the draws take the first choice, the publisher's own
        return 0 if rng.random() < 0.5 else rng.integers(1, n)

    for _ in range(draws):
        how = aggregations[centred(4)]
        choice = [m for m in methods if m[1] == how]
        choice = choice[centred(6) if how == "arithmetic" else rng.integers(len(choice))]
        w = rng.gamma(result["concentration"] * official)
        left = centred(len(codes) + 1)
        if left:
            w[left - 1] = 0
        add(compose(x, normalised, choice, w))
    p = count / draws
    error = np.sqrt(claimed * (1 - claimed) * (1 / draws + 1 / result["draws"])) + 1 / draws
    z = (p - claimed) / error
    mean_rank = (p * np.arange(1, n + 1)).sum(axis=1)
    claimed_mean = (claimed * np.arange(1, n + 1)).sum(axis=1)
    spread = np.sqrt((claimed * np.arange(1, n + 1) ** 2).sum(axis=1) - claimed_mean ** 2) * np.sqrt(1 / draws + 1 / result["draws"]) + 0.01
    worst = np.abs((mean_rank - claimed_mean) / spread)[reference > 0].max()
    assert np.abs(z).max() < 6 and worst < 5, f"off by {np.abs(z).max():.1f} and {worst:.1f} standard errors"
    print(f"{draws} draws of numpy's own: largest differences {np.abs(z).max():.1f} (chances) and {worst:.1f} (mean ranks) standard errors, within Monte-Carlo error")


main()
