"""Numbers that nobody means, given to every numeric option of the commands that estimate, complete, judge and import, and to every numeric field of the files
that they read: refused with a sentence that says the number, or taken for what it is; never a crash, an endless run, or nan in an answer."""
import json
import re
import unittest

from trial import PANEL, SMALL, SOURCE, Trial

VALUES = ["nan", "inf", "1e308", "-1", "9007199254740993", ""]
EFFECTS = ["effects", PANEL, "--measure", "PASC", "--outcome", "PAPI.D5", "--bootstrap", "0", "--permutations", "0"]
OPTIONS = [
    (EFFECTS, ["--need", "--prior", "--floor", "--bootstrap", "--permutations", "--as-of", "--years", "--cutoff", "--seed", "--threads"]),
    (["synth", "-o", "out"], ["--units", "--years", "--indicators", "--seed"]),
    (["backtest", PANEL, "--index", "PAPI", "--origins", "2021", "--model", "persistence"], ["--horizon", "--draws", "--origins", "--seed"]),
    (["import", SOURCE + "/tests/failure/small.csv", "-o", "out.h5"], ["--year"]),
    (["estimate", PANEL, "PAPI ~ PCI | unit + year"], ["--wild", "--years", "--level", "--seed", "--threads"]),
    (["estimate", PANEL, "PAPI ~ PCI + SIPAS | unit + year", "--method", "ridge"], ["--penalty"]),
    (["estimate", PANEL, "PAPI ~ lag(PAPI,1) | unit + year", "--method", "gmm"], ["--lags", "--steps"]),
    (["complete", PANEL, "--index", "PAR", "--year", "2012", "--draws", "400"], ["--year", "--as-of", "--draws"]),
    (["atlas", PANEL, "--index", "SIPAS", "--draws", "100"], ["--years", "--draws"]),
    (["forecast", PANEL, "--index", "SIPAS", "--origin", "2021", "--draws", "100"], ["--origin", "--year", "--draws"]),
]


class HostileNumbers(Trial):
    def judge(self, done, value, what):
        """Exit 0 without nan, or another documented code with a short sentence that says the value."""
        words, out = done.stderr.decode(), done.stdout.decode("utf-8", "replace")
        if done.returncode == 0:
            self.assertNotRegex(out, r"(?<![A-Za-zÀ-ỹ_])-?(nan|inf)(?![A-Za-zÀ-ỹ_])", what)
            return
        self.assertIn(done.returncode, (1, 2, 3, 4), f"{what}: {words}")
        self.assertLess(len(words.strip().splitlines()), 4, f"{what}: {words}")
        if value.strip() not in ("", "0"):
            said = [value, "%g" % float(value)] if "x" not in value else [value]
            self.assertTrue(any(s in words for s in said), f"{what}: {words}")

    def test_options(self):
        """Each option of each command."""
        for base, options in OPTIONS:
            for option in options:
                for value in VALUES:
                    with self.subTest(command=base[0], option=option, value=value):
                        done = self.run_command(*base, option + "=" + value, "-q", "--lang", "en")
                        self.judge(done, value, f"{base[0]} {option} '{value}'")

    def test_package_fields(self):
        """Each numeric field of a package that `import` reads."""
        for name, text in SMALL.items():
            rows = [line.split(",") for line in text.splitlines()]
            for column, head in enumerate(rows[0]):
                row = next((r for r in rows[1:] if re.fullmatch(r"\d+(\.\d+)?", r[column]) and head not in ("unit", "alias", "successor")), None)
                if row is None:
                    continue
                for value in VALUES:
                    changed = [r if r is not row else r[:column] + [value] + r[column + 1:] for r in rows]
                    descriptor = self.package({name: "\n".join(",".join(r) for r in changed) + "\n"})
                    with self.subTest(file=name, field=head, value=value):
                        done = self.run_command("import", descriptor, "-o", "p.h5", "--lang", "en", "-q")
                        self.judge(done, value, f"{name} {head} '{value}'")

    def test_scenario_members(self):
        """Each numeric member of a scenario and of its levers; as a JSON number where JSON has one, and as a text."""
        lever = {"id": "a", "name_en": "a", "name_vi": "a", "cost": 1, "lag": 0, "effects": [{"component": "PAPI.D5", "mean": 0.1, "sd": 0.05}]}
        whole = {"schema": "tangbac/scenario/1", "panel": PANEL, "unit": "12", "origin": 2021, "year": 2022, "draws": 100, "seed": 1, "budget": 2, "max_levers": 2,
                 "goals": [{"index": "PAPI", "goal": "+5 ranks"}], "levers": [lever]}
        members = [(m,) for m in ("origin", "year", "draws", "seed", "budget", "max_levers")] + [("levers", 0, m) for m in ("cost", "lag")]
        members += [("levers", 0, "effects", 0, m) for m in ("mean", "sd")]
        for path in members:
            for value in ["1e308", "1e999", "1e-320", "-1", "9007199254740993", '"nan"', '""', "[]", "null", "true", "01"]:
                text = json.dumps(whole)
                at = text.rindex('"%s": ' % path[-1]) if path[0] == "levers" else text.index('"%s": ' % path[-1])
                at += len(path[-1]) + 4
                end = at + len(re.match(r"[0-9.]+", text[at:]).group())
                self.write("s.json", text[:at] + value + text[end:])
                with self.subTest(member=path, value=value):
                    done = self.run_command("run", "s.json", "-q", "--lang", "en")
                    words = done.stderr.decode()
                    self.assertIn(done.returncode, (0, 3), words)
                    if done.returncode == 3:
                        self.assertEqual(len(words.strip().splitlines()), 1, words)
                        self.assertRegex(words, re.escape(path[-1]) + r"|line 1", words)


if __name__ == "__main__":
    unittest.main()
