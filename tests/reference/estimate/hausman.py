#!/usr/bin/python3
"""Why the classic Hausman test rejects too often in a panel like ours: beside the statistic as it is given (a variance of errors for each of the two estimators, as R's phtest)
stands the one with the variance of random effects in both (Stata's sigmamore), on the same panels; with 1, 4 and 16 times as many provinces.

usage: hausman.py [PANEL]         TANGBAC and TANGBAC_LIBRARY name the build; numpy, pandas, scipy. Rows, outcomes and regressors are those of sizes.py."""
import os
import sys

import numpy as np
from scipy.stats import chi2

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, HERE)
import sizes  # noqa: E402


def compare(rows, times, panels):
    unit, year = np.concatenate([rows[0] + i * (rows[0].max() + 1) for i in range(times)]), np.tile(rows[1], times)
    given, one, robust, ratio, share = [], [], [], [], []
    for i in range(panels):
        y, x = sizes.static_panel(np.random.default_rng([9, i, times]), unit, np.zeros_like(year))
        w = sizes.tb.fit(y, x, unit, year, effects="unit", vcov="iid", diagnostics=True)
        g = sizes.tb.fit(y, x, unit, year, method="random", vcov="iid")
        given.append(sizes.p_of(w, "hausman"))
        robust.append(sizes.p_of(w, "hausman_robust"))
        d = w.coefficients["estimate"].to_numpy() - g.coefficients["estimate"].to_numpy()[-2:]
        within, random = np.asarray(w.vcov), np.asarray(g.vcov)[-2:, -2:]
        ratio.append((g.sigma / w.sigma) ** 2)
        v = within * ratio[-1] - random
        one.append(chi2.sf(d @ np.linalg.solve(v, d), 2) if np.linalg.eigvalsh(v).min() > 0 else np.nan)
        share.append(np.diag(v) / np.diag(within * ratio[-1]))
    print(f"{times} x {rows[0].max() + 1} provinces, {panels} panels: error variances differ by {np.std(ratio):.5f} (standard deviation), the difference of the variances is {np.mean(share, 0)} of that of within")
    for what, p in (("as given", given), ("one variance", one), ("robust", robust)):
        told = np.asarray(p)[np.isfinite(p)]
        print(f"  {what:13} given in {len(told)}, rejects {100 * np.mean(told < 0.05):.1f} % at 5 %, {100 * np.mean(told < 0.01):.1f} % at 1 %")


if __name__ == "__main__":
    real = sizes.real_rows(sys.argv[1] if len(sys.argv) > 1 else "build/panel.h5", 2011, 2023)
    for times, panels in ((1, 2000), (4, 1000), (16, 500)):
        compare(real, times, panels)
