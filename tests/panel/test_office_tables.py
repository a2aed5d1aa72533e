"""Tables as offices have them: ten that are right in odd ways, ten that are wrong in quiet ways, PDFs in three layouts, and
what import says to each. Every figure is made up by a generator with a seed; names of provinces and indicators are the
shipped ones."""
import csv
import datetime
import json
import os
import random
import shutil
import time
import unittest
import zipfile

from openpyxl import Workbook

from trial import SOURCE, Trial

DATA = os.path.join(SOURCE, "datasets")
OFFICE = os.path.join(SOURCE, "tests", "panel", "office")
ROLES = ("units", "aliases", "aliases-34", "not_units", "indices", "sources", "structure", "schemes", "heads")
with open(os.path.join(DATA, "units.csv"), encoding="utf-8") as f:
    UNITS = [(r["unit"], r["name_vi"]) for r in csv.DictReader(f) if int(r["valid_to"] or 9999) <= 2024]
MAX = [9.5, 10, 13, 10.5, 12, 12, 16, 17]  # points of the eight fields
FIELDS = ["Chỉ đạo, điều hành CCHC", "Cải cách thể chế", "Cải cách TTHC", "Cải cách tổ chức bộ máy", "Cải cách chế độ công vụ",
          "Cải cách tài chính công", "Chính quyền điện tử, chính quyền số", "Tác động của CCHC"]


def figures(seed=1):
    """[(code, name, eight fields, total, rank)] in the order of the units table."""
    rng = random.Random(seed)
    rows = []
    for code, name in UNITS:
        fields = [round(m * rng.uniform(.7, .97), 2) for m in MAX]
        rows.append((code, name, fields, round(sum(fields), 2)))
    return [r + (1 + sum(o[3] > r[3] for o in rows),) for r in rows]


def comma(x):
    return ("%.2f" % x).replace(".", ",")


def plain_sheet(ws, rows, heads=("STT", "Tỉnh, thành phố", "Chỉ số CCHC (PAR INDEX)", "Xếp hạng"), title="CHỈ SỐ CCHC NĂM 2023"):
    if title:
        ws.append([title])
        ws.merge_cells("A1:D1")
    ws.append(list(heads))
    for i, (code, name, fields, total, rank) in enumerate(rows):
        ws.append([i + 1, name, total, rank])


class Office(Trial):
    def setUp(self):
        super().setUp()
        with open(os.path.join(DATA, "datapackage.json"), encoding="utf-8") as f:
            package = json.load(f)
        package["resources"] = [r for r in package["resources"] if r["tangbac:role"] in ROLES]
        for r in package["resources"]:
            os.makedirs(os.path.dirname(self.path(r["path"])), exist_ok=True)
            shutil.copy(os.path.join(DATA, r["path"]), self.path(r["path"]))
        self.write("datapackage.json", json.dumps(package))

    def read(self, file, *options):
        return self.import_("datapackage.json", file, *options)

    def refuse(self, file, *patterns, options=()):
        words = self.import_("datapackage.json", file, *options, code=3)
        self.assertWords(words, *patterns)
        self.assertFalse(os.path.exists(self.path("panel.h5")))
        return words

    def holds(self, rows, indicators=("TOTAL",), year=2023, ranks=True):
        """Every figure of every province is where it belongs."""
        with self.panel() as f:
            g = f["PAR"]
            t = list(g["year"][:]).index(year)
            units = list(g["unit"].asstr()[:])
            columns = list(g["indicator"].asstr()[:])
            for code, name, fields, total, rank in rows:
                u = units.index(code)
                if ranks:
                    self.assertEqual(g["rank"][t, u, columns.index("TOTAL")], rank, name)
                for i in indicators:
                    want = total if i == "TOTAL" else fields[int(i[1]) - 1]
                    self.assertAlmostEqual(g["value"][t, u, columns.index(i)], want, places=9, msg=name)

    def codes(self):
        return [w["code"] for w in self.report["warnings"]]


