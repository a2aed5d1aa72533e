#!/usr/bin/python3
"""How often does each test that stands beside a regression reject when what it tests is true? Simulated with the real gaps.

usage: sizes.py [--panels 2000] [--panel build/panel.h5] [--fill docs/estimate.md] [--check]
Rows are those of PAPI's D6 (63 provinces, the years 2011 to 2023 but those that were not published: --panel), or, for dynamic models, of 2011 to 2017. Outcomes are made
anew for each panel: effects of provinces and years, independent errors, two regressors of which one moves with the provinces. What is tested is true, so that a test
of 5 % should reject in 5 of 100 panels. --fill writes the table between the two marks of that page; --check ends with 1 where a test rejects far too
often (ctest does it with 40 panels). TANGBAC and TANGBAC_LIBRARY name the build."""
import argparse
import os
import sys

try:
    import numpy as np
    import pandas  # noqa: F401
except ImportError as lacking:
    print(f"{lacking}: not tried")
    sys.exit(77)

HERE = os.path.dirname(os.path.abspath(__file__))
sys.path.insert(0, os.path.join(HERE, "..", "..", "..", "notebooks", "python"))
import tangbac as tb  # noqa: E402

SPREAD = 1.0  # of the effects of provinces, beside errors of 1


def real_rows(panel, first, last):
    """Province and year of each row in which D6 was published or composed."""
    frame = tb.Panel(panel).frame("PAPI", ["D6"]).reset_index().dropna(subset=["D6"])
    frame = frame[(frame["year"] >= first) & (frame["year"] <= last) & (frame["unit"].astype(str).str.len() == 2)]
    unit = np.unique(frame["unit"], return_inverse=True)[1]
    return unit, frame["year"].to_numpy(np.int64)


def static_panel(r, unit, year, spread=SPREAD):
    """y = 0 x1 + 0 x2 + effects + error; x1 has a mean of its own in each province, uncorrelated with the effect."""
    units = unit.max() + 1
    a, m, s = spread * r.standard_normal(units), r.standard_normal(units), 0.3 * r.standard_normal(year.max() + 1)
    x = np.column_stack([m[unit] + r.standard_normal(len(unit)), r.standard_normal(len(unit))])
    return a[unit] + s[year] + r.standard_normal(len(unit)), np.asfortranarray(x)


def p_of(fit, name):
    row = fit.tests[fit.tests["name"] == name]
    return float(row["p_value"].iloc[0]) if len(row) else np.nan


def statics(r, rows):
    """{(test, model): p} of one panel."""
    unit, year = rows
    y, x = static_panel(r, unit, year)
    out = {}

    def put(model, fit, *names):
        for name in names:
            out[name, model] = p_of(fit, name)

    joint = dict(diagnostics=True, tests=["wald: x1 = x2 = 0"])
    put("unit + year", tb.fit(y, x, unit, year, effects="unit + year", **joint), "hausman", "hausman_robust", "wooldridge_ar", "pesaran_cd", "wald")
    flat, x = static_panel(r, unit, np.zeros_like(year))
    put("unit", tb.fit(flat, x, unit, year, effects="unit", **joint), "hausman", "hausman_robust", "wooldridge_ar", "pesaran_cd", "wald")
    put("random", tb.fit(flat, x, unit, year, method="random", **joint), "hausman", "hausman_robust", "wald")
    put("fd", tb.fit(flat, x, unit, year, method="fd", **joint), "wald")
    put("between", tb.fit(flat, x, unit, year, method="between", **joint), "wald")
    put("hpj", tb.fit(flat, x, unit, year, method="hpj", **joint), "wald")
    none, x = static_panel(r, unit, np.zeros_like(year), 0)
    put("pooled", tb.fit(none, x, unit, year, **joint), "pesaran_cd", "wald")
    put("reml", tb.fit(none, x, unit, year, method="reml", vcov="iid", **joint), "unit_variance")
    put("reml", tb.fit(flat, x, unit, year, method="reml", vcov="iid", tests=["wald: x1 = x2 = 0"]), "wald")
    return out


