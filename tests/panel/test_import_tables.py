"""What an import accepts, as data: a table, and the cells that must stand in the panel."""
import csv
import json
import math
import os
import unicodedata
import unittest

from trial import SMALL, SOURCE, Trial

# name, file, bytes or text, options, (indicator, year, unit, value)
ACCEPTED = [
    ("long, no index column", "t.csv", "indicator,year,unit,value\nTOTAL,2021,01,70.5\n", ["--index", "IX"], [("TOTAL", 2021, "01", 70.5)]),
    ("wide with year", "t.csv", "unit,year,TOTAL,A,B\n01,2021,90,55,35\n", [], [("TOTAL", 2021, "01", 90), ("A", 2021, "01", 55), ("B", 2021, "01", 35)]),
    ("wide, year and index said", "t.csv", "unit,TOTAL\n01,81.25\n02,\n", ["--index", "IX", "--year", "2021"], [("TOTAL", 2021, "01", 81.25)]),
    ("year and index said, and the same in the table", "t.csv", "index,unit,year,TOTAL\nIX,01,2021,81.25\n", ["--index", "ix", "--year", "2021"], [("TOTAL", 2021, "01", 81.25)]),
    ("index by the file's name", "my-ix.csv", "unit,TOTAL\n01,81.25\n", ["--year", "2021"], [("TOTAL", 2021, "01", 81.25)]),
    ("BOM and CRLF", "t.csv", b"\xef\xbb\xbfunit,year,TOTAL,A\r\n01,2021,90,55\r\n", [], [("TOTAL", 2021, "01", 90), ("A", 2021, "01", 55)]),
    ("old line ends", "t.csv", b"unit,year,TOTAL,A\r01,2021,90,55\r", [], [("TOTAL", 2021, "01", 90)]),
    ("semicolons and decimal commas", "t.csv", "unit;year;TOTAL;A\n01;2021;90,25;55,5\n", [], [("TOTAL", 2021, "01", 90.25), ("A", 2021, "01", 55.5)]),
    ("semicolons and points", "t.csv", "unit;year;TOTAL;A\n01;2021;90.25;55\n", [], [("TOTAL", 2021, "01", 90.25)]),
    ("tabs and decimal commas", "t.csv", "unit\tyear\tTOTAL\tA\n01\t2021\t90,25\t55\n", [], [("TOTAL", 2021, "01", 90.25)]),
    ("Excel's sep line", "t.csv", "sep=;\nunit;year;TOTAL;A\n01;2021;90,25;55\n", [], [("TOTAL", 2021, "01", 90.25)]),
    ("quoted fields, a line end and a quote inside", "t.csv", 'unit,note,year,TOTAL,A\n"01","two\nlines, ""so""",2021,"90.5",55\n02,,2021,80,50\n', [],
     [("TOTAL", 2021, "01", 90.5), ("TOTAL", 2021, "02", 80)]),
    ("names composed", "t.csv", unicodedata.normalize("NFC", "unit,year,TOTAL,A\nĐắk Thử,2021,60,30\n"), [], [("TOTAL", 2021, "04", 60)]),
    ("names decomposed", "t.csv", unicodedata.normalize("NFD", "unit,year,TOTAL,A\nĐắk Thử,2021,60,30\n"), [], [("TOTAL", 2021, "04", 60)]),
    ("names without marks, other case, a title", "t.csv", "unit,year,TOTAL,A\nTỈNH LAI THU,2021,60,30\n", [], [("TOTAL", 2021, "02", 60)]),
    ("an alias", "t.csv", "unit,year,TOTAL,A\nht,2021,60,30\n", [], [("TOTAL", 2021, "01", 60)]),
    ("a name column instead of codes", "t.csv", "Tỉnh,Năm,TOTAL,A\nLai Thử,2021,60,30\n", [], [("TOTAL", 2021, "02", 60)]),
    ("the heads of a ministry's table", "t.csv", "STT,Tỉnh/Thành phố,Năm,TOTAL,A\n1,Lai Thử,2021,60,30\n", [], [("TOTAL", 2021, "02", 60), ("A", 2021, "02", 30)]),
    ("codes that lost their zero", "t.csv", "unit,year,TOTAL,A\n1,2021,60,30\n", [], [("TOTAL", 2021, "01", 60)]),
    ("Vietnamese words for total and rank", "t.csv", "unit,year,Tổng điểm,Xếp hạng,A\n01,2021,60,2,30\n", [], [("TOTAL", 2021, "01", 60)]),
    ("rows nobody filled in", "t.csv", "unit,name_vi,year,TOTAL,A\n01,Hà Thử,2021,60,30\n02,Lai Thử,2021,,\n,,,,\n", [], [("TOTAL", 2021, "01", 60)]),
    ("indicator codes in lower case", "t.csv", "unit,year,total,a\n01,2021,60,30\n", [], [("TOTAL", 2021, "01", 60), ("A", 2021, "01", 30)]),
    ("indicators with their index", "t.csv", "indicator,year,unit,value,index\nIX.A,2021,01,30,IX\n", [], [("A", 2021, "01", 30)]),
    ("spaces and a percent sign", "t.csv", "unit,year,TOTAL,A\n 01 , 2021 , 60.5% ,30\n", [], [("TOTAL", 2021, "01", 60.5)]),
    ("decimal commas in quotes among commas", "t.csv", 'unit,year,TOTAL,A\n01,2021,"90,25",55\n02,2021,"80,5",50\n', [], [("TOTAL", 2021, "01", 90.25), ("TOTAL", 2021, "02", 80.5)]),
    ("a bar between the fields", "t.csv", "unit|year|TOTAL|A\n01|2021|90,25|55\n", [], [("TOTAL", 2021, "01", 90.25)]),
    ("Excel's sep line in quotes", "t.csv", '"sep=;"\nunit;year;TOTAL;A\n01;2021;90,25;55\n', [], [("TOTAL", 2021, "01", 90.25)]),
    ("numbers that a spreadsheet made of years and codes", "t.csv", "unit,year,TOTAL,A\n1.0,2021.0,60,30\n", [], [("TOTAL", 2021, "01", 60)]),
    ("the number of the row, as pandas writes it", "t.csv", ",unit,year,TOTAL,A\n0,01,2021,60,30\n1,02,2021,50,20\n", [], [("TOTAL", 2021, "02", 50)]),
    ("two letters that look like Đ", "t.csv", "unit,year,TOTAL,A\n\u00d0ắk Thử,2021,60,30\n", [], [("TOTAL", 2021, "04", 60)]),
    ("another letter that looks like Đ", "t.csv", "unit,year,TOTAL,A\n\u0189ắk Thử,2021,60,30\n", [], [("TOTAL", 2021, "04", 60)]),
    ("no-break spaces and U+2212", "t.csv", "unit,year,TOTAL,A\n01,2021,\u00a060.5\u00a0,30\n", [], [("TOTAL", 2021, "01", 60.5)]),
    ("footnotes at names", "t.csv", "unit,year,TOTAL,A\nLai Thử (1),2021,60,30\nHà Thử*,2021,50,20\n", [], [("TOTAL", 2021, "02", 60), ("TOTAL", 2021, "01", 50)]),
    ("comments and a title above the heads", "t.csv", "# saved by hand\nIX năm 2021\n\nTT,Tỉnh,TOTAL,Phần A\n1,Lai Thử,60,30\n2,Hà Thử,50,20\n", [], [("TOTAL", 2021, "02", 60), ("A", 2021, "01", 20)]),
    ("places out of a number", "t.csv", "unit,year,TOTAL,RANK,A\n01,2021,60,1/3,30\n", [], [("TOTAL", 2021, "01", 60)]),
    ("scores of two years in two columns", "t.csv", "unit,TOTAL 2020,TOTAL 2021\n01,60,61\n", ["--index", "IX"], [("TOTAL", 2020, "01", 60), ("TOTAL", 2021, "01", 61)]),
    ("a column that is named by hand", "t.csv", "unit,year,Kết luận,A\n01,2021,60,30\n", ["--columns", "kết luận=TOTAL"], [("TOTAL", 2021, "01", 60)]),
    ("heads of years, with a code", "t.csv", "unit,A 2020,A 2021\n01,30,31\n", ["--index", "IX"], [("A", 2020, "01", 30), ("A", 2021, "01", 31)]),
    ("heads of years and a column of years", "t.csv", "unit,year,TOTAL,A 2020\n01,2021,60,30\n", ["--index", "IX"], [("TOTAL", 2021, "01", 60), ("A", 2020, "01", 30)]),
    ("numbers and words before names", "t.csv", "unit,year,TOTAL,1. Phần A,II. Lĩnh vực phần B (điểm)\n01,2021,60,30,20\n", [], [("A", 2021, "01", 30), ("B", 2021, "01", 20)]),
    ("what is inside the brackets", "t.csv", "unit,year,TOTAL,Lĩnh vực 7 (Phần B)\n01,2021,60,20\n", ["--index", "IX"], [("B", 2021, "01", 20)]),
    ("percents in a head", "t.csv", "unit,year,TOTAL,Phần B tỷ lệ %\n01,2021,60,50\n", ["--index", "IX"], [("TOTAL", 2021, "01", 60), ("B", 2021, "01", 20)]),
    ("a column that is taken out by hand", "t.csv", "unit,year,TOTAL,A,Nháp\n01,2021,60,30,7\n", ["--columns", "nháp=-"], [("A", 2021, "01", 30)]),
    ("the country's mean between units", "t.csv", "unit,year,TOTAL,A\nHà Thử,2021,60,30\nTrung bình cả nước,2021,55,25\nLai Thử,2021,50,20\n", [], [("TOTAL", 2021, "02", 50)]),
    ("a row about no unit", "t.csv", "unit,year,TOTAL,A\nHà Thử,2021,60,30\nTổng cộng,2021,110,50\n", [], [("TOTAL", 2021, "01", 60)]),
    ("numbers before names of units", "t.csv", "unit,year,TOTAL,A\n1. Hà Thử,2021,60,30\n12) Lai Thử,2021,50,20\n", [], [("TOTAL", 2021, "01", 60), ("TOTAL", 2021, "02", 50)]),
    ("a raised mark behind a name", "t.csv", "unit,year,TOTAL,A\nHà Thử\u00b2,2021,60,30\nLai Thử\u2074,2021,50,20\n", [], [("TOTAL", 2021, "01", 60), ("TOTAL", 2021, "02", 50)]),
    ("an English table", "t.csv", "Province,Year,Score,Part A,Change\nHa Thu,2021,60,30,+1\n", ["--index", "IX"], [("TOTAL", 2021, "01", 60), ("A", 2021, "01", 30)]),
    ("a percent of the maximum", "t.csv", "index,indicator,year,unit,value\nIX,A_PCT,2021,01,50\n", [], [("A", 2021, "01", 30)]),
]

