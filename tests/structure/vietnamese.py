#!/usr/bin/env python3
"""vietnamese.py ENGINE_DIR: Vietnamese for people stands in messages/, beside its English. A literal with a Vietnamese letter elsewhere
is a word that is read, a name, or data; the files that hold such words, and why, are listed here, and a line without use is refused."""
import pathlib
import re
import sys

ALLOWED = {
    "goal/goal_describe.c": "a goal is written from words, one grammar a language",
    "goal/goal_words_vi.c": "words that are read",
    "goal/goal_error.c": "the Vietnamese half has an argument in its own language",
    "import/look_up.c": "the Vietnamese half has an argument in its own language",
    "panel/find_indicator.c": "the Vietnamese half has an argument in its own language",
    "sheet/sheet.c": "the Vietnamese half has an argument in its own language",
    "attain/resolve.c": "the English half also carries a reason",
    "intervene/sensitivity.c": "the English half is the reason of another stage",
    "lever/historical_change.c": "none and too few are one sentence in English",
    "lever/lever.c": "the English half is shared with a look-up",
    "import/synth.c": "data that it writes",
    "import/heads.c": "heads that may stand in a table",
    "import/wide_table.c": "letters of a file's name",
    "export/export_template.c": "heads of the sheet that it writes, in both languages at once",
    "lever/agency_name.c": "words that are read in an agency's name",
    "panel/known_panel.c": "a source, in both languages at once",
    "plan/annex.c": "words that are read",
    "scenario/clauses.c": "words that are read between goals",
    "scenario/score_rows.c": "the word of a sum as sheets print it",
    "cli/cmd_standing.c": "a name in an example",
    "render/map.c": "names of islands",
    "render/svg.c": "texts of an axis, a row a language",
    "render/table_backtest.c": "heads, a row a language",
    "render/table_estimate.c": "heads, a row a language",
    "render/table_verification.c": "heads, a row a language",
    "report/vega_json.c": "a name of a chart's data, the same in both languages",
}
LETTER = re.compile("[ăâđêôơưĂÂĐÊÔƠƯà-öø-ỹÀ-ÖØ-Ý]")
TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:[^'\\\n]|\\.)+'|(\"(?:[^\"\\\n]|\\.)*\")", re.S)
NAMES = re.compile("Hà Nội|Sobol'")

engine = pathlib.Path(sys.argv[1])
bad, seen = 0, set()
for path in sorted(engine.glob("*/*.[ch]")):
    name = path.relative_to(engine).as_posix()
    if name.startswith("messages/"):
        continue
    source = path.read_text(encoding="utf-8")
    for token in TOKEN.finditer(source):
        if token.group(1) and LETTER.search(NAMES.sub("", token.group(1))):
            seen.add(name)
            if name not in ALLOWED:
                print(f"{name}:{source.count(chr(10), 0, token.start()) + 1}: Vietnamese outside messages/: {token.group(1)}")
                bad = 1
for name in sorted(set(ALLOWED) - seen):
    print(f"{name}: has no Vietnamese: strike it out of the list")
    bad = 1
sys.exit(bad)
