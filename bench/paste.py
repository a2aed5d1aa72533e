#!/usr/bin/python3
# paste.py - puts what comes on standard input between two marks of a page, in place of what is there:
# <!-- NAME: from here --> and <!-- NAME: to here -->. Nothing on standard input leaves the page alone.
# usage: bench/held_out.py | bench/paste.py "held out" docs/evidence.md
import sys

name, path = sys.argv[1:3]
table = sys.stdin.read().strip("\n")
first, last = f"<!-- {name}: from here -->\n", f"<!-- {name}: to here -->"
with open(path, encoding="utf-8") as page:
    text = page.read()
if not table or text.count(first) != 1 or text.count(last) != 1:
    sys.exit(f"{path}: nothing pasted: {'no such marks' if table else 'standard input is empty'}")
before, rest = text.split(first)
with open(path, "w", encoding="utf-8") as page:
    page.write(f"{before}{first}{table}\n{last}{rest.split(last)[1]}")