# name, first table, second table, options, conflicts.csv rows, wanted value, wanted sources, status (0 published, 1 derived); the cell is TOTAL 2021 of 01
MERGED = [
    ("equal", "90.25,PRESS,published", "90.25,MINISTRY,published", [], "", 90.25, {"PRESS", "MINISTRY"}, 0),
    ("equal within the coarser rounding, finer second", "90.3,PRESS,published", "90.25,MINISTRY,published", [], "", 90.25, {"PRESS", "MINISTRY"}, 0),
    ("equal within the coarser rounding, finer first", "90.25,PRESS,published", "90.3,MINISTRY,published", [], "", 90.25, {"PRESS", "MINISTRY"}, 0),
    ("whole numbers are coarser still", "90,PRESS,published", "90.49,MINISTRY,published", [], "", 90.49, {"PRESS", "MINISTRY"}, 0),
    ("published beats derived, published second", "88,PRESS,derived", "90.25,MINISTRY,published", [], "", 90.25, {"MINISTRY"}, 0),
    ("published beats derived, published first", "90.25,MINISTRY,published", "88,PRESS,derived", [], "", 90.25, {"MINISTRY"}, 0),
    ("equal, derived and published", "90.25,PRESS,derived", "90.25,MINISTRY,published", [], "", 90.25, {"PRESS", "MINISTRY"}, 0),
    ("prefer a file, second", "88,PRESS,published", "90.25,MINISTRY,published", ["--prefer", "b.csv"], "", 90.25, {"MINISTRY"}, 0),
    ("prefer a file, first", "88,PRESS,published", "90.25,MINISTRY,published", ["--prefer", "a.csv"], "", 88, {"PRESS"}, 0),
    ("prefer a source", "88,PRESS,published", "90.25,MINISTRY,published", ["--prefer", "MINISTRY"], "", 90.25, {"MINISTRY"}, 0),
    ("the first preference wins", "88,PRESS,published", "90.25,MINISTRY,published", ["--prefer", "PRESS", "--prefer", "MINISTRY"], "", 88, {"PRESS"}, 0),
    ("settled in conflicts.csv, kept first", "88,PRESS,published", "90.25,MINISTRY,published", [], "IX,TOTAL,2021,01,88,90.25,PRESS,seen", 88, {"PRESS"}, 0),
    ("settled in conflicts.csv, kept second", "88,PRESS,published", "90.25,MINISTRY,published", [], "IX,TOTAL,2021,01,90.25,88,MINISTRY,seen", 90.25, {"MINISTRY"}, 0),
    ("--prefer over conflicts.csv", "88,PRESS,published", "90.25,MINISTRY,published", ["--prefer", "b.csv"], "IX,TOTAL,2021,01,88,90.25,PRESS,seen", 90.25, {"MINISTRY"}, 0),
]
CLASHES = [
    ("differ", "88,PRESS,published", "90.25,MINISTRY,published", [], ""),
    ("differ by more than the coarser rounding", "90.2,PRESS,published", "90.26,MINISTRY,published", [], ""),
    ("the same digits", "90.24,PRESS,published", "90.25,MINISTRY,published", [], ""),
    ("two derived", "88,PRESS,derived", "90.25,MINISTRY,derived", [], ""),
    ("settled for another year", "88,PRESS,published", "90.25,MINISTRY,published", [], "IX,TOTAL,2020,01,88,90.25,PRESS,seen"),
    ("settled for other figures", "88,PRESS,published", "90.25,MINISTRY,published", [], "IX,TOTAL,2021,01,77,66,PRESS,seen"),
]
HEAD = "index,indicator,year,unit,value,source,basis\nIX,TOTAL,2021,01,"


