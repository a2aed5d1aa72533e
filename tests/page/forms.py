"""Every form of a page: do they tell the same, do names stay text, is the document one that a word processor opens, is the map a map?

usage: forms.py TANGBAC SOURCES PANEL"""
import csv
import html
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unittest
import zipfile
from xml.etree import ElementTree

TANGBAC, SOURCE, PANEL = sys.argv[1:4]
NASTY = "<b>\"'|&😀 & Sở"


def run(*arguments, cwd=None):
    done = subprocess.run([TANGBAC, *arguments], capture_output=True, cwd=cwd, env={**os.environ, "LANG": "C.UTF-8"})
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode()


def contrast(one, other):
    """Of two colours "#rrggbb", by WCAG 2."""
    def light(colour):
        parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = [c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts]
        return 0.2126 * r + 0.7152 * g + 0.0722 * b
    low, high = sorted([light(one), light(other)])
    return (high + 0.05) / (low + 0.05)


class Forms(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory()
        cls.at = staticmethod(lambda name: os.path.join(cls.folder.name, name))
        with open(cls.at("l.csv"), "w", encoding="utf-8") as f:
            w = csv.writer(f)
            w.writerow(["id", "name_vi", "agency_vi", "component", "mean", "sd"])
            w.writerow(["=1+1", "=cmd|' /C calc'!A0 " + NASTY, NASTY, "PAPI.D5", "0.5", "0.1"])
            w.writerow(["b", "Minh bạch", "Sở Nội vụ", "PAPI.D2", "0.4", "0.1"])
        run("run", "--panel", PANEL, "--unit", "12", "--origin", "2021", "--year", "2022", "--goal", "PAPI: tăng 5 bậc", "--goal", "PAPI: tốp 20", "--levers", cls.at("l.csv"),
            "--budget", "2", "--draws", "2000", "-q", "-o", cls.at("r.json"))
        for ending in ("html", "md", "csv", "xlsx", "docx"):
            run("report", cls.at("r.json"), "-o", cls.at("b." + ending))
        run("report", cls.at("r.json"), "-o", cls.at("charts/"))

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def read_bytes(self, name):
        with open(self.at(name), "rb") as f:
            return f.read()

    def read(self, name):
        with open(self.at(name), encoding="utf-8") as f:
            return f.read()

    def document(self, name="b.docx"):
        with zipfile.ZipFile(self.at(name)) as z:
            for part in z.namelist():
                if part.endswith((".xml", ".rels")):
                    ElementTree.fromstring(z.read(part))  # well-formed
            return z.read("word/document.xml").decode(), z.namelist(), z.read("word/styles.xml").decode()

    def test_every_form_has_all_of_it(self):
        xml, _, _ = self.document()
        page = {"html": self.read("b.html"), "md": self.read("b.md"), "docx": xml}
        for form, text in page.items():
            for words in ("Lai Châu: chỉ tiêu năm 2022", "từ hạng 30 lên hạng 25 trở lên", "Phương án chung cho mọi chỉ tiêu", "Phụ lục: phương án của Lai Châu năm 2022", "Cùng lúc đạt tất cả các chỉ tiêu",
                          "Minh bạch", "giả định của người dùng", "Dành cho người chạy công cụ"):
                self.assertIn(words, text, form)
        result = json.loads(self.read("r.json"))["result"]
        shown = "%.0f trong 100" % (100 * result["goals"][0]["chance_without_action"])
        for form, text in page.items():
            self.assertIn(shown, text, form)

    def test_names_stay_text(self):
        self.assertNotIn("<b>\"", self.read("b.html"))
        self.assertIn("&lt;b&gt;&quot;&#39;|&amp;😀", self.read("b.html"))
        for line in self.read("b.md").splitlines():
            self.assertFalse(re.search(r"(?<!\\)<b>", line), line)
            if line.startswith("|") and "😀" in line:
                self.assertIn("\\|", line)
        rows = list(csv.reader(io.StringIO(self.read("b.csv").lstrip("\ufeff"))))
        self.assertEqual({len(r) for r in rows}, {len(rows[0])})
        self.assertFalse([c for r in rows for c in r if c[:1] in "=+@" and c[:1]])
        self.assertIn("&lt;b&gt;", self.document()[0])

    def test_csv_for_excel(self):
        with open(self.at("b.csv"), "rb") as f:
            self.assertTrue(f.read().startswith(b"\xef\xbb\xbf"))
        rows = list(csv.DictReader(io.StringIO(self.read("b.csv").lstrip("\ufeff"))))
        self.assertEqual(rows[0]["Tỉnh, thành phố"], "Lai Châu (12)")
        self.assertIn("Cơ quan chủ trì", rows[0])
        plans = [r for r in rows if r["Dòng"] == "phương án"]
        self.assertEqual(len(plans), 3)
        self.assertIn("Minh bạch", plans[-1]["Giải pháp"])

    def test_native_charts(self):
        """Bars begin at the left, with the first row on top; the best place of a line is on top."""
        with zipfile.ZipFile(self.at("b.xlsx")) as z:
            charts = [z.read(n).decode() for n in z.namelist() if n.startswith("xl/charts/chart")]
        turned = {kind: {(re.search(r"<c:catAx>.*?orientation val=\"(\w+)\"", c, re.S)[1], re.search(r"<c:valAx>.*?orientation val=\"(\w+)\"", c, re.S)[1]) for c in charts if "<c:%sChart>" % kind in c}
                  for kind in ("bar", "line")}
        self.assertEqual(turned["bar"], {("maxMin", "minMax")})
        self.assertIn(("minMax", "maxMin"), turned["line"])

    def test_the_workbook_on_paper(self):
        """Across A4, as wide as can be read, the heads on each sheet; rows as high as their longest text."""
        with zipfile.ZipFile(self.at("b.xlsx")) as z:
            book = z.read("xl/workbook.xml").decode()
            sheets = [z.read(n).decode() for n in z.namelist() if n.startswith("xl/worksheets/sheet")]
        self.assertEqual(book.count("_xlnm.Print_Titles"), len(sheets))
        for s in sheets:
            self.assertRegex(s, r'<pageSetup paperSize="9"[^>]*orientation="landscape"')
            self.assertIn('<pageSetUpPr fitToPage="1"/>', s)
        self.assertTrue([s for s in sheets if 'customHeight="1"' in s])

    def test_the_document(self):
        xml, parts, styles = self.document()
        self.assertIn('w:ascii="Times New Roman"', styles)
        self.assertIn('<w:sz w:val="26"/>', styles)
        self.assertIn('w:w="11906" w:h="16838"', xml)
        self.assertIn('w:w="16838" w:h="11906" w:orient="landscape"', xml)
        self.assertTrue([p for p in parts if p.startswith("word/media/")])
        self.assertEqual(xml.count("<w:titlePg/>"), 1)  # the first page alone has no number
        annex = xml[xml.index("Phụ lục: phương án"):]
        for head in ("Cơ quan chủ trì", "Bắt đầu", "Tác động, điểm (90%)", "Theo dõi qua"):
            self.assertIn(head, annex)
        first = self.read_bytes("b.docx")
        run("report", self.at("r.json"), "-o", self.at("again.docx"))
        self.assertEqual(first, self.read_bytes("again.docx"))
        run("report", self.at("r.json"), "-o", self.at("short.docx"), "--short")
        self.assertNotIn("landscape", self.document("short.docx")[0])

    @unittest.skipUnless(shutil.which("soffice") and shutil.which("pdfinfo"), "LibreOffice is missing")
    def test_libreoffice_opens_them(self):
        """The brief, its first sheet, and that of every scenario, in one start of the word processor. Up to twelve goals: the
        short document is one sheet, and says what is left out."""
        run("report", self.at("r.json"), "-o", self.at("short.docx"), "--short")
        folder = os.path.join(SOURCE, "datasets", "scenarios")
        names = [n[:-5] for n in sorted(os.listdir(folder))]
        for name in names:
            run("run", os.path.join(folder, name + ".json"), "--panel", PANEL, "--draws", "400", "-q", "-o", self.at(name + ".json"))
            run("report", self.at(name + ".json"), "-o", self.at(name + ".docx"), "--short")
        subprocess.run(["soffice", "-env:UserInstallation=file://" + self.at("profile"), "--headless", "--convert-to", "pdf", "--outdir", self.folder.name,
                        *[self.at(n + ".docx") for n in ["b", "short", *names]]], check=True, capture_output=True, timeout=300)
        for name in ("b", "short"):
            self.assertLessEqual(self.count_sheets(name), 15 if name == "b" else 1, name)
            fonts = subprocess.run(["pdffonts", self.at(name + ".pdf")], capture_output=True, text=True, check=True).stdout
            self.assertRegex(fonts, r"LiberationSerif|TimesNewRoman", "sheets are counted with the metrics of Times New Roman: install fonts-liberation2 (the first has no stacked diacritics)")
        for name in names:
            with self.subTest(scenario=name):
                self.assertEqual(self.count_sheets(name), 1)
                with open(self.at(name + ".json"), encoding="utf-8") as f:
                    goals = json.load(f)["result"]["goals"]
                self.assertEqual("xem chi tiết" in self.document(name + ".docx")[0], len(goals) > 4)
                self.read_aloud(name)
                self.labels_stand_apart(name)
                self.nothing_twice(name)
                self.sources_by_rank(name)

    def nothing_twice(self, name):
        """No table and, within a section, no sentence comes twice; no title of a picture is a code; contents lead to what is there."""
        page = self.read(name + ".html")
        bare = re.sub(r'<details.*?</details>|<script.*', "", page, flags=re.S)
        tables = [t for t in re.findall(r"<table.*?</table>", bare, re.S) if t.count("<tr") > 2]
        self.assertEqual(len(tables), len(set(tables)))
        for section in re.findall(r'<section class="detail l2" id="goal-.*?(?=<section class="\w+ l2)', bare, re.S):
            said = [re.sub("<[^>]*>", "", p) for p in re.findall(r"<p(?: class=\"\w+\")?>(.*?)</p>", section, re.S)]
            self.assertEqual(len(said), len(set(said)), [p for p in said if said.count(p) > 1])
        for title in re.findall(r"<figcaption>(.*?)</figcaption>", page):
            self.assertNotRegex(title, r"\b[A-Z]+\.[A-Z0-9_]+\b")
        links = re.findall(r'<a href="#([^"]+)"', page)
        self.assertGreater(len(links), 4)
        self.assertFalse([i for i in links if page.count(' id="%s"' % i) != 1])

    def sources_by_rank(self, name):
        """Official ones first; a paper of a province that has no address is official; what the data read at second hand is not."""
        section = re.search(r'id="sources">(.*?)</section>', self.read(name + ".html"), re.S)
        lines = re.findall(r"<li>(.*?)</li>", section.group(1)) if section else []
        marks = ["nguồn chính thức" in line for line in lines]
        self.assertEqual(marks, sorted(marks, reverse=True))
        for line, official in zip(lines, marks):
            self.assertEqual(official, bool(re.search(r"papi\.org\.vn|pcivietnam|\.gov\.vn", line) or ("http" not in line and re.match("UBND|Tỉnh ủy", line))), line)
            self.assertNotIn("yearly", line)

    def count_sheets(self, name):
        info = subprocess.run(["pdfinfo", self.at(name + ".pdf")], capture_output=True, text=True, check=True).stdout
        self.assertRegex(info, r"595\.\d+ x 84[12]\.\d+ pts|595 x 842")
        return int(re.search(r"Pages: +(\d+)", info).group(1))

    def labels_stand_apart(self, name):
        """Words of a chart never stand in one another: boxes of 6.2 by 9 units a letter, where the font is 12.5 high."""
        for picture in re.findall(r"<svg .*?</svg>", self.read(name + ".html"), re.S):
            boxes = []
            deep = [float(b[1]) + float(b[2]) for b in re.finditer(r'<rect [^>]*y="([-0-9.]+)"[^>]*height="([-0-9.]+)"', picture)]
            self.assertLessEqual(max(deep, default=0), float(re.search(r'viewBox="0 0 \d+ (\d+)"', picture)[1]) - 10, "a bar over the axis")
            for t in re.finditer(r'<text x="([-0-9.]+)" y="([-0-9.]+)" text-anchor="(\w+)"([^>]*)>([^<]*)</text>', picture):
                high = float((re.search(r'font-size="([0-9.]+)"', t[4]) or [0, 12.5])[1])
                wide = 0.5 * high * len(html.unescape(t[5]))
                left = float(t[1]) - {"start": 0, "middle": wide / 2, "end": wide}[t[3]]
                boxes.append((left, float(t[2]) - 0.72 * high, left + wide, float(t[2]), t[5]))
            for i, a in enumerate(boxes):
                for b in boxes[:i]:
                    self.assertFalse(min(a[2], b[2]) - max(a[0], b[0]) > 1 and min(a[3], b[3]) - max(a[1], b[1]) > 1, "%s over %s" % (a[4], b[4]))

    def read_aloud(self, name):
        """What an official could say to a chairman: sentences, no option, no file, no code; a city is no "tỉnh", and a number never follows a goal as if it were its range."""
        run("report", self.at(name + ".json"), "-o", self.at(name + ".html"), "--lang", "vi")
        front = re.findall(r'<section class="front.*?</section>', self.read(name + ".html"), re.S)
        said = [html.unescape(re.sub("<[^>]*>", "", p)) for s in front for p in re.findall(r"<(?:p|li)(?: class=\"(?:muted|strong|headline|lead)\")?>(.*?)</(?:p|li)>", s, re.S)]
        self.assertGreater(len(said), 3)
        for sentence in said:
            self.assertRegex(sentence, r"[.:]$")
            self.assertNotRegex(sentence, r"--[a-z]|\.(csv|json|html|h5)\b|\bINT[0-9]|\b[A-Z]+\.[A-Z0-9_]+\b|\b(TB_|NaN|null)")
            self.assertNotRegex(sentence, r"\b0,00 (điểm|điểm phần trăm) (để|thì)")
            self.assertNotRegex(sentence, r"(của|cho) tỉnh\b(?! khác)|[0-9]+ – [0-9]+ trong 100|[:;,] *[.]$|: [^.;]*: [^.;]*:")
        # rows of rare places, below one per cent each, never stand one after another
        places = re.findall(r">Khả năng đứng đúng hạng này</th>.*?</table>", self.read(name + ".html"), re.S)
        for table in places:
            rows = re.findall(r"<tr>(.*?)</tr>", table, re.S)
            small = ["&lt;1%" in r and "–" not in re.sub("<[^>]*>", "", r) for r in rows]
            self.assertFalse([i for i in range(1, len(small)) if small[i - 1] and small[i]])

    def test_charts_stand_alone(self):
        names = sorted(os.listdir(self.at("charts")))
        pictures = [n[:-4] for n in names if n.endswith(".svg")]
        self.assertGreaterEqual(len(pictures), 5)
        for name in pictures:
            root = ElementTree.fromstring(self.read("charts/%s.svg" % name))
            self.assertEqual(root.tag, "{http://www.w3.org/2000/svg}svg")
            self.assertEqual(root.get("lang"), "vi")
            self.assertFalse([e for e in root.iter() if e.get("class") or e.get("style")], "a chart that needs the page's style")
            with open(self.at("charts/%s.png" % name), "rb") as f:
                head = f.read(24)
            self.assertEqual(head[:8], b"\x89PNG\r\n\x1a\n")
            self.assertGreaterEqual(int.from_bytes(head[16:20], "big"), 1700)
        specifications = [n for n in names if n.endswith(".vl.json")]
        self.assertGreaterEqual(len(specifications), 4)
        for name in specifications:
            v = json.loads(self.read("charts/" + name))
            self.assertEqual(v["$schema"], "https://vega.github.io/schema/vega-lite/v5.json")
            self.assertTrue(v["data"]["values"])
            self.assertTrue("mark" in v or "layer" in v)

    def test_language_follows_the_goals(self):
        run("run", "--panel", PANEL, "--unit", "12", "--origin", "2021", "--year", "2022", "--goal", "PAPI: top 20", "--draws", "200", "-q", "-o", self.at("en.json"))
        run("report", self.at("en.json"), "-o", self.at("en.html"))
        self.assertIn('<html lang="en">', self.read("en.html"))
        run("report", self.at("en.json"), "-o", self.at("charts-en/"))
        titles = set()

        def walk(o):
            if isinstance(o, dict):
                titles.update([o["title"]] if isinstance(o.get("title"), str) else [])
                [walk(v) for v in o.values()]
            elif isinstance(o, list):
                [walk(v) for v in o]
        for name in os.listdir(self.at("charts-en")):
            if name.endswith(".vl.json"):
                walk(json.loads(self.read("charts-en/" + name)))
        self.assertIn("rank", titles)
        self.assertFalse([t for t in titles if re.search("hạng|năm|khả năng|chi phí", t)], "titles by language")
        run("report", self.at("en.json"), "-o", self.at("vi.html"), "--lang", "vi")
        self.assertIn('<html lang="vi">', self.read("vi.html"))
        run("report", self.at("en.json"), "-o", self.at("vi.csv"), "--lang", "vi")
        self.assertIn(",tốp 20,", self.read("vi.csv"))  # the goal too, as on the page

    def test_no_english_in_vietnamese_members(self):
        def walk(o, path):
            if isinstance(o, dict):
                for k, v in o.items():
                    if k.endswith("_vi") and isinstance(v, str):
                        self.assertFalse(re.search(r"\b(the|measure|which|years|because|cannot)\b", v), path + "." + k + ": " + v)
                    walk(v, path + "." + k)
            elif isinstance(o, list):
                for i, v in enumerate(o):
                    walk(v, "%s[%d]" % (path, i))
        walk(json.loads(self.read("r.json"))["result"]["goals"], "goals")

    def test_terminal_pages_fit(self):
        """Every shipped scenario in 80 columns, every third in 120 too, on a page of at most 60 lines."""
        folder = os.path.join(SOURCE, "datasets", "scenarios")
        for at, name in enumerate(sorted(os.listdir(folder))):
            for width in (80, 120) if at % 3 == 0 else (80,):
                done = subprocess.run([TANGBAC, "run", os.path.join(folder, name), "--panel", PANEL, "--draws", "100", "-q", "-t"], capture_output=True,
                                      env={**os.environ, "LANG": "C.UTF-8", "COLUMNS": str(width)})
                with self.subTest(scenario=name, width=width):
                    self.assertEqual(done.returncode, 0, done.stderr.decode())
                    lines = done.stdout.decode().splitlines()
                    self.assertLessEqual(max(len(line) for line in lines), width)
                    self.assertLessEqual(len(lines), 60)
                    self.assertNotIn("\033", done.stdout.decode())

    def test_the_map_keeps_neighbours(self):
        """At least 70 % of the land borders are between tiles that touch (hexagons, odd rows shifted to the right)."""
        with open(SOURCE + "/datasets/units.csv", encoding="utf-8") as f:
            units = list(csv.DictReader(f))
        successor = {u["unit"]: u["successor"] for u in units if u["valid_to"] == "2024"}
        with open(SOURCE + "/datasets/neighbours.csv", encoding="utf-8") as f:
            borders = {tuple(sorted((r["unit"], r["neighbour_unit"]))) for r in csv.DictReader(f)}
        tiles = {}
        with open(SOURCE + "/datasets/tiles.csv", encoding="utf-8") as f:
            for r in csv.DictReader(f):
                tiles.setdefault(r["set"], {})[r["unit"]] = (int(r["column"]), int(r["row"]))

        def apart(a, b):
            q = (a[0] - (a[1] - a[1] % 2) // 2) - (b[0] - (b[1] - b[1] % 2) // 2)
            r = a[1] - b[1]
            return (abs(q) + abs(r) + abs(q + r)) // 2

        merged = {tuple(sorted((successor[a], successor[b]))) for a, b in borders if successor[a] != successor[b]}
        for name, pairs, count in (("63", borders, 63), ("34", merged, 34)):
            at = tiles[name]
            self.assertEqual((len(at), len(set(at.values()))), (count, count))
            kept = sum(apart(at[a], at[b]) == 1 for a, b in pairs) / len(pairs)
            self.assertGreaterEqual(kept, 0.7, name)
        picture = self.read("charts/map-1.svg")
        tiles = re.findall(r'<path d="[^"]*" fill="(#\w{6})"', picture)
        inks = re.findall(r'<text [^>]*font-size="9.9" fill="(#\w{6})"', picture)
        self.assertEqual(len(tiles), len(inks))
        self.assertGreaterEqual(len(set(tiles)), 5)
        for paper, ink in zip(tiles, inks):
            self.assertGreaterEqual(contrast(paper, ink), 4.5, (paper, ink))
        self.assertIn("Hoàng Sa", picture)
        self.assertIn("Trường Sa", picture)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
