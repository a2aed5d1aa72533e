"""coverage_table.py BUILD [SOURCE] [--files] [--lines FILE_OR_FOLDER] - lines and branches of engine/ that were run, a folder (or a file) a line, from the
counters in BUILD; with --lines, what was not run of files whose names begin so: the line, and how many of its branches were not taken.

The last column leaves out the branches of lines that guard a request for memory (TB_NEW, an allocation, `refused`, or a tbi_no_memory on the line or on the next
one): they are reached by refusing each request in its turn (tests/failure/refuse.py), which the suite does for a few of them only."""
import collections
import json
import os
import re
import subprocess
import sys


GUARD = re.compile(r"TB_NEW|tbi_(malloc|calloc|realloc|arena_alloc|arena_text\w*|arena_printf|no_memory)|refused|TB_ENOMEM")


def find_guards(source, name):
    """Numbers of the lines that guard a request for memory: such a line, and the condition right before a tbi_no_memory."""
    with open(os.path.join(source, "engine", name), encoding="utf-8") as f:
        text = f.read().splitlines()
    found = set()
    for i, line in enumerate(text, 1):
        if GUARD.search(line) and not line.lstrip().startswith(("*", "/*")):
            found.add(i)
            if "tbi_no_memory" in line:
                found.add(i - 1)
    return found


def list_lines(source, wanted, lines, branches):
    """Line by line: the text of what was not run (0), or with so many branches that were not taken."""
    not_taken = collections.Counter((name, line) for (name, line, _), n in branches.items() if n == 0)
    for name in sorted({n for n, _ in lines if n.startswith(wanted)}):
        guards = find_guards(source, name)
        with open(os.path.join(source, "engine", name), encoding="utf-8") as f:
            text = f.read().splitlines()
        for line in sorted(n for f, n in lines if f == name):
            if lines[name, line] == 0 or not_taken[name, line] > 0:
                what = "not run" if lines[name, line] == 0 else f"{not_taken[name, line]} not taken"
                guard = " (memory)" if line in guards else ""
                print(f"{name}:{line}: {what}{guard}: {text[line - 1].strip()}")


def main():
    build = os.path.abspath(sys.argv[1])
    wanted = sys.argv[sys.argv.index("--lines") + 1] if "--lines" in sys.argv else None
    source = sys.argv[2] if len(sys.argv) > 2 and not sys.argv[2].startswith("--") else os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    whole = "--files" in sys.argv
    lines = collections.defaultdict(int)  # (file, line) -> times; of all objects that have the file
    branches = collections.defaultdict(int)
    for folder, _, names in os.walk(build):
        notes = [os.path.join(folder, n) for n in names if n.endswith(".gcda")]
        for k in range(0, len(notes), 50):
            done = subprocess.run(["gcov", "--json-format", "--stdout", "-b", *notes[k:k + 50]], cwd=build, capture_output=True, check=False)
            for text in done.stdout.decode().splitlines():
                for f in json.loads(text)["files"] if text.startswith("{") else []:
                    name = os.path.abspath(os.path.join(build, f["file"]))
                    at = name.find("/engine/")
                    if at < 0 or name.startswith(build):
                        continue
                    name = name[at + 8:]
                    for line in f["lines"]:
                        lines[name, line["line_number"]] += line["count"]
                        for b, branch in enumerate(line["branches"]):
                            branches[name, line["line_number"], b] += branch["count"]
    if wanted is not None:
        list_lines(source, wanted, lines, branches)
        return
    table = collections.defaultdict(lambda: [0, 0, 0, 0, 0, 0])
    guards = {name: find_guards(source, name) for name, _ in lines}
    for counted, at in ((lines, 0), (branches, 2)):
        for key, n in counted.items():
            for row in (table[key[0] if whole else key[0].split("/")[0]], table["all"]):
                row[at] += n > 0
                row[at + 1] += 1
                if at == 2 and key[1] not in guards[key[0]]:
                    row[4] += n > 0
                    row[5] += 1
    if not lines:
        sys.exit("no counters: build with the preset coverage and run the tests")
    for folder in sorted(table, key=lambda f: (f == "all", f)):
        run, of, taken, ways, kept, kept_ways = table[folder]
        print(f"{folder:{36 if whole else 12}s} lines {100 * run / max(of, 1):5.1f} %  branches {100 * taken / max(ways, 1):5.1f} %  "
              f"but for guards of memory {100 * kept / max(kept_ways, 1):5.1f} % ({kept_ways - kept} not taken)")


if __name__ == "__main__":
    main()
