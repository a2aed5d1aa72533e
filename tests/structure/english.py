#!/usr/bin/env python3
"""english.py ENGINE_DIR: English for people stands in messages/, beside its Vietnamese. A literal with three English words in a row
elsewhere is a word that is read, a name of the data, or a reason for programs; the files that hold such, and why, are listed here, and
a line without use is refused."""
import re
import sys

from texts import find_texts

STATUS = "a status of the JSON, which pages have in words (render/page_words.c)"
HEADS = "heads and words of tables, which are read"
GOAL = "words that are read in a goal"
ESTIMATE = "a convention of an estimate, as papers name it; a value of the JSON"
FILE = "a label in a file for programs"
REASON = "why a number of the JSON is null: for programs, in English as the names beside it"
ALLOWED = {
    "attain/rank_at.c": STATUS,
    "complete/complete.c": STATUS,
    "simulate/results.c": STATUS,
    "panel/store_cubes.c": STATUS,
    "backtest/predictions.c": HEADS,
    "effects/adoption.c": HEADS,
    "import/heads.c": HEADS,
    "import/node_names.c": HEADS,
    "import/read_units.c": HEADS,
    "import/resource.c": HEADS,
    "import/titles.c": HEADS,
    "panel/record.c": HEADS,
    "scenario/agencies.c": HEADS,
    "scenario/score_form.c": HEADS,
    "sheet/table_rows.h": HEADS,
    "goal/goal_names_units.c": GOAL,
    "goal/goal_normalise.c": GOAL,
    "goal/goal_qualifiers.c": GOAL,
    "goal/goal_names_vi.c": GOAL,
    "goal/goal_pattern.c": GOAL,
    "goal/goal_words_en.c": GOAL,
    "goal/goal_words_vi.c": GOAL,
    "panel/unit_names.c": "words that are read before the name of a unit",
    "cli/main.c": "the licence, as programs print it",
    "effects/bacon.c": ESTIMATE,
    "effects/trend_limits.c": ESTIMATE,
    "estimate/model.c": "lists of words of the command",
    "export/dta.c": FILE,
    "export/export_dta.c": FILE,
    "import/synth.c": FILE,
    "panel/merged_panel.c": FILE,
    "panel/samples.c": FILE,
    "panel/store.h": FILE,
    "render/docx_parts.c": FILE,
    "forecast/fit_memo.c": "the key of what is kept",
    "intervene/panel_memo.c": "the key of what is kept",
    "num/simd_lanes.h": "words of a compiler",
    "simulate/gamma_table.c": "an assertion",
    "report/plan_json.c": "a condition of a plan, which stands beside its Vietnamese",
    "report/report_backtest.c": REASON,
    "report/report_complete.c": REASON,
    "report/effect_doubts_json.c": REASON,
    "report/report_forecast.c": REASON,
    "report/report_rank.c": REASON,
    "report/report_show.c": REASON,
    "report/report_simulate.c": REASON,
    "report/report_verification.c": REASON,
}
WORDS = re.compile(r"(?:^|[\" (,;:])[A-Za-z]{2,}[,;:]? (?:%[\w.*]+ )*[a-z]{2,}[,;:]? (?:%[\w.*]+ )*[a-z]{2,}")

bad, seen = 0, set()
for name, line, text, before in find_texts(sys.argv[1]):
    if not WORDS.search(text):
        continue
    if re.search(r"tbi_no_memory\(\w*, *$|\.example =\s*$|\b(KEY|WHAT)\[\] = *$", before):
        continue  # what memory was for; a command's example; the key of what is kept from run to run
    seen.add(name)
    if name not in ALLOWED:
        print(f"{name}:{line}: English outside messages/: {text}")
        bad = 1
for name in sorted(set(ALLOWED) - seen):
    print(f"{name}: has no English: strike it out of the list")
    bad = 1
sys.exit(bad)