class Accepted(Trial):
    def test_tables(self):
        for name, file, content, options, cells in ACCEPTED:
            with self.subTest(name):
                self.package()
                self.write(file, content)
                self.import_("datapackage.json", file, *options)
                for indicator, year, unit, value in cells:
                    self.assertAlmostEqual(self.cell("IX", indicator, year, unit), value, places=9)

    def test_rows_of_a_template_that_was_filled_in(self):
        self.package()
        self.write("t.csv", "unit,name_vi,year,TOTAL,RANK,A,B\n01,Hà Thử,2021,90,1,55,35\n02,Lai Thử,2021,80,2,50,30\n")
        self.import_("datapackage.json", "t.csv")
        self.assertEqual(self.cell("IX", "TOTAL", 2021, "02", "rank"), 2)
        self.assertEqual(self.source_of("IX", "TOTAL", 2021, "02"), "t.csv")

    def test_a_template_that_nobody_has_filled_in(self):
        self.package()
        for content in ("unit,name_vi,year,TOTAL,RANK,A,B\n", "unit,name_vi,year,TOTAL,RANK,A,B\n01,Hà Thử,2021,,,,\n"):
            self.write("t.csv", content)
            self.assertWords(self.import_("datapackage.json", "t.csv"), "note: 't.csv' holds no figure: its cells are empty")
        self.write("t.csv", "unit,year,TOTAL,A\n01,2021,90,55\n")
        self.assertNotIn("holds no figure", self.import_("datapackage.json", "t.csv"))

    def test_every_province_in_the_spellings_of_the_wild(self):
        """Each of the 63 as people write it: forms of Unicode, old places of tone marks, titles, other spaces and dashes."""
        with open(SOURCE + "/datasets/units.csv", encoding="utf-8", newline="") as f:
            units = [(r["unit"], r["name_vi"]) for r in csv.DictReader(f) if int(r["valid_from"]) <= 2022 <= int(r["valid_to"] or 9999)]
        self.assertEqual(len(units), 63)

        def plain(s):
            return "".join(c for c in unicodedata.normalize("NFD", s.replace("Đ", "D").replace("đ", "d")) if not unicodedata.combining(c))

        spellings = [str, str.upper, str.lower, plain, lambda s: unicodedata.normalize("NFD", s), lambda s: s.replace("òa", "oà").replace("óa", "oá"), lambda s: "Tỉnh " + s,
                     lambda s: "Thành phố " + s, lambda s: "TP. " + s, lambda s: s.replace(" ", "\u00a0"), lambda s: "  " + s.replace(" ", "  ") + " ", lambda s: plain(s).replace(" ", ""),
                     lambda s: plain(s).replace(" ", "_"), lambda s: s.replace(" - ", "–").replace("-", " – "), lambda s: "\u200b" + s]
        rows = ["Tỉnh/Thành phố;Năm;TEST_A"]
        for k, spell in enumerate(spellings):
            rows += ["%s;%d;%d,%02d" % (spell(name), 2009 + k, k, at) for at, (_, name) in enumerate(units)]
        structure = "index,code,parent,name_vi,name_en,min,max,weight,first_year,last_year,kind,source,note\nTEST,TEST_A,,a,a,0,100,,1990,,total,X,\n"
        for name in ("units.csv", "aliases.csv"):
            with open(SOURCE + "/datasets/" + name, "rb") as f:
                self.write(name, f.read())
        self.write("structure.csv", structure)
        self.write("datapackage.json", json.dumps({"name": "t", "resources": [{"name": r, "path": r + ".csv", "tangbac:role": r} for r in ("units", "aliases", "structure")]}))
        self.write("t.csv", ("\ufeff" + "\r\n".join(rows) + "\r\n"))
        self.import_("datapackage.json", "t.csv", "--index", "TEST")
        with self.panel() as f:
            value, year, unit = f["TEST/value"][:], list(f["TEST/year"][:]), list(f["TEST/unit"].asstr()[:])
        for k in range(len(spellings)):
            for at, (code, _) in enumerate(units):
                self.assertAlmostEqual(value[year.index(2009 + k), unit.index(code), 0], k + at / 100, places=9)

    def test_a_table_alone_brings_its_own_units_and_indicators(self):
        self.write("communes.csv", "index,indicator,year,unit,value\nTEST,TOTAL,2020,xã A,1.5\nTEST,TOTAL,2020,xã B,2.5\nTEST,RANK,2020,xã B,1\n")
        self.import_("communes.csv")
        self.assertEqual(self.cell("TEST", "TOTAL", 2020, "xã B"), 2.5)
        self.assertEqual(self.cell("TEST", "TOTAL", 2020, "xã B", "rank"), 1)

    def test_a_wide_table_alone(self):
        self.write("w.csv", "unit,name_vi,X,Y\nq1,Quận Một,1,2\nq2,Quận Hai,3,\n")
        self.import_("w.csv", "--index", "CITY", "--year", "2021")
        self.assertEqual(self.cell("CITY", "Y", 2021, "q1"), 2)
        self.assertTrue(math.isnan(self.cell("CITY", "Y", 2021, "q2")))
        with self.panel() as f:
            self.assertIn("Quận Hai", list(f["unit/name_vi"].asstr()[:]))

    def test_standard_input(self):
        self.package()
        with open(self.write("t.csv", "unit,year,TOTAL,A\n01,2021,60,30\n"), "rb") as f:
            done = self.run_command("import", "datapackage.json", "-", "--prefer", "-", "-o", "panel.h5", stdin=f)
        self.assertEqual(done.returncode, 0, done.stderr)
        self.assertEqual(self.cell("IX", "TOTAL", 2021, "01"), 60)

    def test_a_folder_is_its_package(self):
        self.package()
        self.import_(".")
        self.assertEqual(self.cell("IX", "TOTAL", 2018, "02"), 90.5)

    def test_a_package_without_roles_is_told_by_its_columns(self):
        self.package()
        self.write("datapackage.json", '{"name":"x","resources":[' + ",".join('{"name":"%s","path":"%s"}' % (n[:-4], n) for n in SMALL) + "]}")
        self.import_("datapackage.json")
        self.assertEqual(self.cell("IX", "TOTAL", 2018, "02"), 90.5)

    def test_tables_of_a_package_given_one_by_one(self):
        self.package()
        self.import_(*SMALL)
        self.assertEqual(self.cell("IX", "TOTAL", 2018, "02"), 90.5)

    def test_a_source_that_nothing_explains_is_one_of_that_name(self):
        self.package()
        self.write("t.csv", "index,indicator,year,unit,value,source\nIX,TOTAL,2021,01,50,LETTER\n")
        self.import_("datapackage.json", "t.csv")
        self.assertEqual(self.source_of("IX", "TOTAL", 2021, "01"), "LETTER")

    def test_the_shipped_par_template(self):
        with open(SMALL_TEMPLATE, encoding="utf-8") as f:
            rows = f.read().splitlines()
        head = rows[0].split(",")
        filled = [rows[0]]
        for i, row in enumerate(rows[1:]):
            cells = row.split(",")
            cells[head.index("year")] = "2022"
            cells[head.index("TOTAL")] = "%.2f" % (90 - i / 10)
            cells[head.index("RANK")] = str(i + 1)
            filled.append(",".join(cells))
        self.write("my-par.csv", "\n".join(filled) + "\n")
        self.import_(PACKAGE, "my-par.csv", "--prefer", "my-par.csv")
        self.assertAlmostEqual(self.cell("PAR", "TOTAL", 2022, "96"), 90 - 62 / 10, places=9)
        self.assertGreater(self.report["result"]["conflicts_settled"], 0)


