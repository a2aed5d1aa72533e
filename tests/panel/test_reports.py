"""The JSON of import and show against their schemas, and what show counts against the tables themselves."""
import csv
import json
import os
import unittest

import jsonschema

from trial import PANEL, SOURCE, Trial


def schema(name):
    with open(os.path.join(SOURCE, "datasets", "schemas", name + ".schema.json"), encoding="utf-8") as f:
        return json.load(f)


class Reports(Trial):
    def test_import(self):
        self.package()
        self.import_("datapackage.json")
        jsonschema.validate(self.report, schema("import"))
        self.assertEqual(self.report["result"]["values"], 3)
        self.assertEqual(self.report["argv"], ["import", "datapackage.json"])

    def test_show(self):
        done = self.run_command("show", PANEL)
        self.assertEqual(done.returncode, 0, done.stderr)
        report = json.loads(done.stdout)
        jsonschema.validate(report, schema("show"))
        par = [x for x in report["result"]["indices"] if x["index"] == "PAR"][0]
        with open(os.path.join(SOURCE, "datasets", "par", "values.csv"), encoding="utf-8") as f:
            rows = list(csv.DictReader(f))
        for year in par["coverage"]:
            total = [c for c in year["indicators"] if c["indicator"] == "TOTAL"][0]
            self.assertEqual(total["published"] + total["derived"], sum(r["indicator"] == "TOTAL" and r["year"] == str(year["year"]) for r in rows))
            self.assertEqual(total["ranks"], sum(r["indicator"] == "RANK" and r["year"] == str(year["year"]) for r in rows))
            self.assertEqual(total["known"] + total["withheld"] + total["not_in_data"], 63)
        papi = [x for x in report["result"]["indices"] if x["index"] == "PAPI"][0]
        for year in papi["coverage"]:
            total = [c for c in year["indicators"] if c["indicator"] == "TOTAL"][0]
            self.assertEqual(total["known"], year["n_ranked"])
            self.assertEqual(total["withheld"], 63 - year["n_ranked"])
        self.assertEqual([b["year"] for b in papi["breaks"]], [2016, 2018, 2019, 2020, 2021])

    def test_tables_for_eyes(self):
        for lang, words in (("en", ["22/63", "Breaks", "Where sources differ"]), ("vi", ["22/63", "Thay đổi phương pháp", "Không công bố", "Các nguồn khác nhau"])):
            done = self.run_command("show", PANEL, "-t", "--lang", lang)
            for w in words:
                self.assertIn(w, done.stdout.decode())
            self.assertNotIn("not published", done.stdout.decode())


if __name__ == "__main__":
    unittest.main()
