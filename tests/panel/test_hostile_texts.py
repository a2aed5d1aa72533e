"""Names that want to be something else than names: control characters for a terminal, markup for a page, formulas for a spreadsheet."""
import json
import os
import re
import shutil
import unittest
import zipfile

import h5py

from trial import PANEL, SMALL, Trial

CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# what a screen obeys: colour, bell, delete, the one-byte form of the escape, and a turn of direction
CHARACTERS = ["\x1b[31m", "\x07", "\x7f", "\x9b31m", "\u202e", "\u2067"]
MARKED = "Hà *Thử* <b>1</b> [x](http://e) | `c` _d_ #1"


class Hostile(Trial):
    def said(self, *args, code=3):
        done = self.run_command(*args)
        words = done.stderr.decode("utf-8")
        self.assertEqual(done.returncode, code, words)
        self.assertIsNone(CONTROL.search(words), repr(words))
        return words

    def test_control_characters_in_tables_are_refused_by_name(self):
        for bad in CHARACTERS:
            with self.subTest(repr(bad)):
                units = SMALL["units.csv"].replace("Lai Thử,", f"Lai{bad} Thử,")
                words = self.said("import", self.package({"units.csv": units}), "-o", "p.h5")
                self.assertIn("U+%04X" % ord(bad[0]), words)
                self.assertRegex(words, r"units\.csv:3")
                self.assertFalse(os.path.exists(self.path("p.h5")))

    def test_control_characters_in_json_are_refused(self):
        for text in ('{"name": "a\\u001b[31m", "resources": []}', '{"name": "a\u009b", "resources": []}', '{"a\\u0007": 1, "resources": []}'):
            self.write("datapackage.json", text)
            self.assertIn("control character", self.said("import", "datapackage.json", "-o", "p.h5"))

    def test_control_characters_in_arguments_are_refused(self):
        for bad in ("\x1b[31mX", "a\x9bX", "\x7f"):
            self.assertIn("U+%04X" % ord(re.search("[\x1b\x9b\x7f]", bad)[0]), self.said("rank", PANEL, "--index", bad, code=2))
            self.said(bad, code=2)

    def test_control_characters_in_a_panel_of_others_are_damage(self):
        shutil.copy(PANEL, self.path("w.h5"))
        with h5py.File(self.path("w.h5"), "r+") as f:
            names = list(f["unit/name_vi"].asstr()[:])
            del f["unit/name_vi"]
            f["unit/name_vi"] = [names[0] + "\x1b[2J"] + names[1:]
        self.assertIn("damaged", self.said("show", "w.h5", "--unsealed"))

    def test_marks_of_old_workbooks_become_blanks(self):
        sheet = ('<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData><row r="1">'
                 '<c r="A1" t="inlineStr"><is><t>unit</t></is></c><c r="B1" t="inlineStr"><is><t>TOTAL</t></is></c></row><row r="2">'
                 '<c r="A2" t="inlineStr"><is><t>Lay\x9bThu\x7f</t></is></c><c r="B2"><v>50</v></c></row></sheetData></worksheet>')
        with zipfile.ZipFile(self.path("t.xlsx"), "w") as z:
            z.writestr("xl/workbook.xml", '<workbook xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships">'
                                          '<sheets><sheet name="a" sheetId="1" r:id="r1"/></sheets></workbook>')
            z.writestr("xl/_rels/workbook.xml.rels", '<Relationships><Relationship Id="r1" Target="worksheets/sheet1.xml"/></Relationships>')
            z.writestr("xl/worksheets/sheet1.xml", sheet)
        words = self.said("import", self.package(), self.path("t.xlsx"), "--index", "IX", "--year", "2021", "-o", "p.h5")
        self.assertRegex(words, "unknown unit 'Lay  Thu")

    def test_names_that_are_formulas_are_said(self):
        for start in "=+-@":
            with self.subTest(start):
                name = start + "cmd|' /C calc'!A0"
                words = self.said("import", self.package({"units.csv": SMALL["units.csv"].replace("Lai Thử", name)}), "-o", "p.h5", code=0)
                self.assertIn("begin as a formula of a spreadsheet does (the first: '" + name + "'", words)
                with h5py.File(self.path("p.h5")) as f:
                    self.assertIn(name.encode(), list(f["unit/name_vi"]))
        self.assertNotIn("formula", self.said("import", self.package(), "-o", "p.h5", code=0))

    def test_markup_in_names_is_text_everywhere(self):
        self.import_(self.package({"units.csv": SMALL["units.csv"].replace("Hà Thử,", MARKED + ",")}))
        with open(os.path.join(os.environ["SRC"], "tests/failure/small-result.json"), encoding="utf-8") as f:
            result = f.read()
        name = json.loads(result)["result"]["unit_name"]
        self.write("r.json", result.replace(json.dumps(name, ensure_ascii=False), json.dumps(MARKED, ensure_ascii=False)))
        for ending in ("md", "html", "csv"):
            done = self.run_command("report", "r.json", "--lang", "vi", "-o", "page." + ending)
            self.assertEqual(done.returncode, 0, done.stderr)
            with open(self.path("page." + ending), encoding="utf-8") as f:
                page = f.read()
            self.assertIsNone(CONTROL.search(page))
            if ending == "md":
                self.assertIn(r"Hà \*Thử\* \<b\>1\</b\> \[x\](http://e) \| \`c\` \_d\_", page)
            if ending == "html":
                self.assertNotIn("<b>1</b>", page)
                self.assertIn("&lt;b&gt;1&lt;/b&gt;", page)


if __name__ == "__main__":
    unittest.main()
