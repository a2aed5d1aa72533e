"""Score sheets as a ministry or a department of home affairs issues them, read by --criteria. Every figure is made up: the
sheets say so themselves."""
import csv
import io
import json
import os
import unittest

from openpyxl import Workbook

from trial import Trial

PANEL = os.environ["PANEL"]
SAYS = "SYNTHETIC / SỐ LIỆU GIẢ LẬP ĐỂ KIỂM THỬ"
TITLE = "BẢNG TỰ ĐÁNH GIÁ, CHẤM ĐIỂM CHỈ SỐ CẢI CÁCH HÀNH CHÍNH NĂM 2021 CỦA TỈNH LAI CHÂU"
HEADS = ["STT", "Lĩnh vực/Tiêu chí/Tiêu chí thành phần", "Điểm tối đa", "Tự đánh giá", "Thẩm định", "Điều tra XHH", "Khả năng đạt lại", "Ghi chú"]
ROWS = [["I", "CÔNG TÁC CHỈ ĐẠO, ĐIỀU HÀNH CCHC", "5,5", "3,5", "3", "1,75", None, None],
        ["1", "Kế hoạch cải cách hành chính", "2", "2", "1,5", None, None, None],
        ["1.1", "Ban hành kế hoạch", "1", "1", "1", None, None, None],
        [None, "Ban hành trong Quý I: 1", "1", None, None, None, None, None],
        ["1.2", "Mức độ thực hiện kế hoạch", "1", "1", "0,5", None, "70%", "chậm 3 nhiệm vụ"],
        ["2", "Kiểm tra cải cách hành chính", "1,5", "1,5", "1,5", None, None, None],
        ["3", "Chất lượng chỉ đạo, điều hành", "2", None, None, "1,75", None, "điều tra"],
        ["II", "XÂY DỰNG VÀ TỔ CHỨC THỰC HIỆN VBQPPL", "3", "3", "2,5", None, None, None],
        ["1", "Theo dõi thi hành pháp luật", "3", "3", "2,5", None, "0,5", None],
        [None, "TỔNG CỘNG", "8,5", "6,5", "5,5", "1,75", None, None],
        [None, "Người lập biểu", None, None, None, None, None, None]]
# what comes of it: number under the index's code -> field
LOST = {"PAR.1.1.2": "C1", "PAR.1.3": "C1", "PAR.2.1": "C2"}


def changed(*changes):
    rows = [list(r) for r in ROWS]
    for at, column, value in changes:
        rows[at][column] = value
    return rows