class Facts(Trial):
    """What a table says beside figures of units, and what two tables say of the same."""

    FACT = "index,year,scope,indicator,kind,value,tolerance,source,basis\n"

    def facts(self):
        with self.panel() as f:
            g = f["IX/fact"]
            return {tuple(g[k].asstr()[i] for k in ("scope", "indicator", "kind", "label")) + (int(g["year"][i]),): g["text"].asstr()[i] for i in range(len(g["year"]))}

    def codes(self):
        return [w["code"] for w in self.report["warnings"]]

    def test_groups_of_units(self):
        self.package()
        self.write("t.csv", "unit,year,TOTAL,A,Nhóm\n01,2021,90,55,Nhóm A\n02,2021,80,50,b\n04,2021,70,40,\n")
        self.assertNotIn("column-passed-over", self.import_("datapackage.json", "t.csv"))
        facts = self.facts()
        self.assertEqual([facts.get((u, "TOTAL", "group", "", 2021)) for u in ("01", "02", "04")], ["A", "B", None])

    def test_a_group_that_is_none(self):
        self.package()
        self.write("t.csv", "unit,year,TOTAL,A,Xếp loại\n01,2021,90,55,7\n02,2021,80,50,Tốt\n")
        self.assertWords(self.import_("datapackage.json", "t.csv"), "the column 'Xếp loại' is skipped")
        self.assertNotIn(("01", "TOTAL", "group", "", 2021), self.facts())

    def test_rows_about_the_country(self):
        self.package()
        self.write("t.csv", "unit,year,TOTAL,RANK,A\n01,2021,90,1,55\n02,2021,80,2,50\n04,2021,70,3,45.5\nTrung bình,2021,81,,50.2\nTrung vị,2021,80,,50\nCao nhất,2021,90,,55\nThấp nhất,2021,70,,x\n")
        words = self.import_("datapackage.json", "t.csv")
        self.assertWords(words, r"IX\.TOTAL: the table prints a mean of 81 \(row 5\), the mean of the 3 figures above is 80\.0000")
        self.assertNotIn("IX.A: the table", words)
        facts = self.facts()
        said = {kind: facts.get(("VN", "TOTAL", kind, "", 2021)) for kind in ("mean", "median", "best", "worst")}
        self.assertEqual(said, {"mean": "81", "median": "80", "best": "90", "worst": "70"})
        self.assertNotIn(("VN", "A", "worst", "", 2021), facts)

    def two(self, first, second, *options, code=0):
        self.package()
        for name, rows in (("facts-a", first), ("facts-b", second)):
            self.write(name + ".csv", self.FACT + rows)
        with open(self.path("datapackage.json"), encoding="utf-8") as f:
            package = json.load(f)
        package["resources"] += [{"name": n, "path": n + ".csv", "tangbac:role": "facts"} for n in ("facts-a", "facts-b")]
        self.write("datapackage.json", json.dumps(package))
        return self.import_("datapackage.json", *options, code=code)

    def test_facts_of_two_tables(self):
        row = "IX,2018,VN,TOTAL,mean,%s,%s,%s,%s\n"
        cases = [
            ("the same", ("80", "0.5", "PRESS", ""), ("80.4", "0", "MINISTRY", ""), [], "80"),
            ("published over derived", ("80", "0", "PRESS", "derived"), ("85", "0", "MINISTRY", "published"), [], "85"),
            ("derived after published", ("80", "0", "PRESS", "published"), ("85", "0", "MINISTRY", "derived"), [], "80"),
            ("preferred, second", ("80", "0", "PRESS", ""), ("85", "0", "MINISTRY", ""), ["--prefer", "MINISTRY"], "85"),
            ("preferred, first", ("80", "0", "PRESS", ""), ("85", "0", "MINISTRY", ""), ["--prefer", "PRESS"], "80"),
        ]
        for name, first, second, options, kept in cases:
            with self.subTest(name):
                self.two(row % first, row % second, *options)
                self.assertEqual(self.facts()["VN", "TOTAL", "mean", "", 2018], kept)
        words = self.two(row % ("80", "0.5", "PRESS", ""), row % ("85", "0.5", "MINISTRY", ""), code=3)
        self.assertWords(words, r"facts-b\.csv:2:6 \(value\): IX\.TOTAL 2018 of VN, mean: '80' and '85' differ; choose the source to use", "--prefer")

    def test_groups_and_labels_of_facts(self):
        group = "IX,2018,01,,group,%s,,,\n"
        self.two(group % "A" + "IX,2018,VN,TOTAL,count_group,A:16,,,\n", group % "A" + "IX,2018,N,TOTAL,mean,70,,,\n")
        facts = self.facts()
        self.assertEqual(facts["01", "TOTAL", "group", "", 2018], "A")
        self.assertEqual(facts["VN", "TOTAL", "count_group", "A", 2018], "16")
        self.assertEqual(facts["N", "TOTAL", "mean", "", 2018], "70")
        self.assertWords(self.two(group % "A", group % "B", code=3), "IX.TOTAL 2018 of 01, group: 'A' and 'B' differ")


