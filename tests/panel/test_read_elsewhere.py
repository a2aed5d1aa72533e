"""The panel of the shipped data as h5py, h5dump and xarray read it, with both engines; and against the tables that it was made from."""
import csv
import os
import shutil
import subprocess
import unittest
import warnings

import h5py
import numpy as np
import xarray

from trial import PANEL, SOURCE, Trial

INDICES = ["PAPI", "PAR", "SIPAS", "PCI", "ICT", "DTI", "MIC_EGOV", "GSO"]


def table(*path):
    with open(os.path.join(SOURCE, "datasets", *path), encoding="utf-8") as f:
        return list(csv.DictReader(f))


class Layout(unittest.TestCase):
    def setUp(self):
        self.file = h5py.File(PANEL, "r")
        self.addCleanup(self.file.close)

    def test_root(self):
        self.assertEqual(self.file.attrs["tangbac_schema"], 1)
        self.assertRegex(self.file.attrs["tangbac_version"], r"^\d+\.\d+\.\d+$")
        self.assertRegex(self.file.attrs["sources_digest"], "^[0-9a-f]{64}$")
        self.assertEqual(self.file.attrs["tangbac_indices"].split(","), INDICES)

    def test_units_are_those_of_the_table(self):
        rows, g = table("units.csv"), self.file["unit"]
        self.assertEqual(list(g["code"].asstr()[:]), [r["unit"] for r in rows])
        for column in ("name_vi", "name_en", "region", "kind", "successor"):
            self.assertEqual(list(g[column].asstr()[:]), [r[column] for r in rows])
        self.assertEqual(list(g["valid_to"][:]), [int(r["valid_to"] or 9999) for r in rows])

    def test_every_source_has_its_publisher_title_and_address(self):
        explained = {r["source"]: r for r in table("sources.csv")}
        g = self.file["source"]
        for i, name in enumerate(g["id"].asstr()[:]):
            if "|" not in name:
                self.assertEqual(g["title"].asstr()[i], explained[name]["title"])
                self.assertEqual(g["url"].asstr()[i], explained[name]["url"])

    def test_each_index_has_its_scales_attributes_and_chunks(self):
        for index in INDICES:
            with self.subTest(index):
                g = self.file[index]
                for a in ("name_vi", "name_en", "publisher", "unit", "direction"):
                    self.assertIn(a, g.attrs)
                n = (len(g["year"]), len(g["unit"]), len(g["indicator"]))
                for name, kind, fill in (("value", "<f8", None), ("rank", "<i2", -1), ("status", "|u1", None), ("source", "<i4", -1)):
                    d = g[name]
                    self.assertEqual(d.shape, n)
                    self.assertEqual(d.dtype.str, kind)
                    self.assertEqual(d.chunks, (1, n[1], n[2]))
                    self.assertTrue(d.shuffle and d.fletcher32 and d.compression == "gzip")
                    self.assertEqual([d.dims[k][0].name for k in range(3)], ["/%s/%s" % (index, s) for s in ("year", "unit", "indicator")])
                    if fill is not None:
                        self.assertEqual(d.attrs["_FillValue"], fill)
                self.assertTrue(np.isnan(g["value"].attrs["_FillValue"]))
                self.assertEqual(g["n_ranked"].dtype.str, "<i2")
                for column in ("kind", "year", "scope", "indicator", "value", "tolerance", "basis", "source"):
                    self.assertEqual(len(g["fact"][column]), len(g["fact"]["kind"]))
                for column in ("name", "first_year", "last_year", "announced", "groups"):
                    self.assertIn(column, g["scheme"])
                self.assertTrue((np.isnan(g["value"][:]) == np.isin(g["status"][:], (2, 3, 4))).all())

    def test_every_figure_of_the_tables_stands_in_its_cell(self):
        for folder, index in (("papi", "PAPI"), ("par", "PAR"), ("sipas", "SIPAS"), ("pci", "PCI"), ("dti", "DTI"), ("ict", "ICT"), ("covariates", "GSO")):
            g = self.file[index]
            at = [{v: i for i, v in enumerate(axis)} for axis in (list(g["year"][:]), list(g["unit"].asstr()[:]), list(g["indicator"].asstr()[:]))]
            value, rank, status, source = (g[n][:] for n in ("value", "rank", "status", "source"))
            ids, seen = self.file["source/id"].asstr()[:], 0
            for r in table(folder, "values.csv"):
                code, what = r["indicator"], value
                if code == "RANK":
                    code, what = "TOTAL", rank
                elif code.endswith("_RANK"):
                    code, what = code[:-5], rank
                elif code.endswith("_PCT"):
                    continue
                cell = at[0][int(r["year"])], at[1][r["unit"]], at[2][code]
                self.assertEqual(what[cell], float(r["value"]), (index, r))
                if what is value:
                    self.assertEqual(status[cell], 1 if r.get("basis") == "derived" else 0)
                    self.assertEqual(ids[source[cell]], r["source"])
                    seen += 1
            derived_from_percents = (np.array([k == b"percent" for k in g["fact/kind"][:]])).sum()
            self.assertLessEqual((status <= 1).sum() - seen, derived_from_percents)

    def test_computed_nodes_are_the_sums_of_their_parts(self):
        g = self.file["PAPI"]
        year, unit, code = list(g["year"][:]), list(g["unit"].asstr()[:]), list(g["indicator"].asstr()[:])
        t = year.index(2021)
        value, status = g["value"][t], g["status"][t]
        self.assertEqual(status[unit.index("12"), code.index("TOTAL")], 5)
        for u in range(len(unit)):
            if status[u, code.index("TOTAL")] == 5:
                self.assertAlmostEqual(value[u, code.index("TOTAL")], sum(value[u, code.index("D%d" % k)] for k in range(1, 9)), places=9)
        # where nothing was computed nothing stands: a withheld province has no total
        self.assertTrue(np.isnan(value[unit.index("22"), code.index("TOTAL")]))

    def test_conventions(self):
        self.assertEqual(self.file.attrs["Conventions"], "CF-1.8")
        for index in INDICES:
            g = self.file[index]
            self.assertEqual(list(g["status"].attrs["flag_values"]), [0, 1, 2, 3, 4, 5])
            self.assertEqual(len(g["status"].attrs["flag_meanings"].split()), 6)
            self.assertTrue(g["value"].attrs["long_name"])
            self.assertIn("units", g["value"].attrs)

    def test_withheld_and_absent_are_told_apart(self):
        g = self.file["PAPI"]
        year, unit, indicator = list(g["year"][:]), list(g["unit"].asstr()[:]), list(g["indicator"].asstr()[:])
        status = lambda y, u, c: g["status"][year.index(y), unit.index(u), indicator.index(c)]
        self.assertEqual(status(2021, "22", "TOTAL"), 3)
        self.assertEqual(status(2021, "22", "SC11"), 3)
        self.assertEqual(status(2018, "22", "SC22"), 3)   # dimension 2 was withheld in 2018,
        self.assertEqual(status(2018, "22", "SC11"), 0)   # dimension 1 was not
        self.assertEqual(status(2018, "22", "D1"), 5)     # and is summed
        self.assertEqual(status(2018, "22", "D2"), 3)
        self.assertEqual(status(2021, "01", "SC52"), 4)   # dropped in 2021
        self.assertEqual(status(2011, "01", "D7"), 4)     # from 2018 on
        self.assertEqual(status(2021, "01", "TOTAL"), 5)
        self.assertEqual(list(g["n_ranked"][:]), [63, 63, 63, 61, 63, 63, 63, 61, 63, 63, 60, 61, 61, 61])