class RightInOddWays(Office):
    def test_01_a_title_and_merged_cells(self):
        rows = figures()
        wb = Workbook()
        plain_sheet(wb.active, rows)
        wb.save(self.path("t.xlsx"))
        start = time.monotonic()
        self.read("t.xlsx")
        self.assertLess(time.monotonic() - start, 5)  # 0.1 s on a quiet machine: bench, not here
        self.holds(rows)

    def test_02_heads_in_two_rows_with_numbers_of_columns_below(self):
        rows = figures(2)
        wb = Workbook()
        ws = wb.active
        ws.append(["Bảng 2. Kết quả PAR INDEX năm 2023 (kèm theo Quyết định số 12/QĐ-BNV ngày 15 tháng 4 năm 2024)"])
        ws.append(["STT", "Tỉnh, thành phố", "Kết quả theo lĩnh vực"] + [None] * 7 + ["Tổng điểm", "Xếp hạng"])
        ws.append([None, None] + FIELDS + [None, None])
        ws.append(["(%d)" % (k + 1) for k in range(12)])
        for where in ("C2:J2", "A2:A3", "B2:B3", "K2:K3", "L2:L3"):
            ws.merge_cells(where)
        for i, (code, name, fields, total, rank) in enumerate(rows):
            ws.append([i + 1, name] + fields + [total, rank])
        wb.save(self.path("t.xlsx"))
        self.read("t.xlsx")
        self.holds(rows, ["TOTAL"] + ["C%d" % (k + 1) for k in range(8)])

    def test_03_text_numbers_with_commas_and_kinds_of_names(self):
        rows = figures(3)
        wb = Workbook()
        ws = wb.active
        ws.append(["PAR INDEX 2023"])
        ws.append(["TT", "Địa phương", "Chỉ số CCHC", "Thứ hạng"])
        big = ("Hà Nội", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Hồ Chí Minh")
        for i, (code, name, fields, total, rank) in enumerate(rows):
            shown = ("TP. " if name in big else "Tỉnh ") + name + (" (%d)" % (i % 3 + 1) if i % 7 == 0 else "*" if i % 11 == 0 else "")
            ws.append([i + 1, shown, "\u00a0" + comma(total), "%d/63" % rank])
        ws.append(["(1) Số liệu giả định."])
        wb.save(self.path("t.xlsx"))
        self.read("t.xlsx")
        self.holds(rows)
        self.assertIn("rows-passed-over", self.codes())

    def test_04_percent_cells_and_a_row_of_means(self):
        rows = figures(4)
        wb = Workbook()
        ws = wb.active
        plain_sheet(ws, rows)
        for row in range(3, 66):
            ws.cell(row, 3).value = rows[row - 3][3] / 100
            ws.cell(row, 3).number_format = "0.00%"
        ws.append([None, "Trung bình cả nước", round(sum(r[3] for r in rows) / 63, 2) / 100, None])
        ws.cell(66, 3).number_format = "0.00%"
        wb.save(self.path("t.xlsx"))
        self.read("t.xlsx")
        self.holds(rows)
        with self.panel() as f:
            facts = list(zip(f["PAR/fact/kind"].asstr()[:], [round(float(v), 2) for v in f["PAR/fact/value"][:]]))
        self.assertIn(("mean", round(sum(r[3] for r in rows) / 63, 2)), facts)

    def test_05_formulas_with_the_values_that_the_file_keeps(self):
        rows = figures(5)
        wb = Workbook()
        plain_sheet(wb.active, rows)
        for row in range(3, 66):
            wb.active.cell(row, 3).value = "=SUM(E%d:L%d)" % (row, row)
        wb.save(self.path("raw.xlsx"))
        # openpyxl writes no values of formulas: put them in as Excel does
        with zipfile.ZipFile(self.path("raw.xlsx")) as old, zipfile.ZipFile(self.path("t.xlsx"), "w") as new:
            for part in old.namelist():
                text = old.read(part)
                for row in range(3, 66):
                    if part == "xl/worksheets/sheet1.xml":
                        text = text.replace(b"<f>SUM(E%d:L%d)</f><v></v>" % (row, row), b"<f>SUM(E%d:L%d)</f><v>%s</v>" % (row, row, repr(rows[row - 3][3] + 1e-14).encode()))
                        text = text.replace(b"<f>SUM(E%d:L%d)</f><v />" % (row, row), b"<f>SUM(E%d:L%d)</f><v>%s</v>" % (row, row, repr(rows[row - 3][3] + 1e-14).encode()))
                new.writestr(part, text)
        self.read("t.xlsx")
        self.holds(rows)

    def test_06_hidden_rows_and_a_hidden_sheet_are_said(self):
        rows = figures(6)
        wb = Workbook()
        plain_sheet(wb.active, rows)
        wb.active.row_dimensions[10].hidden = True
        other = wb.create_sheet("nháp")
        other.append(["Tỉnh", "Chỉ số CCHC"])
        other.append(["Lai Châu", 1])
        other.sheet_state = "hidden"
        wb.save(self.path("t.xlsx"))
        self.read("t.xlsx")
        self.holds(rows)
        self.assertIn("hidden-rows", self.codes())
        self.assertIn("sheet-passed-over", self.codes())

    def test_07_two_years_side_by_side_and_a_change_between(self):
        a, b = figures(7), figures(8)
        wb = Workbook()
        ws = wb.active
        ws.append(["Tỉnh/Thành phố", "PAR INDEX 2022", "Xếp hạng 2022", "PAR INDEX 2023", "Xếp hạng 2023", "Tăng/giảm bậc"])
        for x, y in zip(a, b):
            ws.append([x[1], x[3], x[4], y[3], y[4], x[4] - y[4]])
        wb.save(self.path("t.xlsx"))
        self.read("t.xlsx")
        self.holds(a, year=2022)
        self.holds(b, year=2023)
        self.assertIn("column-passed-over", self.codes())

    def test_08_a_sheet_for_each_year(self):
        a, b = figures(9), figures(10)
        wb = Workbook()
        wb.active.title = "2022"
        plain_sheet(wb.active, a, title=None)
        plain_sheet(wb.create_sheet("2023"), b, title=None)
        wb.save(self.path("par-index.xlsx"))
        self.read("par-index.xlsx")
        self.holds(a, year=2022)
        self.holds(b, year=2023)

    def test_09_open_document(self):
        rows = figures(11)
        cell = '<table:table-cell office:value-type="string"><text:p>%s</text:p></table:table-cell>'
        number = '<table:table-cell office:value-type="float" office:value="%s"><text:p>x</text:p></table:table-cell>'
        body = "<table:table-row>%s</table:table-row>" % (cell % "Chỉ số cải cách hành chính năm 2023")
        body += "<table:table-row>%s</table:table-row>" % "".join(cell % h for h in ("STT", "Tên tỉnh", "Chỉ số CCHC", "Xếp hạng"))
        for i, (code, name, fields, total, rank) in enumerate(rows):
            body += "<table:table-row>%s%s%s%s</table:table-row>" % (number % (i + 1), cell % name, number % total, number % rank)
        content = ('<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
                   'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0">'
                   '<office:body><office:spreadsheet><table:table table:name="Bảng">%s</table:table></office:spreadsheet></office:body>'
                   '</office:document-content>' % body)
        with zipfile.ZipFile(self.path("t.ods"), "w") as z:
            z.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
            z.writestr("content.xml", content)
        self.read("t.ods")
        self.holds(rows)

    def test_10_csv_with_a_title_quoted_commas_and_a_province_that_is_withheld(self):
        rows = figures(12)
        lines = ["PHỤ LỤC I,,,", "Chi so cai cach hanh chinh cac tinh nam 2023,,,", "STT,Tinh thanh pho,Chi so CCHC,Xep hang"]
        for i, (code, name, fields, total, rank) in enumerate(rows):
            lines.append('%d,%s,%s,%s' % (i + 1, name, "Không công bố" if code == "12" else '"%s"' % comma(total), "" if code == "12" else rank))
        self.write("phu-luc.csv", "\r\n".join(lines) + "\r\n", encoding="utf-8-sig")
        # one place is empty, so the others are not consecutive: that is no contradiction
        self.read("phu-luc.csv")
        self.holds([r for r in rows if r[0] != "12"])
        with self.panel() as f:
            facts = list(zip(f["PAR/fact/kind"].asstr()[:], f["PAR/fact/scope"].asstr()[:]))
        self.assertIn(("withheld", "12"), facts)


    def test_12_other_words_for_score_and_place(self):
        """Heads of a ministry's decision, marks of notes behind names, remarks below, a column that is hidden."""
        rows = figures(14)
        wb = Workbook()
        ws = wb.active
        ws.append(["BẢNG XẾP HẠNG CHỈ SỐ CẢI CÁCH HÀNH CHÍNH (PAR INDEX) NĂM 2023"])
        ws.append(["(Kèm theo Quyết định số 1/QĐ-BNV)"])
        ws.append(["TT", "Tên tỉnh, thành phố trực thuộc Trung ương", "Kết quả Chỉ số (%)", "Vị trí"])
        for i, r in enumerate(rows):
            ws.append([i + 1, r[1] + {3: " (1)", 5: " [2]", 7: "¹"}.get(i, ""), comma(r[3]) + " %", "%d/63" % r[4]])
        ws.append([None, "Giá trị trung bình", comma(sum(r[3] for r in rows) / 63)])
        ws.append(["(1) Ghi chú: số liệu chính thức"])
        ws.append(["Nơi nhận:"])
        ws.column_dimensions["C"].hidden = True
        wb.save(self.path("t.xlsx"))
        self.read("t.xlsx")
        self.holds(rows)
        self.assertTrue(any("columns are hidden in the file (1)" in w["text"] for w in self.report["warnings"]))

    def test_11_regions_between_heads_and_provinces(self):
        rows = figures(13)
        wb = Workbook()
        ws = wb.active
        ws.append(["CHỈ SỐ CCHC NĂM 2023"])
        ws.append(["STT", "Tỉnh, thành phố", "Chỉ số CCHC", "Xếp hạng"])
        for k, name in enumerate(("Trung du và miền núi phía Bắc", "Các vùng khác")):
            ws.append([name])
            ws.merge_cells(start_row=ws.max_row, end_row=ws.max_row, start_column=1, end_column=4)
            for i, r in enumerate(rows[k * 20:20 if k == 0 else 63]):
                ws.append([i + 1, r[1], r[3], r[4]])
        wb.save(self.path("t.xlsx"))
        self.read("t.xlsx")
        self.holds(rows)


class WrongInQuietWays(Office):
    def book(self, change, rows=None, **how):
        wb = Workbook()
        plain_sheet(wb.active, rows or figures(), **how)
        change(wb.active)
        wb.save(self.path("t.xlsx"))

    def test_01_codes_that_slipped_by_a_row(self):
        rows = figures()
        self.write("t.csv", "unit,name_vi,year,TOTAL,C1\n" + "".join(
            "%s,%s,2023,%s,%s\n" % (rows[(i + 1) % 63][0], r[1], r[3], r[2][0]) for i, r in enumerate(rows)))
        self.refuse("t.csv", r"t\.csv:2:1 \(unit\): '02' and 'Hà Nội' in one row are two units \(02 and 01\)", "and 13 more")

    def test_02_points_and_commas_in_one_column(self):
        def change(ws):
            ws.cell(5, 3).value = "84,5"
            ws.cell(9, 3).value = "84.513"
        self.book(change)
        self.refuse("t.xlsx", "'84,5' has a decimal comma, but this column has a decimal point")

    def test_03_a_figure_that_became_a_date(self):
        def change(ws):
            ws.cell(7, 3).value = 45784
            ws.cell(7, 3).number_format = "dd/mm/yyyy"
        self.book(change)
        self.refuse("t.xlsx", r"t\.xlsx:7:3 \(Chỉ số CCHC \(PAR INDEX\)\): the cell is a date")

    def test_04_ranks_sorted_apart_from_the_scores(self):
        def change(ws):
            for row in range(3, 66):
                ws.cell(row, 4).value = row - 2
        self.book(change)
        self.refuse("t.xlsx", "the places contradict the scores", "accept the fault ranks:PAR.TOTAL:2023 as printed",
                    "to settle it: --accept-fault NAME")
        self.refuse("t.xlsx", "the places contradict the scores", options=["--accept"])  # one word for all would take it unseen
        self.read("t.xlsx", "--accept-fault", "ranks:PAR.TOTAL:2023")
        self.assertIn("ranks", self.codes())

    def test_05_a_title_of_another_year(self):
        self.book(lambda ws: None, title="CHỈ SỐ CCHC NĂM 2022")
        self.refuse("t.xlsx", "the title says 2022, but the import was declared to be of 2023", options=["--year", "2023"])

    def test_06_a_province_twice_and_one_missing(self):
        def change(ws):
            ws.cell(12, 2).value = ws.cell(11, 2).value
        self.book(change)
        self.refuse("t.xlsx", r"t\.xlsx:12:3", "duplicate")

    def test_07_formulas_without_values(self):
        def change(ws):
            ws.cell(3, 3).value = "=1+1"
        self.book(change)
        self.refuse("t.xlsx", r"t\.xlsx:3:3", "the cell is a formula whose value the file does not hold")

    def test_08_percentages_beside_plain_numbers(self):
        def change(ws):
            for row in range(3, 30):
                ws.cell(row, 3).value = ws.cell(row, 3).value / 100
                ws.cell(row, 3).number_format = "0.00%"
        self.book(change)
        self.refuse("t.xlsx", "the column has plain numbers", "give all its cells one format")

    def test_09_shares_in_the_place_of_points(self):
        def change(ws):
            for row in range(3, 66):
                ws.cell(row, 3).value = round(ws.cell(row, 3).value / 100, 4)
        self.book(change)
        self.refuse("t.xlsx", "no score is above 0.*but the scale goes to 100: are they shares")

    def test_13_a_mark_of_a_note_behind_a_figure(self):
        for mark in ("*", "¹", " (1)", "[2]"):
            with self.subTest(mark):
                self.book(lambda ws: ws.cell(7, 3, "85,10" + mark))
                self.refuse("t.xlsx", r"'85,10.*' has a footnote mark behind its figure: take the mark off")

    def test_15_a_draft_on_a_second_sheet(self):
        rows = figures()
        wb = Workbook()
        plain_sheet(wb.active, rows)
        wb.active.title = "Chính thức"
        plain_sheet(wb.create_sheet("Bản nháp"), [(c, n, f, round(t + .5, 2), r) for c, n, f, t, r in rows])
        wb.save(self.path("t.xlsx"))
        self.refuse("t.xlsx", r"t\.xlsx 'Bản nháp':[0-9]+:[0-9]+ \(", r"t\.xlsx 'Chính thức'\) and [0-9.]+ \(t\.xlsx, t\.xlsx 'Bản nháp'\) differ")

    def test_a_wrong_row_says_on_which_sheet_it_is(self):
        """A workbook of several sheets: the line alone would be one of each of them. Said where the row is read, and where it is found again."""
        wb = Workbook()
        wb.active.title = "2022"
        plain_sheet(wb.active, figures(9), title=None)
        second = wb.create_sheet("2023")
        plain_sheet(second, figures(10), title=None)
        second.cell(5, 3).value = "chưa có"
        wb.save(self.path("par-index.xlsx"))
        self.refuse("par-index.xlsx", r"par-index\.xlsx '2023':5:3 \(")
        second.cell(5, 3).value = 200.5
        wb.save(self.path("par-index.xlsx"))
        self.refuse("par-index.xlsx", r"par-index\.xlsx '2023':5:3 \(.*is outside the range")

    def test_14_fields_that_slipped_by_a_column(self):
        rows = figures()
        name = rows[12][1]
        head = ["STT", "Tỉnh, thành phố"] + FIELDS + ["Tổng điểm"]
        wb = Workbook()
        wb.active.append(["CHỈ SỐ CCHC NĂM 2023"])
        wb.active.append(head)
        for i, r in enumerate(rows):
            fields = r[2] if r[1] != name else r[2][1:] + r[2][:1]
            wb.active.append([i + 1, r[1]] + fields + [r[3]])
        wb.save(self.path("t.xlsx"))
        self.refuse("t.xlsx", r"t\.xlsx:15:[0-9]+ \(.*\): [0-9.]+ is outside the range of PAR\.C[0-9]")

    def test_10_a_column_nobody_knows_and_one_twice(self):
        def change(ws):
            ws.cell(2, 5).value = "Chỉ số ổn định"
            ws.cell(2, 6).value = "Thứ hạng"
            for row in range(3, 66):
                ws.cell(row, 5).value = 1
                ws.cell(row, 6).value = 64 - ws.cell(row, 4).value
        self.book(change)
        words = self.refuse("t.xlsx", r"unknown indicator 'Chỉ số ổn định' of PAR", "heads that are read for this index: Score \\(TOTAL\\), Rank \\(RANK\\)", "duplicate column: columns 4 and 6")
        self.assertIn("C3", words)
        wb_columns = ["--columns", "Chỉ số ổn định=-", "--columns", "Thứ hạng=-"]
        self.read("t.xlsx", *wb_columns)


    def test_12_two_tables_side_by_side(self):
        rows = figures()
        heads = ["STT", "Tỉnh, thành phố", "Chỉ số CCHC", "Xếp hạng"]
        wb = Workbook()
        ws = wb.active
        ws.append(["CHỈ SỐ CCHC NĂM 2023"])
        ws.append(heads + heads)
        for i in range(32):
            cells = []
            for k in (i, i + 32):
                cells += [k + 1, rows[k][1], rows[k][3], rows[k][4]] if k < 63 else [None] * 4
            ws.append(cells)
        wb.save(self.path("t.xlsx"))
        words = self.refuse("t.xlsx", r"t\.xlsx:1:6 \(Tỉnh, thành phố\): two tables are side by side: columns 2 and 6 both have the units; put the second below the first")
        self.assertNotIn("duplicate", words)
        with open(self.path("t.csv"), "w", encoding="utf-8") as f:
            f.write("\n".join(",".join('"%s"' % ("" if c.value is None else c.value) for c in row) for row in ws.iter_rows(min_row=2)))
        self.refuse("t.csv", "two tables are side by side", options=["--index", "PAR", "--year", "2023"])

    def test_11_every_word_in_an_old_font(self):
        self.write("t.csv", "Tænh,Chæ soá CCHC\nHaø Noäi,90\nLaïng Sôn,80\n")
        self.refuse("t.csv", "in the old encoding VNI: convert the file to Unicode")


class Pdf(Office):
    def rows(self, seed):
        return figures(seed)

    def test_layouts(self):
        layouts = (("annex-portrait.pdf", 1, ["TOTAL"]), ("annex-landscape.pdf", 2, ["TOTAL"] + ["C%d" % (k + 1) for k in range(8)]),
                   ("annex-wrapped.pdf", 3, ["TOTAL", "C3", "C4"]))
        for name, seed, indicators in layouts:
            with self.subTest(name):
                shutil.copy(os.path.join(OFFICE, name), self.path(name))
                if os.path.exists(self.path("panel.h5")):
                    os.remove(self.path("panel.h5"))
                words = self.refuse(name, "read from '%s'" % name, "TOTAL", "Lai Châu", "nothing was written: compare the table with the pages")
                self.assertEqual(sum(u[1] in words for u in UNITS), 63)
                self.read(name, "--accept")
                self.holds(self.rows(seed), indicators)

    def test_a_scan(self):
        # one page with a filled rectangle and no text
        page = b"0 0 100 100 re f"
        body = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
                b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 200 200]/Contents 4 0 R>>", b"<</Length %d>>stream\n%s\nendstream" % (len(page), page)]
        out, at = b"%PDF-1.4\n", []
        for i, o in enumerate(body):
            at.append(len(out))
            out += b"%d 0 obj%s endobj\n" % (i + 1, o)
        start = len(out)
        out += b"xref\n0 5\n0000000000 65535 f \n" + b"".join(b"%010d 00000 n \n" % a for a in at) + b"trailer<</Size 5/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF" % start
        self.write("scan.pdf", out)
        self.refuse("scan.pdf", "has no text: it is a scan", "ocrmypdf")


    def test_faults_of_a_pdf_are_named_one_by_one(self):
        shutil.copy(os.path.join(OFFICE, "annex-faulty.pdf"), self.path("f.pdf"))
        rows = {r[0]: r for r in figures(2)}
        words = self.refuse("f.pdf", "'f.pdf' has no figures of 1 of the 63 units of 2023: Lai Châu",
                            "PAR.TOTAL 2023 of 02 is %.10g, but its parts add up to %.10g" % (rows["02"][3], rows["02"][3] - 1),
                            "PAR.TOTAL 2023 of 04 is %.10g, but its parts add up to %.10g" % (rows["04"][3], rows["04"][3] - 1),
                            "nothing was written: the table has 3 faults, named above",
                            "by its name each fault that the publisher printed: left-out:PAR:2023:12, sum:PAR.TOTAL:2023:02, sum:PAR.TOTAL:2023:04",
                            "to settle it: --accept-fault NAME")
        self.assertNotIn("PAR.TOTAL 2023 of 06", words)
        self.refuse("f.pdf", "the table has 3 faults", options=["--accept"])
        name = "--accept-fault"
        self.refuse("f.pdf", "the table has 1 faults", "printed: sum:PAR.TOTAL:2023:04",
                    options=[name, "left-out:PAR:2023:12", name, "sum:PAR.TOTAL:2023:02"])
        self.assertWords(self.import_("datapackage.json", "f.pdf", name, "sum:PAR.TOTAL:2023:06", code=2),
                         "unknown fault 'sum:PAR.TOTAL:2023:06'; expected left-out:PAR:2023:12, sum:PAR.TOTAL:2023:02, sum:PAR.TOTAL:2023:04")
        self.read("f.pdf", name, "left-out:PAR:2023:12", name, "sum:PAR.TOTAL:2023:02", name, "sum:PAR.TOTAL:2023:04")
        self.assertEqual([c for c in self.codes() if c in ("units-left-out", "sum")], ["units-left-out", "sum", "sum"])

    def test_a_unit_twice_in_a_pdf_is_refused_even_when_accepted(self):
        shutil.copy(os.path.join(OFFICE, "annex-twice.pdf"), self.path("t.pdf"))
        self.refuse("t.pdf", r"t\.pdf:14:11 .*: duplicate PAR.TOTAL 2023 of 12, first in line 8", options=["--accept"])


