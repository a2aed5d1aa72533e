"""Exports and briefs as Excel workbooks and Stata data sets, read back by other people's programs and compared with the CSV and the JSON."""
import csv
import hashlib
import json
import os
import re
import resource
import signal
import unittest
import zipfile

import openpyxl
import pandas

from trial import PANEL, SMALL, SOURCE, Trial

RESULT = SOURCE + "/tests/failure/small-result.json"
# texts that a spreadsheet would take for something else, or that end an XML element; long enough to need more than one byte a letter
NASTY = ["=1+1", "+84", "-2+3+cmd|' /C calc'!A0", "@SUM(A1)", "{=A1}", "http://example.org/a?b=c&d", "a & b < c > d \"e\" 'f'", "_x0041_", "tab\tin", "Đắk Lắk 𝄞"]


def digest(path):
    with open(path, "rb") as f:
        return hashlib.sha256(f.read()).hexdigest()


def sheet(path, name):
    """Rows of a sheet as dictionaries by its heads; empty cells are left out."""
    rows = list(openpyxl.load_workbook(path)[name].iter_rows())
    return [{h.value: c.value for h, c in zip(rows[0], r) if c.value is not None} for r in rows[1:]]


class Exports(Trial):
    def export(self, panel, ending, *options, code=0):
        done = self.run_command("export", panel, "-o", "t." + ending, *options)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr.decode()

    def all_three(self, panel, *options):
        for ending in ("csv", "xlsx", "dta"):
            self.export(panel, ending, *options)
        with open(self.path("t.csv"), encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f))
        self.assertGreater(len(rows), 0)
        return rows, sheet(self.path("t.xlsx"), "figures"), pandas.read_stata(self.path("t.dta"))

    def same(self, rows, excel, stata):
        self.assertEqual((len(excel), len(stata)), (len(rows), len(rows)))
        for row, x, (_, s) in zip(rows, excel, stata.iterrows()):
            for column, text in row.items():
                want = int(text) if column == "year" else float(text) if column == "value" else text
                self.assertEqual(x.get(column, ""), want)
                self.assertEqual(s[column], want)

    def test_the_shipped_figures(self):
        self.same(*self.all_three(PANEL, "--index", "SIPAS"))

    def test_merged_figures(self):
        rows, excel, stata = self.all_three(PANEL, "--index", "SIPAS", "--merged")
        self.assertTrue(any(r["basis"] == "computed" for r in rows))
        self.assertEqual([r["basis"] for r in rows], [x["basis"] for x in excel])
        self.assertEqual([r["basis"] for r in rows], list(stata["basis"]))
        for r, x, v in zip(rows, excel, stata["value"]):
            self.assertEqual(float(r["value"]), v)
            self.assertAlmostEqual(x["value"] / v, 1, delta=1e-15)  # Excel keeps 16 digits

    def test_names_and_sources(self):
        self.all_three(PANEL, "--index", "SIPAS")
        rows = sheet(self.path("t.xlsx"), "figures")
        self.assertIn(("12", "Lai Châu", "Lai Chau"), {(r["unit"], r["unit_name_vi"], r["unit_name_en"]) for r in rows})
        self.assertIn("Lai Châu", set(pandas.read_stata(self.path("t.dta"))["unit_name"]))
        known = {r["source"] for r in sheet(self.path("t.xlsx"), "sources")}
        self.assertLessEqual({r["source"] for r in rows}, known)
        self.assertIn("Đà Nẵng", {r["name_vi"] for r in sheet(self.path("t.xlsx"), "units")})
        self.assertLessEqual({r["indicator"].replace("_RANK", "") for r in rows} - {"RANK"}, {r["indicator"] for r in sheet(self.path("t.xlsx"), "indicators")})
        with open(self.path("t.dta"), "rb") as f:
            text = f.read()
        for s in sheet(self.path("t.xlsx"), "sources"):
            if "title" in s and "|" not in s["source"]:
                self.assertIn(s["title"].encode(), text)

    def test_labels_of_the_data_set(self):
        self.export(PANEL, "dta", "--index", "SIPAS")
        with pandas.io.stata.StataReader(self.path("t.dta")) as r:
            self.assertEqual(r.format_version, 118)
            self.assertEqual(r.value_labels(), {"basis": {1: "published", 2: "derived", 3: "computed"}})
            labels = r.variable_labels()
        self.assertTrue(all(labels.values()), labels)
        self.assertTrue(all(re.fullmatch(r"[a-z_]{1,32}", v) for v in labels), labels)

    def test_the_same_bytes_whenever_and_wherever(self):
        for ending in ("xlsx", "dta"):
            found = set()
            for zone in ("UTC", "Asia/Ho_Chi_Minh", "America/Los_Angeles"):
                os.environ["TZ"] = zone
                self.addCleanup(os.environ.pop, "TZ", None)
                self.export(PANEL, ending, "--index", "SIPAS")
                found.add(digest(self.path("t." + ending)))
            self.assertEqual(len(found), 1, ending)
        with zipfile.ZipFile(self.path("t.xlsx")) as z:
            self.assertEqual({i.date_time[0] for i in z.infolist()}, {1980})
            self.assertIn(b"2000-01-01T00:00:00Z", z.read("docProps/core.xml"))

    def test_wide_tables(self):
        """A row a unit and year: the same figures as the long table, missing where it has none, and read back by an import."""
        for options, head in ((["--index", "SIPAS"], ""), ([], "PAPI_")):
            for ending in ("csv", "xlsx", "dta"):
                self.export(PANEL, ending, "--wide", *options)
            wide = pandas.read_csv(self.path("t.csv"), dtype={"unit": str}, float_precision="round_trip", keep_default_na=False, na_values={}).replace("", None)
            excel, stata = sheet(self.path("t.xlsx"), "figures"), pandas.read_stata(self.path("t.dta"))
            self.assertEqual((len(excel), len(stata), list(stata.columns)), (len(wide), len(wide), list(wide.columns)))
            self.assertTrue(any(c.startswith(head) for c in wide.columns[4:]))
            got = {}
            for (_, row), x, (_, s) in zip(wide.iterrows(), excel, stata.iterrows()):
                self.assertEqual((row["unit"], row["name_vi"], row["year"]), (x["unit"], x["name_vi"], x["year"]))
                self.assertEqual((row["unit"], row["name_vi"], row["year"]), (s["unit"], s["name_vi"], s["year"]))
                for c in wide.columns[4:]:
                    value = None if row[c] is None or row[c] != row[c] else float(row[c])
                    self.assertEqual(value, x.get(c))
                    self.assertTrue(s[c] != s[c] if value is None else s[c] == value)
                    if value is not None:
                        got[row["unit"], row["year"], c] = value
            self.export(PANEL, "csv", *options)
            with open(self.path("t.csv"), encoding="utf-8", newline="") as f:
                long = {(r["unit"], int(r["year"]), (r["index"] + "_" if head else "") + r["indicator"] + ("_COMPUTED" if r["basis"] == "computed" else "")): float(r["value"])
                        for r in csv.DictReader(f) if not r["indicator"].endswith("_PCT")}
            self.assertEqual(got, long)

    def test_a_wide_table_is_read_back(self):
        self.export(PANEL, "csv", "--wide", "--index", "SIPAS")
        os.rename(self.path("t.csv"), self.path("sipas.csv"))
        self.import_(SOURCE + "/datasets/datapackage.json", "sipas.csv")
        self.export("panel.h5", "csv", "--wide", "--index", "SIPAS")
        self.assertEqual(digest(self.path("t.csv")), digest(self.path("sipas.csv")))

    def test_computed_figures_are_computed_anew(self):
        """What the exported table says of a node with the basis computed is passed over by an import: never taken for published."""
        self.export(PANEL, "csv", "--index", "PAPI")
        before = digest(self.path("t.csv"))
        with open(self.path("t.csv"), encoding="utf-8", newline="") as f:
            rows = list(csv.DictReader(f))
        false = [r for r in rows if r["basis"] == "computed"]
        self.assertGreater(len(false), 6000)
        for r in false:
            r["value"] = "1.5"
        with open(self.path("papi.csv"), "w", encoding="utf-8", newline="") as f:
            out = csv.DictWriter(f, rows[0].keys())
            out.writeheader()
            out.writerows(rows)
        self.import_(SOURCE + "/datasets/datapackage.json", "papi.csv")
        self.export("panel.h5", "csv", "--index", "PAPI")
        self.assertEqual(digest(self.path("t.csv")), before)

    def test_names_that_stata_does_not_take(self):
        codes = ["C-1", "C.1", "1st", "if", "str8", "x" * 40, "x" * 41, "Điểm"]
        self.package({"structure.csv": SMALL["structure.csv"] + "".join("IX,%s,,tên,name,0,10,,2010,,field,,\n" % c for c in codes),
                      "values.csv": "index,indicator,year,unit,value\n" + "".join("IX,%s,2018,01,%d\n" % (c, k) for k, c in enumerate(codes))})
        self.import_("datapackage.json")
        self.export("panel.h5", "dta", "--wide")
        d = pandas.read_stata(self.path("t.dta"))
        names = list(d.columns)[4:]
        self.assertEqual(len(set(names)), len(codes))
        for n in names:
            self.assertRegex(n, r"^[A-Za-z_][A-Za-z0-9_]{0,31}$")
            self.assertNotIn(n, ("if", "str8"))
        self.assertEqual(sorted(d[names].iloc[0]), list(range(len(codes))))

    def test_hostile_texts_stay_texts(self):
        sources = "source,publisher,title,published,url\n" + "".join('"%s","%s",t,2022,\n' % (n.replace('"', '""'), n.replace('"', '""')) for n in NASTY)
        values = "index,indicator,year,unit,value,source,basis\n" + "".join('IX,TOTAL,%d,01,%d,"%s",published\n' % (2010 + k, 50 + k, n.replace('"', '""')) for k, n in enumerate(NASTY))
        self.package({"sources.csv": sources, "values.csv": values, "facts.csv": None,
                      "units.csv": "unit,name_vi,name_en,region,kind,valid_from,valid_to,successor\n01,=HYPERLINK(1),@Ha,N,province,2000,,\n"})
        self.import_("datapackage.json")
        rows, excel, stata = self.all_three("panel.h5")
        self.assertEqual({r["source"] for r in rows}, set(NASTY))
        self.same(rows, excel, stata)
        self.assertEqual({x["unit_name_vi"] for x in excel}, {"=HYPERLINK(1)"})
        with zipfile.ZipFile(self.path("t.xlsx")) as z:
            for name in z.namelist():
                self.assertNotRegex(z.read(name).decode(), r"<f>|<f |<hyperlink")

    def test_a_text_that_no_cell_holds(self):
        long = "x" * 40000
        self.package({"sources.csv": "source,publisher,title,published,url\nMINISTRY,%s,t,2022,\nPRESS,p,t,2022,\n" % long})
        self.import_("datapackage.json")
        words = self.export("panel.h5", "xlsx", code=3)
        self.assertRegex(words, r"cannot write .*: a text is longer than the 32,767 characters of an Excel cell")
        self.assertFalse(os.path.exists(self.path("t.xlsx")))
        self.export("panel.h5", "dta")
        self.package({"units.csv": SMALL["units.csv"].replace("Hà Thử", "H" * 3000)})
        self.import_("datapackage.json")
        os.remove(self.path("t.dta"))
        for options in ((), ("--wide",)):
            words = self.export("panel.h5", "dta", *options, code=3)
            self.assertRegex(words, r"is longer than the 2045 bytes of a text in a Stata file: write \.csv or \.xlsx")
            self.assertFalse(os.path.exists(self.path("t.dta")))
        # as many bytes as there is room for, in the row of one unit of two
        name = "Đ" + "h" * 2043
        self.package({"units.csv": SMALL["units.csv"].replace("Hà Thử", name)})
        self.import_("datapackage.json")
        self.export("panel.h5", "csv", "--wide")
        self.export("panel.h5", "dta", "--wide")
        wide, stata = pandas.read_csv(self.path("t.csv"), dtype={"unit": str}), pandas.read_stata(self.path("t.dta"))
        self.assertEqual(list(zip(stata["unit"], stata["name_vi"], stata["year"])), list(zip(wide["unit"], wide["name_vi"], wide["year"])))
        self.assertIn(name, set(stata["name_vi"]))
        self.assertEqual([x for x in os.listdir(self.folder.name) if "tmp" in x], [])

    def test_more_rows_than_a_sheet_has(self):
        done = self.run_command("synth", "-o", "big", "--units", "400", "--years", "27", "--indicators", "110")
        self.assertEqual(done.returncode, 0, done.stderr)
        self.import_("big")
        words = self.export("panel.h5", "xlsx", code=2)
        self.assertRegex(words, r"^tangbac: [0-9]{7} figures are more than the 1,048,576 rows of an Excel sheet: write \.csv or \.dta, or one index alone\n$")
        self.assertFalse(os.path.exists(self.path("t.xlsx")))

    def test_no_room_on_the_disk(self):
        def small_files():
            signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
            resource.setrlimit(resource.RLIMIT_FSIZE, (50000, 50000))

        for ending in ("csv", "xlsx", "dta"):
            self.write("t." + ending, "what stood there before")
            done = self.run_command("export", PANEL, "-o", "t." + ending, "--index", "PAPI", preexec=small_files)
            self.assertEqual(done.returncode, 1, done.stderr)
            self.assertWords(done.stderr.decode(), r"^tangbac: cannot write 't\.%s'" % ending)
            with open(self.path("t." + ending)) as f:
                self.assertEqual(f.read(), "what stood there before")
        self.assertEqual(sorted(os.listdir(self.folder.name)), ["t.csv", "t.dta", "t.xlsx"])

    def test_where_nothing_can_be_written(self):
        for ending in ("csv", "xlsx", "dta"):
            os.mkdir(self.path("d." + ending))
            done = self.run_command("export", PANEL, "-o", "d." + ending)
            self.assertEqual((done.returncode, done.stderr.decode()), (1, "tangbac: 'd.%s' is a directory, not a file\n" % ending))
            done = self.run_command("export", PANEL, "-o", "nowhere/t." + ending)
            self.assertEqual((done.returncode, done.stderr.decode()), (1, "tangbac: cannot write 'nowhere/t.%s': there is no such folder\n" % ending))


