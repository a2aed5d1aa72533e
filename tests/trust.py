"""Fills the figures of docs/trust.md from runs: trust.py [--build build/release] [--long | --log FILE] [PART...]

Each row of the table has a figure between `<!-- NAME -->` and `<!-- /NAME -->`. Its part below is a command and the line of its output that is the figure; the
date and the processor time of the run are written beside. Without names: every short part, in one go. Long ones (more than a few minutes) run when they are named
or with --long. --log FILE: the figure of one part is taken from what an earlier run of its command printed, and dated by that file. The exit code is 1 when a
command failed; its figure then says so."""
import argparse
import datetime
import os
import re
import resource
import subprocess
import sys

SOURCE = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
PAGE = os.path.join(SOURCE, "docs", "trust.md")
PASSED = r"(\d+% tests passed, \d+ tests failed out of \d+)"


def tests(expression):
    """A part that is tests of the suite."""
    return ["ctest", "--test-dir", "{build}", "-R", expression, "--no-tests=error"], PASSED, False


PARTS = {
    "numbers": tests("hostile_numbers|run_bad_levers|unit.num.dist"),
    "memory": tests("failure.whole_commands|structure.memory"),
    "texts": tests("hostile_texts"),
    "output": tests("output_link"),
    "levers": tests("run_bad_levers"),
    "levels": tests("counted_levels|printed_ends|answer_parts|prior|judge|critical_value|complete.parameters|effects.dates|effects.two_way|sobol_index|rank_sets|cross_index|shrink"),
    "lines": (["/usr/bin/python3", "-B", "tests/mutate/mutate.py", "--check"], r"(\d+ lines stand in the sources)", False),
    "startup": tests("structure.startup"),
    "counts": (["ctest", "--test-dir", "{build}", "-R", "interval_levels"], PASSED, True),
    "refusals": (["/usr/bin/python3", "-B", "tests/failure/refuse.py", "--points", "12", "{build}/tests/tangbac_refusing", ".", "{build}/panel.h5"],
                 r"(\d+ refusals in \d+ commands, \d+ not answered as they should be)", True),
    "panels": (["/usr/bin/python3", "-B", "tests/fuzz/hostile_panels.py", "{build}/tangbac", "{build}/panel.h5", "--count", "5000"], r"(.+)", True),
    "mutants": (["/usr/bin/python3", "-B", "tests/mutate/mutate.py", "--build", "{build}"], r"(\d+ of \d+ seen)", True),
    "races": (["tests/tsan.sh"], r"(\d+ commands with four threads.*: .+)", True),
    "lint": (["tests/lint.sh"], r"(\d+ findings in \d+ files)", True),
    "valgrind": (["tests/valgrind.sh"], r"(\d+ programs under valgrind, \d+ with findings)", True),
    "package": (["tests/install/package.sh", "build/package", "build/package2"], r"(.+)", True),
    "coverage": (["tests/coverage.sh"], r"all +(lines.+)", True),
}


def find_figure(output, pattern):
    """The last line that the pattern finds, blanks made one; None: no line."""
    found = re.findall(pattern, output)
    return re.sub(r" +", " ", found[-1]).replace("|", "\\|") if found else None


def write_figure(name, text):
    with open(PAGE, encoding="utf-8") as f:
        page = f.read()
    marks = re.compile(rf"<!-- {name} -->.*?<!-- /{name} -->", re.S)
    if not marks.search(page):
        raise SystemExit(f"docs/trust.md has no place for '{name}'")
    with open(PAGE, "w", encoding="utf-8") as f:
        f.write(marks.sub(lambda _: f"<!-- {name} -->{text}<!-- /{name} -->", page))


def run_part(name, build):
    """Runs the command of a part and writes its figure; true when it went well."""
    command, pattern, _ = PARTS[name]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run([w.format(build=build) for w in command], cwd=SOURCE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    spent = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    figure = find_figure(done.stdout.decode("utf-8", "replace"), pattern)
    good = done.returncode == 0 and figure is not None
    text = figure or f"the command failed with code {done.returncode}"
    print(f"{name}: {text}", flush=True)
    write_figure(name, f"{text} ({datetime.date.today()}, {spent:.0f} s)")
    return good


def main():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("--build", default="build/release")
    p.add_argument("--long", action="store_true", help="the long parts too")
    p.add_argument("--log", help="what an earlier run of the part printed")
    p.add_argument("parts", nargs="*", metavar="PART", choices=[[], *PARTS], help=", ".join(PARTS))
    args = p.parse_args()
    names = args.parts or [n for n, part in PARTS.items() if args.long or not part[2]]
    if args.log:
        if len(args.parts) != 1:
            p.error("--log is of one part")
        with open(args.log, encoding="utf-8", errors="replace") as f:
            figure = find_figure(f.read(), PARTS[names[0]][1])
        if figure is None:
            raise SystemExit(f"{args.log} has no figure of '{names[0]}'")
        write_figure(names[0], f"{figure} ({datetime.date.fromtimestamp(os.path.getmtime(args.log))})")
        return
    good = [run_part(name, args.build) for name in names]
    sys.exit(not all(good))


if __name__ == "__main__":
    main()
