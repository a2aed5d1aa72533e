#!/usr/bin/env python3
"""vietnamese.py ENGINE_DIR: Vietnamese for people stands in messages/, beside its English. A literal with a Vietnamese letter elsewhere
is a word that is read, a name, or data; the files that hold such words, and why, are listed here, and a line without use is refused."""
import re
import sys

from texts import find_texts

ALLOWED = {
    "goal/goal_describe.c": "words that are read before the name of an index",
    "goal/goal_words_vi.c": "words that are read in a goal",
    "lever/agency_name.c": "words that are read in an agency's name",
    "plan/annex.c": "words that are read in a plan's cell: no quantity is given",
    "scenario/clauses.c": "words that are read between goals",
    "scenario/score_rows.c": "the word of a sum as sheets print it, which is read",
    "import/wide_table.c": "letters of a file's name, which are read",
    "cli/cmd_standing.c": "the name of a province in an example",
}
LETTER = re.compile("[ăâđêôơưĂÂĐÊÔƠƯà-öø-ỹÀ-ÖØ-Ý]")
NAMES = re.compile("Hà Nội|Sobol'")

bad, seen = 0, set()
for name, line, text, _ in find_texts(sys.argv[1]):
    if LETTER.search(NAMES.sub("", text)):
        seen.add(name)
        if name not in ALLOWED:
            print(f"{name}:{line}: Vietnamese outside messages/: {text}")
            bad = 1
for name in sorted(set(ALLOWED) - seen):
    print(f"{name}: has no Vietnamese: strike it out of the list")
    bad = 1
sys.exit(bad)