class Noted(Trial):
    """What is read all the same, and said."""

    def sheet(self, rows, hide=()):
        from openpyxl import Workbook
        wb = Workbook()
        for row in rows:
            wb.active.append(row)
        for place in hide:
            if isinstance(place, int):
                wb.active.row_dimensions[place].hidden = True
            else:
                wb.active.column_dimensions[place].hidden = True
        wb.save(self.path("t.xlsx"))

    def test_hidden_rows_and_columns_together(self):
        self.package()
        self.sheet([["Tỉnh", "Tổng", "Phần A"], ["Hà Thử", 60, 30], ["Lai Thử", 50, 20], ["Đắk Thử", 40, 10]], [4, 3, "C"])
        words = self.import_("datapackage.json", "t.xlsx", "--index", "IX", "--year", "2021")
        self.assertWords(words, r"'t\.xlsx': 2 rows \(the first is row 3\) and 1 columns are hidden in the file and were read like the others")
        self.assertEqual(self.cell("IX", "A", 2021, "04"), 10)

    def test_sums_that_were_computed_are_not_published(self):
        self.package()
        self.write("t.csv", HEAD + "99,PRESS,computed\nIX,A,2021,01,55,PRESS,computed\nIX,B,2021,01,35,PRESS,published\n")
        self.assertWords(self.import_("datapackage.json", "t.csv"), "'t.csv': 1 computed sums are skipped: they are computed anew from their parts")
        self.assertEqual(self.cell("IX", "TOTAL", 2021, "01"), 90)  # of its parts, not the 99 that somebody computed
        self.assertEqual(self.cell("IX", "A", 2021, "01"), 55)
        self.write("t.csv", "unit,year,TOTAL computed,A\n01,2021,90,55\n")
        self.assertWords(self.import_("datapackage.json", "t.csv", "--index", "IX"), "the column 'TOTAL computed' is skipped")
        self.assertTrue(math.isnan(self.cell("IX", "TOTAL", 2021, "01")))

    def test_places_of_a_part(self):
        self.package()
        self.write("t.csv", "unit,year,TOTAL,A,Xếp hạng phần A\n01,2021,60,30,2\n02,2021,50,40,1\n")
        self.import_("datapackage.json", "t.csv")
        self.assertEqual(self.cell("IX", "A", 2021, "02", "rank"), 1)

    def test_fewer_is_better(self):
        rows = "index,indicator,year,unit,value\nIX,TOTAL,2021,01,60\nIX,RANK,2021,01,%d\nIX,TOTAL,2021,02,50\nIX,RANK,2021,02,%d\n"
        for direction in ("down", "-1"):
            self.package({"indices.csv": "index,name,direction,survey,score_sheet\nIX,Thử,%s,yes,no\n" % direction})
            self.write("t.csv", rows % (2, 1))
            self.import_("datapackage.json", "t.csv")
            self.write("t.csv", rows % (1, 2))
            self.assertWords(self.import_("datapackage.json", "t.csv", code=3), "the places contradict the scores")
        self.package({"indices.csv": "index,name,direction\nIX,Thử,+1\n"})
        self.import_("datapackage.json", "t.csv")

    def test_a_hash_of_another_kind_is_passed_over(self):
        self.package()
        size = os.path.getsize(self.path("units.csv"))
        with open(self.path("datapackage.json"), encoding="utf-8") as f:
            package = json.load(f)
        package["resources"][0].update({"hash": "md5:0", "bytes": size, "encoding": "UTF-8", "dialect": {"quoteChar": '"', "doubleQuote": True, "header": True}})
        self.write("datapackage.json", json.dumps(package))
        self.import_("datapackage.json")
        self.assertEqual(self.cell("IX", "TOTAL", 2018, "02"), 90.5)

    def test_a_table_in_several_files(self):
        self.package()
        self.write("more.csv", HEAD + "70,PRESS,published\n")
        self.write("data/templates/empty.csv", "unit,year,TOTAL\n")
        with open(self.path("datapackage.json"), encoding="utf-8") as f:
            package = json.load(f)
        for r in package["resources"]:
            if r["name"] == "values":
                r["path"] = ["values.csv", "more.csv"]
        package["resources"] += [{"name": "t", "path": "data/templates/empty.csv"}, {"name": "p", "path": "picture.png"}, {"name": "own", "data": [], "tangbac:role": "schema"}]
        self.write("datapackage.json", json.dumps(package))
        self.import_("datapackage.json")
        self.assertEqual((self.cell("IX", "TOTAL", 2018, "02"), self.cell("IX", "TOTAL", 2021, "01")), (90.5, 70))

    def test_errors_of_a_spreadsheet(self):
        self.package()
        self.sheet([["Tỉnh", "Tổng", "Phần A"], ["Hà Thử", "#DIV/0!", 30], ["Lai Thử", 50, 20]])
        self.assertWords(self.import_("datapackage.json", "t.xlsx", "--index", "IX", "--year", "2021", code=3), r"t\.xlsx:2:2 \(Tổng\)", "#DIV/0!")

    def test_without_a_table_of_units(self):
        self.write("w.csv", "a,b\n1,2\n")
        self.assertWords(self.import_("w.csv", "--index", "CITY", "--year", "2021", code=3), r"w\.csv: no table was found: no column has a head such as unit or Tỉnh, thành phố")

    def test_heads_again_on_the_next_page(self):
        self.package()
        self.sheet([["Tỉnh", "Tổng", "Phần A"], ["Hà Thử", 60, 30], ["Tỉnh", "Tổng", "Phần A"], ["Lai Thử", 50, 20], ["Ghi chú: số liệu thử"]])
        words = self.import_("datapackage.json", "t.xlsx", "--index", "IX", "--year", "2021")
        self.assertWords(words, r"'t\.xlsx': 1 rows?.* row 5", "Ghi chú: số liệu thử")
        self.assertEqual(self.cell("IX", "TOTAL", 2021, "02"), 50)