def few_clusters(r, rows):
    """Nine provinces, as many as carry SIPAS on PAR."""
    unit, year = rows
    keep = unit < 9
    unit, year = unit[keep], year[keep]
    y, x = static_panel(r, unit, year)
    x *= np.exp(0.5 * (unit % 3))[:, None]  # and clusters of unlike weight
    out = {}
    for vcov in ("cluster:unit", "cr2:unit", "cr3:unit"):
        fit = tb.fit(y, x, unit, year, effects="unit + year", vcov=vcov, tests=["wald: x1 = x2 = 0"])
        out["wald", f"nine provinces, {vcov}"] = p_of(fit, "wald")
        out["t", f"nine provinces, {vcov}"] = float(fit.coefficients["p_value"].iloc[0])
    fit = tb.fit(y, x, unit, year, effects="unit + year", wild=999, seed=int(r.integers(1 << 30)))
    out["wild", "nine provinces"] = float(fit.coefficients["wild_p"].iloc[0])
    return out


def instruments(r, rows):
    unit, year = rows
    n = len(unit)
    z, e, v = r.standard_normal((n, 2)), r.standard_normal(n), r.standard_normal(n)
    units, out = unit.max() + 1, {}
    a = r.standard_normal(units)[unit]
    for words, strength, mix in (("strong, exogenous", 0.5, 0.0), ("strong, endogenous", 0.5, 0.6), ("irrelevant", 0.0, 0.0)):
        x = a + z @ [strength, strength] + mix * e + v
        for vcov in ("cluster:unit", "iid"):
            fit = tb.fit(a + 0.5 * x + e, np.asfortranarray(x[:, None]), unit, year, effects="unit + year", instruments=z, endogenous=["x1"], vcov=vcov)
            names = {t: p for t, p in zip(fit.tests["name"], fit.tests["p_value"])}
            first = next((t for t in names if t.startswith("first_stage")), None)
            if words == "irrelevant":
                out["first_stage", vcov] = names.get(first, np.nan)
            elif words == "strong, exogenous":
                out["wu_hausman", vcov] = names.get("wu_hausman", np.nan)
            else:
                over = "hansen" if vcov != "iid" else "sargan"
                out[over, "iv"] = names.get(over, np.nan)
    return out


def dynamic(r, rows):
    """y = 0.5 lag(y) + effect + error, stationary; ar1 is not tested: differences are correlated by construction."""
    unit, year = rows
    units, first, last = unit.max() + 1, year.min(), year.max()
    a = r.standard_normal(units)
    whole = np.empty((units, last - first + 1))
    now = 2 * a + r.standard_normal(units) / np.sqrt(0.75)
    for t in range(last - first + 1):
        whole[:, t] = now
        now = 0.5 * now + a + r.standard_normal(units)
    y = whole[unit, year - first]
    known = set(zip(unit, year))
    lag = np.array([whole[u, t - 1 - first] if (u, t - 1) in known else np.nan for u, t in zip(unit, year)])
    x = r.standard_normal(len(unit))
    out = {}
    for method in ("gmm", "sysgmm"):
        for steps in (1, 2):
            fit = tb.fit(y, np.asfortranarray(np.column_stack([lag, x])), unit, year, effects="unit", terms=["lag(y)", "x1"], lags=["lag(y)"], method=method,
                         steps=steps, diagnostics=True, tests=["wald: lag(y) = 0.5"])
            model = f"{method}, {steps} step" + "s" * (steps - 1)
            for name, p in zip(fit.tests["name"], fit.tests["p_value"]):
                if name in ("hansen", "sargan", "sargan_homoskedastic", "ar2", "wald") or name.startswith("difference_hansen"):
                    out[name, model] = p
    return out


