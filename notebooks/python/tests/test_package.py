"""The package against the command, and its regressions on a DataFrame against numpy by hand.

TANGBAC and TANGBAC_PANEL say where the command and a panel of the shipped data are."""
import json
import os
import subprocess
import tempfile
import unittest
import warnings

import numpy as np
import pandas as pd

import tangbac as tb

PANEL = os.environ["TANGBAC_PANEL"]


def two_way(df, y, x):
    """The within estimate with effects of unit and year, by dummies and least squares."""
    rows = df.dropna()
    dummies = pd.get_dummies(rows[["unit", "year"]].astype(str), drop_first=True).to_numpy(float)
    design = np.column_stack([rows[x], np.ones(len(rows)), dummies])
    return np.linalg.lstsq(design, rows[y].to_numpy(float), rcond=None)[0][0]


class Package(unittest.TestCase):
    def setUp(self):
        warnings.simplefilter("ignore", tb.Note)
        self.panel = tb.Panel(PANEL)

    def test_numbers_are_those_of_the_command(self):
        out = subprocess.run([tb.find_command(), "rank", PANEL, "--index", "PAPI", "--year", "2022", "--quiet"], stdout=subprocess.PIPE, check=True)
        units = json.loads(out.stdout)["result"]["units"]
        table = tb.rank(self.panel, index="PAPI", year=2022).units
        self.assertEqual([u["code"] for u in units], list(table["code"]))
        np.testing.assert_array_equal(np.array([u["score"] for u in units], float), table["score"].to_numpy(float))

    def test_notes_are_warnings(self):
        with warnings.catch_warnings(record=True) as seen:
            warnings.simplefilter("always")
            r = tb.rank(self.panel, index="PAR", year=2021)
        self.assertEqual([str(w.message) for w in seen if w.category is tb.Note], r.notes)
        self.assertTrue(r.notes)

    def test_members_of_members_are_columns(self):
        r = tb.forecast(self.panel, index="PAPI", origin=2022, year=2023, draws=400, model="shrunk")
        self.assertTrue((r.units["score.q05"] <= r.units["score.q95"]).all())
        self.assertAlmostEqual(r.units["chance_top.10"].sum(), 10, delta=0.2)
        self.assertEqual(r.json["seed"], 1)
        with self.assertRaisesRegex(AttributeError, "it has index, origin"):
            r.unitz

    def test_wrong_option_and_wrong_index(self):
        with self.assertRaisesRegex(TypeError, "no option 'yaer'; did you mean 'year'"):
            tb.forecast(self.panel, index="PAPI", origin=2022, yaer=2023)
        with self.assertRaises(tb.TangbacError) as e:
            tb.rank(self.panel, index="PAPY", year=2022)
        self.assertEqual(e.exception.code, 3)
        self.assertIn("PAPI", str(e.exception))

    def test_panel_as_tables(self):
        wide = self.panel.frame("PAPI", ["SC11", "SC12"])
        long = self.panel.frame("PAPI", ["SC11", "SC12"], wide=False)
        self.assertEqual(int(wide.notna().sum().sum()), len(long))
        one = long[(long.unit == "12") & (long.year == 2022) & (long.indicator == "SC11")]
        self.assertEqual(one["value"].item(), wide.loc[("12", 2022), "SC11"])
        self.assertEqual(one["status"].item(), "published")
        self.assertEqual(self.panel.array("PAPI").shape, self.panel.array("PAPI", "status").shape)

    def test_regression_on_a_frame_is_that_on_the_panel(self):
        frame = pd.DataFrame({
            "D6": self._node("PAPI.D6"), "D2": self._node("PAPI.D2"),
        }).rename_axis(["unit", "year"]).reset_index()
        for formula, inside in (("D6 ~ D2 | unit + year", "PAPI.D6 ~ PAPI.D2 | unit + year"),
                                ("D6 ~ D2 + lag(D2) | unit + year", "PAPI.D6 ~ PAPI.D2 + lag(PAPI.D2) | unit + year")):
            a = tb.estimate(frame, formula).coefficients
            b = tb.estimate(self.panel, inside, years=(2015, 2017)).coefficients
            np.testing.assert_allclose(a["estimate"], b["estimate"], rtol=1e-10)
            np.testing.assert_allclose(a["std_error"], b["std_error"], rtol=1e-10)
        self.assertEqual(list(a["term"]), ["D2", "lag(D2)"])
        np.testing.assert_allclose(tb.estimate(frame, "D6 ~ D2 | unit + year").coefficients["estimate"], two_way(frame, "D6", "D2"), rtol=1e-9)

    def _node(self, name):
        cells = {}
        for year in (2015, 2016, 2017):
            for u in tb.rank(self.panel, index=name, year=year).result["units"]:
                cells[u["code"], year] = u["score"]
        return pd.Series(cells, dtype=float)

    def test_frame_with_gaps_other_names_and_years(self):
        rng = np.random.default_rng(7)
        frame = pd.DataFrame([(f"firm {i}", t) for i in range(12) for t in range(1, 9)], columns=["firm", "t"])
        frame["x"] = rng.normal(size=len(frame))
        frame["y"] = 0.7 * frame["x"] + rng.normal(size=len(frame))
        frame.loc[rng.choice(len(frame), 15, replace=False), "x"] = np.nan
        got = tb.estimate(frame, "y ~ x | unit + year", unit="firm", year="t")
        hand = two_way(frame.rename(columns={"firm": "unit", "t": "year"}), "y", "x")
        np.testing.assert_allclose(got.coefficients["estimate"], hand, rtol=1e-9)
        self.assertEqual(got.n_obs, 96 - 15)
        with self.assertRaisesRegex(ValueError, "no column 'z'"):
            tb.estimate(frame, "y ~ z | unit", unit="firm", year="t")
        with self.assertRaisesRegex(ValueError, "duplicate row: firm firm 0, t 1"):
            tb.estimate(pd.concat([frame, frame.head(1)]), "y ~ x | unit", unit="firm", year="t")

    def test_own_forecasts_are_scored(self):
        last = {u["code"]: u["score"] for u in tb.rank(self.panel, index="PAPI", year=2021).result["units"]}
        rows = [("PAPI", 2021, 2022, code, "quantile", q, score + shift) for code, score in last.items() if score is not None
                for q, shift in ((0.05, -2.0), (0.5, 0.0), (0.95, 2.0))]
        mine = pd.DataFrame(rows, columns=["index", "origin", "year", "unit", "output_type", "output_type_id", "value"])
        r = tb.evaluate(self.panel, mine)
        self.assertGreater(len(r.targets), 0)
        with self.assertRaisesRegex(ValueError, "no column value"):
            tb.evaluate(self.panel, mine.drop(columns="value"))

    def test_goals_of_a_province(self):
        r = tb.run(panel=self.panel, unit="Lai Châu", origin=2021, year=2022, goal=["PAPI: +5 ranks", "PAPI: tốp 30"], draws=400)
        self.assertEqual(list(r.goals["index"]), ["PAPI", "PAPI"])
        self.assertTrue(r.goals["chance_without_action"].between(0, 1).all())

    def test_the_library_fits_arrays_as_the_command_does(self):
        rng = np.random.default_rng(11)
        n = 40 * 9
        firm, t = np.repeat(np.arange(40), 9), np.tile(np.arange(2001, 2010), 40)
        x = np.asfortranarray(rng.normal(size=(n, 2)))
        y = x @ [0.5, -1.0] + rng.normal(size=40)[firm] + rng.normal(size=n)
        y[::37] = np.nan
        frame = pd.DataFrame({"firm": firm, "t": t, "y": y, "a": x[:, 0], "b": x[:, 1]})
        for vcov in ("cluster:unit", "cr2:unit", "hc3"):
            got = tb.fit(y, x, firm, t, effects="unit + year", terms=["a", "b"], vcov=vcov)
            want = tb.estimate(frame, "y ~ a + b | unit + year", unit="firm", year="t", vcov=vcov)
            self.assertEqual(list(got.coefficients["term"]), ["a", "b"])
            for column in ("estimate", "std_error", "df", "p_value", "ci_high"):
                np.testing.assert_allclose(got.coefficients[column], want.coefficients[column], rtol=1e-12)
            np.testing.assert_allclose(np.sqrt(np.diag(got.vcov)), got.coefficients["std_error"], rtol=1e-12)
            self.assertEqual((got.n_obs, got.n_units, got.method), (want.n_obs, 40, "within"))
        self.assertEqual(list(tb.fit(y, x[:, 0], firm, t).coefficients["term"]), ["(Intercept)", "x1"])
        self.assertEqual(list(tb.fit(y, np.column_stack([x, x[:, 0]]), firm, t).dropped), ["x3"])
        with self.assertRaises(tb.TangbacError) as e:
            tb.fit(y, x, firm, t, vcov="hc9")
        self.assertEqual(e.exception.code, 2)
        with self.assertRaisesRegex(ValueError, "must have"):
            tb.fit(y, x, firm[:-1], t)

    def test_draws_are_the_librarys_memory_and_the_commands_numbers(self):
        d = tb.draws(self.panel, index="PAPI", origin=2021, model="shrunk", draws=400)
        told = tb.forecast(self.panel, index="PAPI", origin=2021, model="shrunk", draws=400).units.set_index("code")
        mean = d.score.mean("sample", skipna=True).to_series()
        np.testing.assert_allclose(mean[told.index].to_numpy(), told["score.mean"].to_numpy(float), rtol=1e-12)
        self.assertFalse(d.score.values.flags.owndata)
        kept = d.score.values[:, :7]
        del d
        self.assertTrue(np.isfinite(kept).mean() > 0.9)  # the result lives as long as an array that looks into it
        with self.assertRaises(tb.TangbacError) as e:
            tb.draws(self.panel, index="PAPI", origin=2021, model="no such")
        self.assertEqual(e.exception.code, 2)

    def test_weights_and_instruments_by_the_library(self):
        rng = np.random.default_rng(5)
        n = 30 * 8
        firm, t = np.repeat(np.arange(30), 8), np.tile(np.arange(2001, 2009), 30)
        z, shock, exogenous = rng.normal(size=(n, 2)), rng.normal(size=n), rng.normal(size=n)
        x = np.asfortranarray(np.column_stack([exogenous, z @ [0.8, -0.6] + shock + rng.normal(size=n)]))
        y = x @ [0.5, 1.0] + shock + rng.normal(size=n)
        w = rng.uniform(0.5, 2, size=n)
        root = np.sqrt(w)[:, None]
        design = np.column_stack([x, np.ones(n)]) * root
        hand = np.linalg.lstsq(design, y * root[:, 0], rcond=None)[0]
        got = tb.fit(y, x, firm, t, weights=w)
        np.testing.assert_allclose(got.coefficients.set_index("term").loc[["x1", "x2", "(Intercept)"], "estimate"], hand, rtol=1e-10)
        outside = np.column_stack([x[:, 0], z, np.ones(n)]) * root
        fitted = outside @ np.linalg.lstsq(outside, design, rcond=None)[0]
        hand = np.linalg.lstsq(fitted, y * root[:, 0], rcond=None)[0]
        got = tb.fit(y, x, firm, t, weights=w, instruments=z, endogenous=["x2"])
        self.assertEqual(got.method, "iv")
        np.testing.assert_allclose(got.coefficients.set_index("term").loc[["x1", "x2", "(Intercept)"], "estimate"], hand, rtol=1e-9)
        self.assertEqual(list(got.tests["name"]), ["first_stage: x2", "wu_hausman", "hansen"])
        with self.assertRaisesRegex(tb.TangbacError, "above zero"):
            tb.fit(y, x, firm, t, weights=-w)
        with self.assertRaisesRegex(tb.TangbacError, "too few"):
            tb.fit(y, x, firm, t, instruments=z[:, :1], endogenous=["x1", "x2"])
        with self.assertRaisesRegex(ValueError, "'x3' is not a term"):
            tb.fit(y, x, firm, t, instruments=z, endogenous=["x3"])

    def test_dynamic_panels_by_the_library(self):
        rng = np.random.default_rng(9)
        frame = pd.DataFrame([(i, t) for i in range(50) for t in range(2001, 2009)], columns=["firm", "t"])
        frame["x"] = rng.normal(size=len(frame))
        frame["y"] = 3 + frame["firm"].map(dict(enumerate(rng.normal(size=50)))) + 0.5 * frame["x"] + rng.normal(size=len(frame))
        frame = frame[~((frame["firm"] % 7 == 3) & (frame["t"] == 2005))].reset_index(drop=True)
        at = {(f, t): y for f, t, y in zip(frame["firm"], frame["t"], frame["y"])}
        lag = np.array([at.get((f, t - 1), np.nan) for f, t in zip(frame["firm"], frame["t"])])
        x = np.asfortranarray(np.column_stack([lag, frame["x"]]))
        seen = []
        for across in (False, True):
            got = tb.fit(frame["y"].to_numpy(), x, frame["firm"].to_numpy(), frame["t"].to_numpy(), effects="unit", terms=["lag(y)", "x"], lags=["lag(y)"], method="gmm",
                         lag_range=(2, 3), collapse=False, steps=2, across_gaps=across)
            want = tb.estimate(frame, "y ~ lag(y) + x | unit", unit="firm", year="t", method="gmm", lags="2:3", collapse="no", steps=2, across_gaps=across)
            np.testing.assert_allclose(got.coefficients["estimate"], want.coefficients["estimate"], rtol=1e-8)
            np.testing.assert_allclose(got.coefficients["std_error"], want.coefficients["std_error"], rtol=1e-8)
            seen.append(got.n_obs)
        self.assertEqual(seen[1] - seen[0], len(frame[frame["firm"] % 7 == 3]["firm"].unique()))  # one equation a gap

    def test_effects_on_a_table_by_the_library(self):
        rng = np.random.default_rng(3)
        frame = pd.DataFrame([(f"u{i:02d}", t) for i in range(40) for t in (2001, 2002)], columns=["firm", "t"])
        frame["first"] = np.where(frame["firm"] < "u15", 2002, np.nan)
        frame["y"] = rng.normal(size=len(frame)) + 0.3 * ((frame["t"] == 2002) & (frame["firm"] < "u15"))
        wide = frame.pivot(index="firm", columns="t", values="y")
        change = wide[2002] - wide[2001]
        adopter = change.index < "u15"
        e = tb.effect(frame, "y", "first", unit="firm", year="t", permutations=99, bootstraps=99)
        self.assertAlmostEqual(e.overall["estimate"], change[adopter].mean() - change[~adopter].mean(), places=12)
        error = np.sqrt(change[adopter].var(ddof=0) / adopter.sum() + change[~adopter].var(ddof=0) / (~adopter).sum())
        self.assertAlmostEqual(e.overall["std_error"], error, places=12)
        self.assertAlmostEqual(np.sqrt((e.influence**2).sum()), error, places=12)
        self.assertEqual((e.n_units, e.n_adopters, len(e.permuted), len(e.cells)), (40, 15, 99, 1))
        again = tb.effect(frame.sample(frac=1, random_state=1), "y", "first", unit="firm", year="t", permutations=99, bootstraps=99)
        np.testing.assert_array_equal(e.permuted, again.permuted)
        with self.assertRaisesRegex(ValueError, "unknown estimator 'ols'"):
            tb.effect(frame, "y", "first", unit="firm", year="t", estimator="ols")
        with self.assertRaises(tb.TangbacError) as refused:
            tb.effect(frame.assign(first=2002), "y", "first", unit="firm", year="t")
        self.assertEqual(refused.exception.code, 3)
        with self.assertRaisesRegex(ValueError, "has two values"):
            tb.effect(frame.assign(first=frame["t"]), "y", "first", unit="firm", year="t")

    def test_effects_of_the_library_are_those_of_the_command(self):
        rows = self.panel.frame("PAPI", ["SC53"]).reset_index()
        rows = rows[rows["year"].between(2011, 2020)]
        dates = {u: 2014 + i % 5 for i, u in enumerate(sorted(rows["unit"].unique())[::3])}
        rows["first"] = rows["unit"].map(dates)
        events = pd.DataFrame([("X", u, "dated", y, y) for u, y in dates.items()], columns=["measure", "unit", "status", "adopt_year", "exposure_year"])
        events = pd.concat([events, pd.DataFrame([("X", u, "never", "", "") for u in rows["unit"].unique() if u not in dates], columns=events.columns)])
        with tempfile.NamedTemporaryFile("w", suffix=".csv") as f:
            events.to_csv(f, index=False)
            f.flush()
            told = tb.effects(self.panel, measure="X", outcome="PAPI.SC53", events=f.name, years=(2011, 2020), bootstrap=99, permutations=99).json["result"]["studies"][0]
        e = tb.effect(rows, "SC53", "first", bootstraps=99, permutations=99)
        self.assertAlmostEqual(e.overall["estimate"], told["overall"]["estimate"], places=12)
        self.assertAlmostEqual(e.overall["std_error"], told["overall"]["std_error"], places=12)

    def told(self, *words):
        """What the command prints for the same question."""
        done = subprocess.run([tb.find_command(), *words, "--quiet"], stdout=subprocess.PIPE, check=True)
        return tb.Result(json.loads(done.stdout))

    def same_numbers(self, got, want, columns):
        for column in columns:
            np.testing.assert_array_equal(got[column].to_numpy(float), want[column].to_numpy(float), err_msg=column)

    def test_completed_tables_by_the_library(self):
        want = self.told("complete", PANEL, "--index", "PAR", "--year", "2019", "--draws", "400", "--seed", "3")
        got = tb.complete(self.panel, index="PAR", year=2019, draws=400, seed=3)
        self.assertEqual(list(got.units["code"]), list(want.units["code"]))
        self.assertEqual(list(got.units["basis"]), list(want.units["basis"]))
        self.same_numbers(got.units, want.units, [f"score.{k}" for k in ("mean", "sd", "q05", "q50", "q95")] + ["rank.q05", "rank.q50", "rank.q95", "published_rank"])
        self.assertEqual((got.ess_min, got.rhat_max, got.prior, got.as_of), (want.ess_min, want.rhat_max, want.prior, want.as_of))
        self.assertEqual({k: v for k, v in got.facts_used.items() if v or k != "ranges"}, want.facts_used)
        self.assertEqual(got.notes, want.notes)
        d = got.draws
        np.testing.assert_allclose(d.score.mean("sample").to_series()[got.units["code"]].to_numpy(), got.units["score.mean"].to_numpy(), rtol=1e-12)
        self.assertFalse(d.score.values.flags.owndata)
        kept = d.score.values
        del d, got
        self.assertTrue(np.isfinite(kept).all())
        for options, code in (({"index": "PAY"}, 3), ({"as_of": 2015}, 2), ({"draws": 7}, 2)):
            with self.assertRaises(tb.TangbacError) as refused:
                tb.complete(self.panel, **{"index": "PAR", "year": 2019, **options})
            self.assertEqual(refused.exception.code, code, options)

    def test_simulations_by_the_library(self):
        want = self.told("simulate", PANEL, "--index", "PAPI", "--year", "2021", "--level", "dimension", "--draws", "400", "--samples", "64", "--bootstraps", "200",
                         "--top", "7", "--full", "--seed", "5")
        got = tb.simulate(self.panel, index="PAPI", year=2021, level="dimension", draws=400, samples=64, bootstraps=200, top=7, seed=5)
        self.assertEqual(list(got.units["code"]), list(want.units["code"]))
        self.same_numbers(got.units, want.units, ["reference_rank", "reference_score", "rank.mean", "rank.q05", "rank.q95", "mean_abs_shift", "chance_top10",
                                                  "chance_top", "chance_ranked", "rank_set.score_se", "rank_set.by_errors.q50", "rank_set.by_errors.chance_top"])
        told = [list(v) if isinstance(v, list) else None for v in want.units["rank_set.marginal"]]
        self.assertEqual([v if isinstance(v, list) else None for v in got.units["rank_set.marginal"]], told)
        np.testing.assert_array_equal(got.rank_probability, np.array(want.rank_probability))
        self.assertFalse(got.rank_probability.flags.owndata)
        self.assertEqual((got.factors, got.composite_noise_sd, got.mean_abs_shift, got.concentration), (want.factors, want.composite_noise_sd, want.mean_abs_shift, want.concentration))
        self.same_numbers(got.components, want.components, ["weight", "noise_sd"])
        self.same_numbers(got.methods, want.methods, ["share_of_draws", "mean_abs_shift"])
        np.testing.assert_array_equal(got.method_ranks, np.array([[r or 0 for r in m["ranks"]] for m in want.result["methods"]]))
        one = next(x for x in want.result["sobol"] if x["code"] == "12" and x["output"] == "rank")
        mine = got.sobol[got.sobol["code"] == "12"]
        self.assertEqual(list(mine["factor"]), [x["factor"] for x in one["first"]])
        np.testing.assert_array_equal(mine["first"], [x["estimate"] for x in one["first"]])
        np.testing.assert_array_equal(mine["total_high"], [x["ci_high"] for x in one["total"]])
        local = want.units.set_index("code").loc["12", "local"]
        np.testing.assert_array_equal(got.local[got.local["code"] == "12"]["up"].replace(np.inf, np.nan), [x["up"] if x["up"] is not None else np.nan for x in local])

    def test_simulations_take_errors_as_arrays(self):
        brief = dict(index="PAPI", year=2022, level="dimension", draws=400, samples=0, bootstraps=200)
        want = self.told("simulate", PANEL, "--index", "PAPI", "--year", "2022", "--level", "dimension", "--draws", "400", "--samples", "0", "--bootstraps", "200",
                         "--error", "D5=0.1", "--error", "D6=0.2")
        got = tb.simulate(self.panel, error={"D5": 0.1, "D6": 0.2}, **brief)
        self.same_numbers(got.units, want.units, ["rank.mean", "rank_set.score_se"])
        codes = got.units.loc[got.units["reference_rank"].notna(), "code"]
        table = tb.simulate(self.panel, error=pd.DataFrame({"D5": 0.1, "D6": 0.2}, index=got.units["code"]), **brief)
        self.same_numbers(table.units, want.units, ["rank.mean", "rank_set.score_se"])
        spread = np.linspace(0.1, 0.9, len(codes))
        sets = tb.simulate(self.panel, covariance=np.diag(spread**2), units=list(codes), **brief).units.set_index("code")
        np.testing.assert_allclose(sets.loc[codes, "rank_set.score_se"].to_numpy(float), spread, rtol=1e-12)
        with self.assertRaisesRegex(ValueError, "n codes in its order"):
            tb.simulate(self.panel, covariance=np.eye(3), **brief)
        with self.assertRaisesRegex(tb.TangbacError, "unknown"):
            tb.simulate(self.panel, index="PAPI", year=2022, weights="equal")
        with self.assertRaises(tb.TangbacError) as refused:
            tb.simulate(self.panel, index="PAPI", year=2050)
        self.assertEqual(refused.exception.code, 3)

    def test_rank_sets(self):
        s = tb.rank_sets([10.0, 9.9, 5.0, 0.0], np.diag([0.01, 0.01, 0.01, 0.01]), best=2)
        self.assertEqual(s.loc[3, ["marginal_low", "simultaneous_high"]].tolist(), [4, 4])
        self.assertEqual(s.loc[0, ["marginal_low", "marginal_high"]].tolist(), [1, 2])
        self.assertEqual(s["among_best"].tolist(), [True, True, False, False])

    def test_goals_in_words(self):
        g = tb.goals(self.panel, "PAPI: tăng 5 bậc", unit="Lai Châu", origin=2021, year=2022, draws=400)
        self.assertTrue(0 <= g["chance_without_action"].item() <= 1)
        self.assertTrue(tb.standing(self.panel, unit="Lai Châu", year=2022).result)

    def test_xarray(self):
        d = self.panel.dataset("PAPI")
        self.assertEqual(d.value.dims, ("year", "unit", "indicator"))
        drawn = tb.draws(self.panel, index="PAPI", origin=2021, model="shrunk", draws=400)
        self.assertEqual(drawn.score.attrs, {"long_name": "score in each draw", "units": "points"})


if __name__ == "__main__":
    unittest.main()