class Merged(Trial):
    def merge(self, first, second, settled):
        changes = {"values.csv": SMALL["values.csv"]}
        if settled:
            changes["conflicts.csv"] = "index,indicator,year,unit,kept,other,source,reason\n" + settled + "\n"
        self.package(changes)
        self.write("a.csv", HEAD + first + "\n")
        self.write("b.csv", HEAD + second + "\n")
        return ["datapackage.json", "a.csv", "b.csv"]

    def test_one_value(self):
        for name, first, second, options, settled, value, sources, status in MERGED:
            with self.subTest(name):
                self.import_(*self.merge(first, second, settled), *options)
                self.assertEqual(self.cell("IX", "TOTAL", 2021, "01"), value)
                self.assertEqual(set(self.source_of("IX", "TOTAL", 2021, "01").split("|")), sources)
                self.assertEqual(self.cell("IX", "TOTAL", 2021, "01", "status"), status)

    def test_conflicts_name_both_sources(self):
        for name, first, second, options, settled in CLASHES:
            with self.subTest(name):
                words = self.import_(*self.merge(first, second, settled), *options, code=3)
                self.assertWords(words, r"b\.csv:2:5", "PRESS", "MINISTRY", "prefer", r"conflicts\.csv")

    def test_three_readings(self):
        sources = self.merge("90.3,PRESS,published", "90.25,MINISTRY,published", "")
        self.write("c.csv", HEAD + "90.25,LETTER,published\n")
        self.import_(*sources, "c.csv")
        self.assertEqual(set(self.source_of("IX", "TOTAL", 2021, "01").split("|")), {"PRESS", "MINISTRY", "LETTER"})

    def test_ranks_merge_alike(self):
        self.package()
        self.write("a.csv", "index,indicator,year,unit,value,source\nIX,RANK,2021,01,2,PRESS\n")
        self.write("b.csv", "index,indicator,year,unit,value,source\nIX,RANK,2021,01,3,MINISTRY\n")
        self.import_("datapackage.json", "a.csv", "b.csv", code=3)
        self.import_("datapackage.json", "a.csv", "b.csv", "--prefer", "MINISTRY")
        self.assertEqual(self.cell("IX", "TOTAL", 2021, "01", "rank"), 3)
        self.import_("datapackage.json", "a.csv", "b.csv", "--prefer", "PRESS")
        self.assertEqual(self.cell("IX", "TOTAL", 2021, "01", "rank"), 2)
        self.write("c.csv", "index,indicator,year,unit,value,source\nIX,RANK,2021,01,2,LETTER\n")
        self.import_("datapackage.json", "a.csv", "c.csv")
        self.assertEqual(set(self.source_of("IX", "TOTAL", 2021, "01", "rank_source").split("|")), {"PRESS", "LETTER"})


SMALL_TEMPLATE = os.path.join(SOURCE, "datasets", "templates", "par.csv")
PACKAGE = os.path.join(SOURCE, "datasets", "datapackage.json")

if __name__ == "__main__":
    unittest.main()
