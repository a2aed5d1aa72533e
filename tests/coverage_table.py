"""coverage_table.py BUILD - lines and branches of engine/ that were run, a folder a line, from the counters in BUILD."""
import collections
import json
import os
import subprocess
import sys


def main():
    build = os.path.abspath(sys.argv[1])
    lines = collections.defaultdict(int)  # (file, line) -> times; of all objects that have the file
    branches = collections.defaultdict(int)
    for folder, _, names in os.walk(build):
        notes = [os.path.join(folder, n) for n in names if n.endswith(".gcda")]
        for k in range(0, len(notes), 50):
            done = subprocess.run(["gcov", "--json-format", "--stdout", "-b", *notes[k:k + 50]], cwd=build, capture_output=True, check=True)
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
    table = collections.defaultdict(lambda: [0, 0, 0, 0])
    for counted, at in ((lines, 0), (branches, 2)):
        for key, n in counted.items():
            for row in (table[key[0].split("/")[0]], table["all"]):
                row[at] += n > 0
                row[at + 1] += 1
    if not table:
        sys.exit("no counters: build with the preset coverage and run the tests")
    for folder in sorted(table, key=lambda f: (f == "all", f)):
        run, of, taken, ways = table[folder]
        print(f"{folder:12s} lines {100 * run / max(of, 1):5.1f} %  branches {100 * taken / max(ways, 1):5.1f} %")


if __name__ == "__main__":
    main()