def rates(panels, panel):
    long, short = real_rows(panel, 2011, 2023), real_rows(panel, 2011, 2017)
    seen = {}
    for kind, (make, rows) in enumerate(((statics, long), (few_clusters, long), (instruments, long), (dynamic, short))):
        for i in range(panels):
            for key, p in make(np.random.default_rng([kind, i]), rows).items():
                seen.setdefault(key, []).append(p)
    return {key: np.asarray(p) for key, p in seen.items()}


ODD = {  # (test, model): the rate in 100 that is said to be off in the table, and why
    ("hausman", "unit"): "as R's phtest: two error variances, one for each estimator; see below",
    ("hausman", "random"): "the same test",
    ("hausman", "unit + year"): "effects of years are among what is compared, and hardly move",
    ("wald", "nine provinces, cluster:unit"): "why `cr2` and the bootstrap stand beside",
    ("t", "nine provinces, cluster:unit"): "the same",
    ("sargan_homoskedastic", "sysgmm, 1 step"): "supposes weights that a system does not have; `hansen` and `sargan` hold",
    ("sargan_homoskedastic", "sysgmm, 2 steps"): "the same",
    ("pesaran_cd", "unit + year"): "not given: it would reject always (Juodis and Reese 2022)",
}
LIMIT = 12  # rejections of true nulls in 100 that --check lets pass where no reason stands above; in 40 panels 5 % come to 12 % in three of 100 cases


def table(seen):
    out = ["| test | model | panels | rejects at 5 % | at 1 % | |", "|---|---|---:|---:|---:|---|"]
    for (name, model), p in seen.items():
        told = p[np.isfinite(p)]
        figures = f"{100 * np.mean(told < 0.05):.1f} | {100 * np.mean(told < 0.01):.1f}" if len(told) else "– | –"
        out.append(f"| `{name}` | {model} | {len(told)} | {figures} | {ODD.get((name, model), '')} |")
    return out


def check(seen):
    """What rejects far too often, beyond chance (four standard errors over the limit's rate), and what is told where it must not be."""
    bad = []
    for key, p in seen.items():
        told = p[np.isfinite(p)]
        if key == ("pesaran_cd", "unit + year"):
            if len(told):
                bad.append(f"{key}: told after effects of years")
            continue
        if len(told) < len(p) / 2:
            bad.append(f"{key}: told in {len(told)} of {len(p)} panels")
            continue
        most = (20 if key in ODD else LIMIT) / 100
        if np.mean(told < 0.05) > most + 2.5 * np.sqrt(most * (1 - most) / len(told)):
            bad.append(f"{key}: {np.sum(told < 0.05)} of {len(told)} true nulls rejected at 5 %")
    return bad


def main():
    options = argparse.ArgumentParser(usage=__doc__.split("usage: ")[1].split("\n")[0])
    options.add_argument("--panels", type=int, default=2000)
    options.add_argument("--panel", default=os.path.join(HERE, "..", "..", "..", "build", "panel.h5"))
    options.add_argument("--fill")
    options.add_argument("--check", action="store_true")
    o = options.parse_args()
    seen = rates(o.panels, o.panel)
    if o.check:
        bad = check(seen)
        print("\n".join(bad) or f"{len(seen)} tests and models, {o.panels} panels each: none rejects far too often")
        return 1 if bad else 0
    if not o.fill:
        print("\n".join(table(seen)))
        return 0
    first, last = "<!-- made by tests/reference/estimate/sizes.py: from here -->", "<!-- to here: sizes -->"
    with open(o.fill, encoding="utf-8") as f:
        before, rest = f.read().split(first)
    with open(o.fill, "w", encoding="utf-8") as f:
        f.write(before + first + "\n" + "\n".join(table(seen)) + "\n" + last + rest.split(last)[1])
    return 0


if __name__ == "__main__":
    sys.exit(main())