class Sheets(Trial):
    def book(self, rows=ROWS, title=TITLE, merged=True):
        wb = Workbook()
        ws = wb.active
        ws.append([SAYS])
        ws.append([title])
        if merged:
            ws.append(HEADS[:2] + ["Điểm", None, None, None] + HEADS[6:])
            ws.append([None, None] + HEADS[2:6] + [None, None])
            for where in ("A1:H1", "A2:H2", "A3:A4", "B3:B4", "C3:F3", "G3:G4", "H3:H4"):
                ws.merge_cells(where)
            ws.append(["(%d)" % (k + 1) for k in range(8)])
        else:
            ws.append(HEADS)
        for r in rows:
            ws.append(r)
        wb.save(self.path("s.xlsx"))
        return "s.xlsx"

    def ask(self, file, code=0, origin="2021", unit="12"):
        done = self.run_command("intervene", "--panel", PANEL, "--unit", unit, "--origin", origin, "--year", "2022", "--goal", "PAR: +1 rank", "--criteria", file,
                                "--draws", "200", "-q", "--lang", "en")
        self.assertEqual(done.returncode, code, done.stderr.decode())
        if code != 0:
            self.assertEqual(done.stdout, b"")
            return done.stderr.decode()
        return json.loads(done.stdout)["result"]["goals"][0]["levers"]

    def lost(self, file):
        """The measures as they were understood."""
        found = {}
        for lever in self.ask(file):
            found[lever["id"]] = lever["component"]
            self.assertEqual(lever["evidence"], "published")
        return found

    def test_a_workbook_with_merged_heads_and_a_csv_are_the_same(self):
        self.assertEqual(self.lost(self.book()), LOST)
        self.assertEqual(self.lost(self.book(merged=False)), LOST)
        out = io.StringIO()
        csv.writer(out, delimiter=";").writerows([[SAYS] + [""] * 7, [TITLE] + [""] * 7, HEADS] + [["" if c is None else c for c in r] for r in ROWS])
        self.write("s.csv", out.getvalue())
        self.assertEqual(self.lost("s.csv"), LOST)

    def test_numbers_that_carry_the_field(self):
        rows = [list(r) for r in ROWS]
        for at, number in ((1, "1.1"), (2, "1.1.1"), (4, "1.1.2"), (5, "1.2"), (6, "1.3"), (8, "2.1")):
            rows[at][0] = number
        self.assertEqual(set(self.lost(self.book(rows))), set(LOST))
        rows[0][0], rows[7][0] = "1", "2"  # no Roman numbers at all
        self.assertEqual(set(self.lost(self.book(rows))), set(LOST))

    def test_before_the_appraisal_the_self_assessment_counts(self):
        rows = [[r[0], r[1], r[2], r[3], None, None, None, None] for r in ROWS]
        rows[2][3] = "0,5"
        rows[1][3], rows[0][3], rows[9][3] = "1,5", "3", "6"
        self.assertEqual(set(self.lost(self.book(rows))), {"PAR.1.1.1"})

    def test_a_chance_from_none_to_all_when_nothing_is_said(self):
        said = {lever["id"]: lever for lever in self.ask(self.book())}
        self.assertIn("70%", json.dumps(said["PAR.1.1.2"]))
        self.assertIn("none to all", json.dumps(said["PAR.1.3"]))
        self.assertNotIn("none to all", json.dumps(said["PAR.2.1"]))

    def test_what_contradicts_itself_is_refused(self):
        for what, rows, *words in (
                ("maximum of a field", changed((0, 2, "6,5"), (9, 2, "9,5")), r"s\.xlsx:6: I 'CÔNG TÁC.*' has a maximum of 6\.5, but its 3 parts add up to 5\.5"),
                ("appraisal of a criterion", changed((4, 4, "0,75")), "I.1 'Kế hoạch cải cách hành chính' has an appraisal of 1.5, but its 2 parts add up to 1.75"),
                ("self-assessment", changed((7, 3, "2")), "II 'XÂY DỰNG.*' has a self-assessment of 2, but its 1 parts add up to 3"),
                ("survey", changed((0, 5, "1,95"), (9, 5, "1,95")), "has a survey of 1.95, but its 3 parts add up to 1.75"),
                ("total", changed((9, 2, "9,5")), "'TỔNG CỘNG' has a maximum of 9.5, but its 2 parts add up to 8.5"),
                ("more than the maximum", changed((8, 4, "3,5"), (7, 4, "3,5"), (9, 4, "6,5")), "has 3.5 points, above its maximum of 3: correct one of them"),
                ("less than nothing", changed((8, 4, "-1"), (7, 4, "-1"), (9, 4, "2")), r"s\.xlsx:13: '.*' has -1 points, below 0: correct them"),
                ("a self-assessment above the maximum", changed((8, 3, "4"), (7, 3, "4"), (9, 3, "7,5")), "has 4 points, above its maximum of 3"),
                ("a chance", changed((4, 6, "1,2")), r"s\.xlsx:10: the chance of winning the points back must be from 0 to 1 \(got 1\.2\)"),
                ("a number twice", changed((5, 0, "1")), r"duplicate criterion I\.1 \(row 7 has it too\)"),
                ("mixed marks", changed((8, 4, "2.5")), "'2.5' has a decimal point, but this column has a decimal comma"),
                ("a word", changed((8, 4, "đạt")), r"s\.xlsx:14:5: 'đạt' is not a number"),
                ("a percentage", changed((8, 4, "83%")), "'83%' is a percentage: points are needed here")):
            with self.subTest(what):
                self.assertWords(self.ask(self.book(rows), code=3), *words)

    def test_sums_under_each_field(self):
        """ "Cộng lĩnh vực I" is held against its field, "Cộng" at the end against all."""
        def with_sums(first, last):
            rows = [list(r) for r in ROWS]
            rows.insert(9, [None, "Cộng:", last, None, None, None, None, None])
            rows.insert(7, [None, "Cộng lĩnh vực I", first, "3,5", "3", "1,75", None, None])
            return rows
        self.assertEqual(self.lost(self.book(with_sums("5,5", "8,5"))), LOST)
        self.assertEqual(self.lost(self.book(with_sums("5,5", "3"))), LOST)
        for first, last, said in (("6,5", "3", "'Cộng lĩnh vực I' has"), ("5,5", "9", "'Cộng:' has")):
            self.assertWords(self.ask(self.book(with_sums(first, last)), code=3), said)

    def test_whose_and_which_years_sheet(self):
        self.assertWords(self.ask(self.book(title=TITLE.replace("LAI CHÂU", "SƠN LA")), code=3), "Sơn La", "Lai Châu")
        self.assertWords(self.ask(self.book(title=TITLE.replace("2021", "2022")), code=3), "2022")
        self.assertTrue(self.ask(self.book(title="Hà Nội, ngày 15 tháng 3 năm 2022")))  # where and when it was signed says neither

    def test_a_field_that_the_scheme_lacks(self):
        self.assertWords(self.ask(self.book(changed((7, 0, "IX"))), code=3), "field 9, but PAR has no such field in 2021")

    def test_two_columns_of_one_kind(self):
        wb = Workbook()
        wb.active.append([SAYS])
        wb.active.append(HEADS[:3] + ["Tự đánh giá 2020", "Tự đánh giá 2021"])
        for r in ROWS[:8]:
            wb.active.append(r[:3] + [r[3], r[3]])
        wb.save(self.path("two.xlsx"))
        self.assertWords(self.ask("two.xlsx", code=3), "columns 4 and 5 have the same heading of points")


if __name__ == "__main__":
    unittest.main()