class OldExcel(Office):
    """Workbooks of Excel 97 to 2003; annex.xls was made by LibreOffice."""

    def setUp(self):
        super().setUp()
        with open(os.path.join(OFFICE, "annex.xls"), "rb") as f:
            self.bytes = f.read()

    def test_it_is_read(self):
        self.write("annex.xls", self.bytes)
        self.read("annex.xls")
        self.holds(figures(31), ["TOTAL"] + ["C%d" % (k + 1) for k in range(8)])
        self.assertIn("plain-workbook", self.codes())

    def test_cut_off_or_written_over(self):
        for n in (600, 4096, len(self.bytes) // 2):
            self.write("t.xls", self.bytes[:n])
            self.refuse("t.xls", r"'t\.xls' (cannot be read as an Excel 97-2003 workbook|holds no workbook)")
        rng = random.Random(5)
        for k in range(12):  # whatever comes of it: an answer, and no crash
            wrong = bytearray(self.bytes)
            for j in range(40):
                wrong[rng.randrange(512, len(wrong))] = rng.randrange(256)
            self.write("t.xls", bytes(wrong))
            done = self.run_command("import", "datapackage.json", "t.xls", "-o", "t.h5")
            self.assertIn(done.returncode, (0, 3), done.stderr)

    def test_a_letter_of_word_under_that_name(self):
        at = self.bytes.index("Workbook".encode("utf-16-le"))
        self.write("t.xls", self.bytes[:at] + "Wordbook".encode("utf-16-le") + self.bytes[at + 16:])
        self.refuse("t.xls", r"'t\.xls' (holds no workbook|cannot be read)")


class OutAgain(Office):
    """What was imported comes out as a table that imports to the same."""

    def test_export_and_back(self):
        rows = figures(20)
        wb = Workbook()
        plain_sheet(wb.active, rows)
        wb.save(self.path("t.xlsx"))
        self.read("t.xlsx")
        for how in (["--wide"], []):
            for form in ("xlsx", "csv"):
                with self.subTest(form=form, how=how):
                    out = "out." + form
                    done = self.run_command("export", "panel.h5", "--index", "PAR", *how, "-o", out)
                    self.assertEqual(done.returncode, 0, done.stderr)
                    self.import_("datapackage.json", out, *(["--index", "PAR"] if how else []), out="again.h5")
                    for panel in ("panel.h5", "again.h5"):
                        self.run_command("export", panel, "--index", "PAR", "--wide", "-o", panel + ".csv")
                    with open(self.path("panel.h5.csv"), "rb") as a, open(self.path("again.h5.csv"), "rb") as b:
                        self.assertEqual(a.read(), b.read())

    def test_a_template_that_is_filled_in(self):
        self.write("one.csv", "index,indicator,year,unit,value\nPAR,TOTAL,2022,12,80\n")
        self.read("one.csv")
        done = self.run_command("export", "panel.h5", "--template", "--index", "PAR", "--year", "2023", "-o", "form.xlsx")
        self.assertEqual(done.returncode, 0, done.stderr)
        from openpyxl import load_workbook
        wb = load_workbook(self.path("form.xlsx"))
        ws = wb["PAR"]
        heads = [c.value for c in ws[1]]
        self.assertEqual(heads[:5], ["unit", "name_vi", "year", "TOTAL", "RANK"])
        self.assertEqual(ws.max_row, 64)
        kinds = [v.type for v in ws.data_validations.dataValidation]
        self.assertEqual(kinds.count("list"), 2)
        self.assertGreater(kinds.count("decimal"), 3)
        self.assertWords(self.import_("datapackage.json", "form.xlsx", code=3), "no figure of any index")
        rows = figures(21)
        for i, (code, name, fields, total, rank) in enumerate(rows):
            self.assertEqual(ws.cell(i + 2, 1).value, code)
            ws.cell(i + 2, 4).value = total
            ws.cell(i + 2, 5).value = rank
        wb.save(self.path("form.xlsx"))
        self.read("form.xlsx")
        self.holds(rows)

    def test_what_is_missing(self):
        rows = figures(22)
        self.write("t.csv", "unit,year,TOTAL,RANK,C3\n" + "".join("%s,2023,%s,%s,%s\n" % (r[0], "" if r[0] == "12" else r[3], r[4], "" if r[0] == "14" else r[2][2]) for r in rows))
        self.read("t.csv", "--index", "PAR")
        done = self.run_command("show", "panel.h5", "--missing", "--index", "PAR", "--year", "2023", "-o", "missing.csv")
        self.assertEqual(done.returncode, 0, done.stderr)
        with open(self.path("missing.csv"), encoding="utf-8") as f:
            table = {r["unit"]: r for r in csv.DictReader(f)}
        self.assertEqual(len(table), 63)  # seven fields are lacking everywhere
        self.assertEqual((table["12"]["TOTAL"], table["12"]["RANK"]), ("", str(dict((r[0], r[4]) for r in rows)["12"])))
        self.assertEqual(table["14"]["C3"], "")
        self.assertEqual(float(table["01"]["C3"]), rows[0][2][2])
        self.import_("datapackage.json", "t.csv", "missing.csv", "--index", "PAR")  # as it is, it says nothing new


class OtherTables(Office):
    """Predictions, catalogues, score sheets and covariances come as workbooks too, with a title above."""

    def workbook(self, name, text, title="Bảng kèm theo công văn"):
        wb = Workbook()
        wb.active.append([title])
        wb.active.append([])
        for row in csv.reader(text.splitlines()):
            wb.active.append([float(x) if x.replace(".", "", 1).isdigit() and not (x.startswith("0") and "." not in x) else x for x in row])
        wb.save(self.path(name))

    def same(self, command, csv_text, *more):
        """The command says the same to the table as .csv and as .xlsx."""
        self.write("t.csv", csv_text)
        self.workbook("t.xlsx", csv_text)
        said = []
        for file in ("t.csv", "t.xlsx"):
            done = self.run_command(*[a if a != "TABLE" else file for a in command], "-q")
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            said.append(json.loads(done.stdout)["result"])
        self.assertEqual(said[0], said[1])

    def test_predictions(self):
        panel = os.environ["PANEL"]
        self.same(["evaluate", panel, "TABLE"], "index,origin,year,unit,output_type,output_type_id,value\n"
                  + "".join("PAPI,2018,2019,%s,quantile,%s,%s\n" % (u, q, v) for u in ("12", "14", "17") for q, v in ((0.05, 40), (0.5, 43.5), (0.95, 47))))

    def test_a_catalogue(self):
        panel = os.environ["PANEL"]
        self.same(["intervene", "--panel", panel, "--unit", "12", "--origin", "2021", "--year", "2022", "--goal", "PAPI: +5 ranks", "--levers", "TABLE", "--draws", "400"],
                  "id,name_vi,name_en,component,mean,sd,cost\non-time,Giải quyết đúng hạn,On time,PAPI.D5,0.3,0.1,2\nonline,Trực tuyến,Online,PAPI.D8,0.25,0.1,3\n")

    def test_events_of_effects(self):
        panel = os.environ["PANEL"]
        ask = ["effects", panel, "--events", "TABLE", "--measure", "try", "--outcome", "PAPI.D4"]
        names = dict(UNITS)
        rows = [(u, 2016 + k % 3) for k, u in enumerate(("12", "14", "22", "01", "48", "79", "10", "94"))]
        plain = "measure,unit,date\n" + "".join("try,%s,%d-04-02\n" % r for r in rows)
        self.same(ask, plain)
        # as an office would write it: Vietnamese heads, names, dates as day/month/year or as dates
        wb = Workbook()
        wb.active.append(["DANH SÁCH (số liệu giả định)"])
        wb.active.append(["Giải pháp", "Tỉnh, thành phố", "Ngày áp dụng"])
        for k, (u, year) in enumerate(rows):
            wb.active.append(["try", names[u], datetime.date(year, 4, 2) if k % 2 else "2/4/%d" % year])
        wb.save(self.path("office.xlsx"))
        said = []
        for file in ("t.csv", "office.xlsx"):
            done = self.run_command(*[a if a != "TABLE" else file for a in ask], "-q")
            self.assertEqual(done.returncode, 0, done.stderr.decode())
            said.append(json.loads(done.stdout)["result"])
        self.assertEqual(*said)

    def test_rows_to_predict(self):
        panel = os.environ["PANEL"]
        self.same(["estimate", panel, "PAPI.TOTAL ~ PAPI.D4", "--predict", "TABLE"], 'unit,year,PAPI.D4\n12,2021,6.5\n79,2021,7.25\n')
        self.same(["estimate", panel, "PAPI.TOTAL ~ PAPI.D4", "--predict", "TABLE"], '"Tỉnh, thành phố",Năm,PAPI.D4\nLai Châu,2021.0,"6,5"\nTP. Hồ Chí Minh,2021.0,"7,25"\n')

    def test_a_covariance(self):
        panel = os.environ["PANEL"]
        done = self.run_command("rank", panel, "--index", "PAPI", "--year", "2020")
        codes = [r["code"] for r in json.loads(done.stdout)["result"]["units"] if r.get("rank")]
        square = "unit," + ",".join(codes) + "\n" + "".join("%s,%s\n" % (c, ",".join('"0,4"' if o == c else '"0,1"' for o in codes)) for c in codes)
        self.same(["simulate", panel, "--index", "PAPI", "--year", "2020", "--noise", "none", "--samples", "0", "--covariance", "TABLE", "--draws", "100"], square)

    def test_quietly_wrong_in_every_other_table(self):
        panel = os.environ["PANEL"]
        asks = {
            "predictions": (["evaluate", panel, "t.csv"], "index,origin,year,unit,output_type,output_type_id,value",
                            'PAPI,2018,2019,%s,quantile,0.5,%s\n'),
            "rows to predict": (["estimate", panel, "PAPI.TOTAL ~ PAPI.D4", "--predict", "t.csv"], "year,unit,PAPI.D4", "2021,%s,%s\n"),
            "catalogue": (["intervene", "--panel", panel, "--unit", "12", "--origin", "2021", "--year", "2022", "--goal", "PAPI: +5 ranks", "--draws", "200", "--levers", "t.csv"],
                          "id,component,sd,mean", "m%s,PAPI.D5,0.1,%s\n"),
        }
        for name, (ask, heads, row) in asks.items():
            last = heads.rsplit(",", 1)[1]
            wrong = (("mixed marks", heads + "\n" + row % ("12", '"0,5"') + row % ("14", "0.5"), r"t\.csv:3: .*'0\.5' has a decimal point, but this column has a decimal comma \(line 2, '0,5'\)"),
                     ("a head twice", heads + "," + last + "\n" + (row % ("12", "0.5")).replace("\n", ",0.6\n"), "duplicate column '%s'" % last),
                     ("thousands", heads + "\n" + row % ("12", "1.042") + row % ("14", "964"), "'1.042' beside whole numbers from 100"),
                     ("a word", heads + "\n" + row % ("12", "khoảng 0.5"), "'khoảng 0.5' is not a number"))
            for kind, text, pattern in wrong:
                with self.subTest(table=name, kind=kind):
                    self.write("t.csv", text)
                    done = self.run_command(*ask)
                    self.assertEqual((done.returncode, done.stdout), (3, b""), done.stderr)
                    self.assertWords(done.stderr.decode(), pattern)

    def refused(self, ask, text, pattern, code=3):
        self.write("t.csv", text)
        done = self.run_command(*ask)
        self.assertEqual((done.returncode, done.stdout), (code, b""), done.stderr)
        self.assertWords(done.stderr.decode(), pattern)

    def test_a_code_and_a_name_that_are_two_units(self):
        panel = os.environ["PANEL"]
        two = r"'Hà Nội' \(01\) in the row of Lai Châu \(12\) is another unit: which one are the figures of\?"
        for name in ("Hà Nội", "Lai Châu", "số 5"):
            wrong = name == "Hà Nội"
            tables = {
                "predictions": (["evaluate", panel, "t.csv"], "index,origin,year,unit,name_vi,output_type,output_type_id,value\nPAPI,2018,2019,12,%s,quantile,0.5,43\n"),
                "rows to predict": (["estimate", panel, "PAPI.TOTAL ~ PAPI.D4", "--predict", "t.csv"], "unit,name_vi,year,PAPI.D4\n12,%s,2021,6.5\n"),
                "events": (["effects", panel, "--events", "t.csv", "--measure", "try", "--outcome", "PAPI.D4"],
                           "measure,unit,tỉnh,adopt_year\ntry,12,%s,2016\n" + "".join("try,%s,,%d\n" % (u, 2016 + k % 2) for k, u in enumerate(("14", "22", "48", "79", "10", "94")))),
            }
            for table, (ask, text) in tables.items():
                with self.subTest(table=table, name=name):
                    if wrong:
                        self.refused(ask, text % name, r"t\.csv.*2: .*" + two)
                        continue
                    self.write("t.csv", text % name)
                    done = self.run_command(*ask, "-q")
                    self.assertEqual(done.returncode, 0, done.stderr.decode())

    def square(self, panel, change=lambda code, x: x, name=None):
        done = self.run_command("rank", panel, "--index", "PAPI", "--year", "2020")
        codes = [r["code"] for r in json.loads(done.stdout)["result"]["units"] if r.get("rank")]
        head = "unit," + ("name_vi," if name else "") + ",".join(codes) + "\n"
        return head + "".join("%s,%s%s\n" % (c, name(c) + "," if name else "", ",".join(change(c, "0.4" if o == c else "0.1") for o in codes)) for c in codes)

    def test_quietly_wrong_covariances(self):
        panel = os.environ["PANEL"]
        ask = ["simulate", panel, "--index", "PAPI", "--year", "2020", "--noise", "none", "--samples", "0", "--covariance", "t.csv", "--draws", "100"]
        names = dict(UNITS)
        self.refused(ask, self.square(panel, name=lambda c: names["01" if c == "12" else c]), r"unit 12: 'Hà Nội' \(01\) in the row of Lai Châu \(12\) is another unit")
        self.refused(ask, self.square(panel, change=lambda c, x: '"%s"' % x.replace(".", ",") if c == "12" else x), "has a decimal comma, but this column has a decimal point")
        text = self.square(panel)
        self.refused(ask, "\n".join(line + "," + line.split(",")[1] for line in text.splitlines()) + "\n", "duplicate column '01'")
        self.write("t.csv", self.square(panel, name=lambda c: names[c]))
        self.assertEqual(self.run_command(*ask, "-q").returncode, 0)

    def test_quietly_wrong_events(self):
        panel = os.environ["PANEL"]
        ask = ["effects", panel, "--events", "t.csv", "--measure", "try", "--outcome", "PAPI.D4"]
        self.refused(ask, "measure,unit,adopt_year,adopt_year\ntry,12,2016,2018\n", "duplicate column 'adopt_year'")
        self.refused(ask, "measure,unit,date,adopt_year\ntry,12,2016-04-02,2018\n", "line 2: the date 2016-04-02 and the year 2018 of the same row differ")
        self.refused(ask, "measure,unit,adopt_year,exposure_year\ntry,12,2018,2016\n", "line 2: the exposure year 2016 is before the year of adoption, 2018")
        self.refused(ask, "measure,unit,adopt_year\ntry,12,2016\ntry,12,2016\n", "line 3: .*12")
        self.refused(ask, "measure,unit,adopt_year\ntry,12,2.016\n", "'2.016'")

    def test_quietly_wrong_catalogues_and_score_sheets(self):
        panel = os.environ["PANEL"]
        ask = ["intervene", "--panel", panel, "--unit", "12", "--origin", "2021", "--year", "2022", "--goal", "PAPI: +5 ranks", "--draws", "200", "--levers", "t.csv"]
        head = "id,name_vi,component,mean,sd,cost\n"
        self.refused(ask, head + "a,Một cửa,PAPI.D5,0.3,0.1,2\na,Một cửa,PAPI.D7,0.2,0.1,5\n", r"t\.csv:3: lever 'a' has two values of cost, 2 and 5")
        self.refused(ask, head + "a,Một cửa,PAPI.D5,0.3,0.1,2\na,Đúng hạn,PAPI.D7,0.2,0.1,\n", r"t\.csv:3: lever 'a' has two values of name_vi, 'Một cửa' and 'Đúng hạn'")
        self.write("t.csv", head + "a,Một cửa,PAPI.D5,0.3,0.1,2\na,,PAPI.D7,0.2,0.1,\n")
        self.assertEqual(self.run_command(*ask, "-q").returncode, 0)
        ask = ["intervene", "--panel", panel, "--unit", "12", "--origin", "2021", "--year", "2022", "--goal", "PAR: +1 rank", "--draws", "200", "--criteria", "t.csv"]
        head = "unit,tỉnh,year,criterion,parent,name,max,awarded\n"
        self.refused(ask, head + "12,Hà Nội,2021,1.1,C1,Kế hoạch,1,0.5\n", r"score sheet.*'Hà Nội' \(01\) in the row of Lai Châu \(12\)")
        self.refused(ask, head + '12,Lai Châu,2021,1.1,C1,Kế hoạch,1,0.5\n12,Lai Châu,2021,1.2,C1,Kiểm tra,1,"0,5"\n', "'0,5' has a decimal comma, but this column has a decimal point")
        self.refused(ask, head.replace("max,awarded", "max,awarded,awarded") + "12,Lai Châu,2021,1.1,C1,Kế hoạch,1,0.5,0.7\n", "duplicate column 'awarded'")
        self.write("t.csv", head + "12,Lai Châu,2021,1.1,C1,Kế hoạch,1,0.5\n")
        done = self.run_command(*ask, "-q")
        self.assertEqual(done.returncode, 0, done.stderr)

    def test_a_formula_without_its_value_in_another_table(self):
        wb = Workbook()
        wb.active.append(["unit", "year", "PAPI.D4"])
        wb.active.append(["12", 2021, "=1+1"])
        wb.save(self.path("t.xlsx"))
        done = self.run_command("estimate", os.environ["PANEL"], "PAPI.TOTAL ~ PAPI.D4", "--predict", "t.xlsx")
        self.assertEqual((done.returncode, done.stdout), (3, b""))
        self.assertWords(done.stderr.decode(), "the cell in row 2, column 3 shows an error or is a formula whose value the file does not hold")

    def test_a_pdf_is_no_catalogue(self):
        shutil.copy(os.path.join(OFFICE, "annex-portrait.pdf"), self.path("t.pdf"))
        done = self.run_command("evaluate", os.environ["PANEL"], "t.pdf")
        self.assertEqual(done.returncode, 3)
        self.assertWords(done.stderr.decode(), "has no row with the heads of this table")


if __name__ == "__main__":
    unittest.main()
