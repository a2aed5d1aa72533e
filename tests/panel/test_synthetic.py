"""What synth writes: marked in every file, importable, with the spread, persistence and gaps of PAPI; the same seed gives the same bytes."""
import os
import unittest

import numpy as np

from trial import Trial


def synthetic_or_bare(name, text):
    words = text.lower()
    return "synthetic" in words or "giả lập" in words or name == "neighbours.csv" and all(x.startswith("S") for x in text.split()[1:])


class Synthetic(Trial):
    def make(self, name, *options):
        done = self.run_command("synth", "-o", name, *options)
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_every_file_says_what_it_is(self):
        self.make("s", "--units", "12", "--years", "9", "--indicators", "5")
        for name in os.listdir(self.path("s")):
            with open(self.path("s/" + name), encoding="utf-8") as f:
                self.assertTrue(synthetic_or_bare(name, f.read()), name)

    def test_same_seed_same_bytes(self):
        for name, seed in (("a", "7"), ("b", "7"), ("c", "8")):
            self.make(name, "--units", "12", "--years", "9", "--indicators", "5", "--seed", seed)
        made = []
        for name in "abc":
            with open(self.path(name + "/values.csv"), "rb") as f:
                made.append(f.read())
        a, b, c = made
        self.assertEqual(a, b)
        self.assertNotEqual(a, c)

    def test_spread_persistence_and_gaps(self):
        self.make("s", "--units", "400", "--years", "20", "--indicators", "28")
        self.import_("s", "--complete")
        with self.panel() as f:
            g = f["SYN"]
            leaf = [c for c, code in enumerate(g["indicator"].asstr()[:]) if code.startswith("I")]
            v, status = g["value"][:][:, :, leaf], g["status"][:]
            self.assertEqual(v.shape, (20, 400, 28))
            within = np.nanstd(v, axis=1)
            self.assertAlmostEqual(np.mean(within), 0.146, delta=0.01)
            z = v - np.nanmean(v, axis=1, keepdims=True)
            for lag, wanted in ((1, 0.50), (3, 0.36), (6, 0.25)):
                x, y = z[:-lag], z[lag:]
                both = ~np.isnan(x) & ~np.isnan(y)
                self.assertAlmostEqual(np.corrcoef(x[both], y[both])[0, 1], wanted, delta=0.05)
            total = np.sum(z, axis=2)
            known = ~np.isnan(total)
            self.assertAlmostEqual(np.var(total[known]) / (28 * 0.146**2 * (1 + 27 * 0.19)), 1, delta=0.15)
            withheld = status[:, :, list(g["indicator"].asstr()[:]).index("TOTAL")] == 3
            self.assertTrue(0 < withheld.mean() < 0.04)
            self.assertTrue((withheld == ~known).all())
            self.assertEqual(list(g["n_ranked"][:]), list(400 - withheld.sum(axis=1)))

    def test_sizes_and_folders(self):
        self.make("s", "--units", "2", "--years", "1", "--indicators", "1")
        self.import_("s")
        self.make("s", "--units", "3", "--years", "2", "--indicators", "2")  # over a package of its own
        self.write("mine/notes.txt", "keep")
        done = self.run_command("synth", "-o", "mine")
        self.assertEqual(done.returncode, 2)
        self.assertEqual(os.listdir(self.path("mine")), ["notes.txt"])
        for option in ("--units", "--years", "--indicators"):
            self.assertEqual(self.run_command("synth", "-o", "t", option, "0").returncode, 2)
        self.assertEqual(self.run_command("synth", "-o", "t", "--years", "200").returncode, 2)


if __name__ == "__main__":
    unittest.main()