class Elsewhere(unittest.TestCase):
    def test_xarray(self):
        for engine in ("netcdf4", "h5netcdf"):
            for index in INDICES:
                with self.subTest(engine=engine, index=index), warnings.catch_warnings():
                    warnings.simplefilter("ignore")
                    with xarray.open_dataset(PANEL, group="/" + index, engine=engine) as d, h5py.File(PANEL, "r") as f:
                        self.assertEqual(d["value"].dims, ("year", "unit", "indicator"))
                        mine = d["value"].sel(unit="12")
                        row = list(f[index]["unit"].asstr()[:]).index("12")
                        self.assertTrue(np.array_equal(mine.values, f[index]["value"][:, row, :], equal_nan=True))
                        self.assertEqual(list(d["indicator"].values), list(f[index]["indicator"].asstr()[:]))
                        self.assertEqual(list(d["year"].values), list(f[index]["year"][:]))
                        self.assertTrue(np.isnan(d["rank"].where(f[index]["rank"][:] == -1).values).all())

    def test_one_cell(self):
        for engine in ("netcdf4", "h5netcdf"):
            with xarray.open_dataset(PANEL, group="/PAPI", engine=engine) as d:
                want = [r for r in table("papi", "values.csv") if r["indicator"] == "SC53" and r["year"] == "2021" and r["unit"] == "12"][0]
                self.assertEqual(float(d["value"].sel(year=2021, unit="12", indicator="SC53")), float(want["value"]))
                self.assertEqual(d.attrs["name_vi"], "Chỉ số Hiệu quả quản trị và hành chính công cấp tỉnh")

    @unittest.skipUnless(shutil.which("h5dump"), "needs hdf5-tools")
    def test_h5dump(self):
        done = subprocess.run(["h5dump", "-d", "/PAPI/year", PANEL], capture_output=True)
        self.assertEqual(done.returncode, 0)
        self.assertIn(b"2011, 2012", done.stdout)
        self.assertEqual(subprocess.run(["h5dump", "-H", PANEL], capture_output=True).returncode, 0)