class Briefs(Trial):
    def brief(self, lang, result=RESULT, code=0):
        done = self.run_command("report", result, "-o", "b.xlsx", "--lang", lang)
        self.assertEqual(done.returncode, code, done.stderr)
        return done.stderr.decode()

    def test_the_tables_in_english(self):
        self.brief("en")
        path = self.path("b.xlsx")
        self.assertEqual(openpyxl.load_workbook(path).sheetnames,
                         ["Goals", "Standing", "Prices", "Measures", "Plan", "Frontier", "Forecast", "History", "Sources", "Notes", "About", "Charts"])
        with open(RESULT, encoding="utf-8") as f:
            result = json.load(f)["result"]
        goal, rows = result["goals"][0], sheet(path, "Goals")
        self.assertEqual(rows[0]["Goal"], "=1+1")
        self.assertEqual((rows[0]["Chance without action"], rows[0]["Noise alone"], rows[0]["Chance with the plan"]),
                         (goal["chance_without_action"], goal["noise_chance"], goal["plan"]["chance"]))
        self.assertEqual([rows[0]["Points lacking, %d%%" % q] for q in (10, 50, 90)], [goal["gap"][k] for k in ("q10", "q50", "q90")])
        self.assertEqual((rows[0]["Nearest rivals"], rows[0]["Rank then"], rows[0]["Group then"]), ("Hà Thử, Bình Thử", 3, "mid-high"))
        self.assertEqual(rows[1]["Why there is no answer"], "the table is not known")
        self.assertNotIn("Chance without action", rows[1])
        self.assertEqual((rows[2]["Index"], rows[2]["Why there is no answer"]), ("All goals", "a goal is not answered"))
        price, lever = sheet(path, "Prices")[0], sheet(path, "Measures")
        self.assertEqual((price["Name"], price["Score"], price["Chance gained by 0.1 point"]), ("Part A", 5.25, 0.015))
        self.assertEqual((lever[0]["Measure"], lever[0]["Effect (points)"], lever[0]["Gain"], lever[0]["In the plan"], lever[0]["Counted once with"]), ("@SUM(A1)", 0.5, 0.125, "yes", "none"))  # M2 by its name
        self.assertEqual(lever[0]["Where it was done"], "Hà Thử 2020–2021, Lai Thử 2019–2020")
        self.assertEqual((lever[1]["Why there is no effect"], lever[1]["In the plan"]), ("no evidence", "no"))
        self.assertNotIn("Effect (points)", lever[1])
        self.assertEqual([(r["Cost"], r["Chance"]) for r in sheet(path, "Frontier")], [(0, 0.25), (2, 0.375)])
        self.assertEqual([(r["Measures"], r["Chance with it"]) for r in sheet(path, "Plan")], [("@SUM(A1)", 0.375)])
        forecast, history = sheet(path, "Forecast")[0], sheet(path, "History")
        self.assertEqual((forecast["Province"], forecast["Score"], forecast["Rank, 95%"], forecast["Chance of the top 10"]), ("Lai Thu", 42.25, 9, 0.5))
        self.assertEqual((history[0]["Status"], history[1]["Score"], history[1]["Source"]), ("not in the data", 41.5, "PRESS"))
        self.assertEqual([r["Note"] for r in sheet(path, "Notes")], ["this result is made up", "IX: half is noise"])
        self.assertEqual(sheet(path, "Sources")[0]["Address"], "https://example.org/t")

    def test_the_tables_in_vietnamese(self):
        self.brief("vi")
        path = self.path("b.xlsx")
        self.assertEqual(openpyxl.load_workbook(path).sheetnames,
                         ["Chỉ tiêu", "Hiện trạng", "Giá trị từng nội dung", "Giải pháp", "Phương án", "Chi phí và khả năng đạt", "Dự báo", "Kết quả các năm", "Nguồn số liệu", "Lưu ý", "Thông tin", "Biểu đồ"])
        self.assertEqual((sheet(path, "Chỉ tiêu")[0]["Nhóm năm đó"], sheet(path, "Chỉ tiêu")[1]["Lý do chưa trả lời được"]), ("Trung bình cao", "chưa có bảng"))
        lever = sheet(path, "Giải pháp")
        self.assertEqual((lever[0]["Giải pháp"], lever[0]["Có trong phương án"], lever[0]["Đơn vị chi phí"]), ("-2+3+cmd|' /C calc'!A0", "có", "tỷ đồng"))
        self.assertEqual(lever[1]["Căn cứ"], "chưa có căn cứ để lượng hóa")
        self.assertEqual([r["Tình trạng"] for r in sheet(path, "Kết quả các năm")], ["chưa có trong bộ dữ liệu", "đã công bố"])
        self.assertEqual(sheet(path, "Dự báo")[0]["Tỉnh, thành phố"], "Lai Thử")
        self.assertEqual(sheet(path, "Lưu ý")[1]["Lưu ý"], "IX: một nửa là ngẫu nhiên")
        with zipfile.ZipFile(path) as z:
            for name in z.namelist():
                self.assertNotRegex(z.read(name).decode(), r"<f>|<f |<hyperlink")

    def test_standing_by_component(self):
        with open(RESULT, encoding="utf-8") as f:
            kept = json.load(f)
        kept["result"]["standing"] = {"indices": [{"index": "IX", "year": 2021, "components": [
            {"code": "A", "name": "Part A", "score": 5.25, "rank": 7, "of": 63, "to_median": -0.5, "to_best": -1.5},
            {"code": "B", "name": "Part B", "score": None, "rank": None}]}]}
        with open(self.path("standing.json"), "w", encoding="utf-8") as f:
            json.dump(kept, f)
        self.assertEqual(self.run_command("report", "standing.json", "-o", "standing.xlsx", "--lang", "en").returncode, 0)
        rows = sheet(self.path("standing.xlsx"), "Standing")  # a component without a figure has no row
        self.assertEqual([(r["Index"], r["Year"], r["Code"], r["Score"], r["Rank then"]) for r in rows], [("IX", 2021, "A", 5.25, 7)])
        self.assertEqual((rows[0]["To the median"], rows[0]["To the first"]), (-0.5, -1.5))

    def test_heads_widths_and_forms(self):
        self.brief("en")
        goals = openpyxl.load_workbook(self.path("b.xlsx"))["Goals"]
        self.assertEqual(goals.freeze_panes, "A2")
        self.assertTrue(all(c.font.b for c in goals[1]))
        self.assertGreater(goals.column_dimensions["B"].width, 20)
        self.assertEqual(goals["G2"].number_format, "0.0%")
        self.assertEqual(goals["A2"].number_format, "@")

    def test_the_same_bytes(self):
        self.brief("vi")
        first = digest(self.path("b.xlsx"))
        self.brief("vi")
        self.assertEqual(digest(self.path("b.xlsx")), first)

    def test_every_unit_at_once(self):
        units = [{"code": "01", "name": "Hà Thử", "name_en": "Ha Thu", "index": "IX", "goal": "+5 ranks", "chance_without_action": 0.5, "noise_chance": 0.25, "best_lever": "=M1", "met": True},
                 {"code": "02", "name": "Lai Thử", "name_en": "Lai Thu", "index": "IX", "goal": "+5 ranks", "chance_without_action": None, "chance_without_action_reason": "no data",
                  "chance_without_action_reason_vi": "chưa có số liệu", "met": None}]
        result = {"origin": 2021, "year": 2022, "draws": 100, "units": units, "reliability": [{"from": 0, "to": 0.5, "n": 1, "mean_chance": 0.5, "share_met": 1, "se": 0.1}],
                  "origins": [{"origin": 2021, "year": 2022, "n": 1, "mean_chance": 0.5, "share_met": 1, "brier": 0.25}]}
        self.write("r.json", json.dumps({"schema": "tangbac/intervene-units/1", "result": result}))
        self.brief("vi", "r.json")
        path = self.path("b.xlsx")
        self.assertEqual(openpyxl.load_workbook(path).sheetnames, ["Các tỉnh, thành phố", "Độ tin cậy", "Theo năm", "Lưu ý", "Thông tin"])
        rows = sheet(path, "Các tỉnh, thành phố")
        self.assertEqual((rows[0]["Tỉnh, thành phố"], rows[0]["Khả năng đạt nếu không có thêm giải pháp"], rows[0]["Giải pháp tốt nhất"], rows[0]["Đã đạt"]), ("Hà Thử", 0.5, "=M1", "có"))
        self.assertEqual(rows[1]["Lý do chưa trả lời được"], "chưa có số liệu")
        self.assertEqual(sheet(path, "Theo năm")[0]["Điểm Brier"], 0.25)
        done = self.run_command("report", "r.json", "-o", "b.html", "--lang", "en")
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.path("b.html"), encoding="utf-8") as f:
            self.assertIn("Ha Thu", f.read())

    def test_a_list_that_no_cell_holds(self):
        goal = {"index": "IX", "goal": "top 1", "levers": [{"id": "M", "shared_with": ["x" * 100] * 200000}]}
        self.write("r.json", json.dumps({"schema": "tangbac/run/1", "result": {"goals": [goal]}}))
        self.assertRegex(self.brief("en", "r.json", code=3), "a text is longer than the 32,767 characters of an Excel cell")
        self.assertFalse(os.path.exists(self.path("b.xlsx")))

    def test_what_is_no_result(self):
        self.write("r.json", '{"schema": "tangbac/estimate/1", "result": {}}')
        self.assertRegex(self.brief("en", "r.json", code=3), "'r.json' is not a result of run, intervene or effects")
        for strange in ('{"schema": "tangbac/run/1", "result": {"goals": 3, "joint": [], "forecast": {"a": 1}, "history": "x"}}',
                        '{"schema": "tangbac/run/1", "result": {"goals": [1, null, [2], {"levers": [3, {"effect": 4, "shared_with": {"a": [1]}}], "plan": [5], "gap": "x"}]}, "warnings": [1]}'):
            self.write("r.json", strange)
            self.brief("vi", "r.json")
            openpyxl.load_workbook(self.path("b.xlsx"))


if __name__ == "__main__":
    unittest.main()