class Export(Trial):
    def test_reads_back_to_the_same_figures(self):
        package = os.path.join(SOURCE, "datasets", "datapackage.json")
        self.assertEqual(self.run_command("export", PANEL, "-o", "all.csv").returncode, 0)
        self.import_(package, "all.csv", out="again.h5")
        with h5py.File(PANEL, "r") as a, h5py.File(self.path("again.h5"), "r") as b:
            for index in INDICES:
                for name in ("value", "rank", "status", "source", "n_ranked", "rank_status", "rank_source"):
                    if name not in a[index]:
                        continue
                    self.assertTrue(np.array_equal(a[index][name][:], b[index][name][:], equal_nan=name == "value"), (index, name))

    def test_one_index(self):
        self.assertEqual(self.run_command("export", PANEL, "--index", "par", "-o", "par.csv").returncode, 0)
        with open(self.path("par.csv"), encoding="utf-8") as f:
            rows = list(csv.DictReader(f))
        self.assertEqual({r["index"] for r in rows}, {"PAR"})
        self.assertEqual(sum(r["indicator"] == "RANK" for r in rows), sum(r["indicator"] == "RANK" for r in table("par", "values.csv")))
        self.assertEqual(sum(r["basis"] == "derived" and r["indicator"] == "RANK" for r in rows),
                         sum(r["basis"] == "derived" and r["indicator"] == "RANK" for r in table("par", "values.csv")))

    def test_refusals(self):
        self.assertEqual(self.run_command("export", PANEL, "-o", "x.ods").returncode, 2)
        self.assertEqual(self.run_command("export", PANEL, "-o", "x").returncode, 2)
        done = self.run_command("export", PANEL, "--index", "PAPPI", "-o", "x.csv")
        self.assertEqual(done.returncode, 3)
        self.assertWords(done.stderr.decode(), "unknown index 'PAPPI'", "PAPI")
        self.assertFalse(os.path.exists(self.path("x.csv")))


if __name__ == "__main__":
    unittest.main()
