"""Does the suite see a broken line? mutate.py --build build/release [--from N] [--to N] [FILE...]

lines.txt lists statistical lines of every folder, what each becomes, and the tests that should see it. One at a time: the
source is copied with the line broken, compiled alone with its own flags, and put before the archive when the tests are
linked (a linker takes the first definition), so that no mutant touches the tree or the build. A mutant is seen when a test
fails, crashes or does not end. Every test must pass with the sources as they are. The last line is the count; the exit code
is 0 when at least 95 of 100 are seen."""
import argparse
import json
import os
import shlex
import shutil
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SOURCE = os.path.dirname(os.path.dirname(HERE))


def read_lines(path):
    with open(path, encoding="utf-8") as f:
        for line in f:
            if line.strip() and not line.startswith("# "):
                name, old, new, tests = line.rstrip("\n").split("|", 3)[:4]
                yield name, old, new, tests.split()


def broken(text, old, new):
    """The text with the k-th `old#k` (or the only `old`) replaced."""
    k = 1
    if "#" in old and old.rsplit("#", 1)[1].isdigit():
        old, k = old.rsplit("#", 1)[0], int(old.rsplit("#", 1)[1])
    at = -1
    for _ in range(k):
        at = text.find(old, at + 1)
        if at < 0:
            raise SystemExit(f"lines.txt is out of date: '{old}' is not there")
    return text[:at] + new + text[at + len(old):]


class Mutants:
    def __init__(self, build):
        self.build = os.path.abspath(build)
        with open(os.path.join(build, "compile_commands.json"), encoding="utf-8") as f:
            self.flags = {c["file"]: c["command"] for c in json.load(f) if c["file"].startswith(SOURCE + "/engine/")}
        self.links = {}
        # a build that goes on meanwhile must not change what is judged
        self.own = tempfile.TemporaryDirectory()
        self.archive = shutil.copy(os.path.join(self.build, "engine", "libtangbac.a"), self.own.name)

    def link_line(self, test):
        """The words that link a test program, and where among them the archive stands."""
        if test not in self.links:
            target = "tests/test_" + test.replace(".", "_")
            done = subprocess.run(["ninja", "-t", "commands", "-s", target], cwd=self.build, capture_output=True, text=True, check=True)
            words = shlex.split(done.stdout.strip().splitlines()[-1])
            words = words[words.index("&&") + 1:] if "&&" in words else words
            words = words[:words.index("&&")] if "&&" in words else words
            self.links[test] = words
        return list(self.links[test])

    def compile(self, name, text, folder):
        """Returns the object, or None with the reason printed."""
        source = os.path.join(SOURCE, "engine", name)
        words = shlex.split(self.flags[source])
        if "ccache" in words[0]:
            words = words[1:]
        copy = os.path.join(folder, os.path.basename(name))
        with open(copy, "w", encoding="utf-8") as f:
            f.write(text)
        out = copy[:-2] + ".o"
        words = ["-w" if w == "-Werror" else w for w in words if not w.startswith("-M")]
        clean, skip = [], False
        for i, w in enumerate(words):
            if skip:
                skip = False
            elif w in ("-o", "-MF", "-MT"):
                skip = True
            elif w.endswith((".o.d", ".c.o")):
                continue
            elif w == source:
                clean.append(copy)
            else:
                clean.append(w)
        done = subprocess.run([*clean, "-o", out], cwd=self.build, capture_output=True, text=True)
        if done.returncode != 0:
            print(f"{name}: does not compile: {done.stderr.strip().splitlines()[0]}")
            return None
        return out

    def passes(self, test, mutant, folder):
        words = self.link_line(test)
        program = os.path.join(folder, "test")
        words[words.index("-o") + 1] = program
        at = next(i for i, w in enumerate(words) if w.endswith("libtangbac.a"))
        words[at:at + 1] = [self.archive] if mutant is None else [mutant, self.archive]
        subprocess.run(words, cwd=self.build, check=True, capture_output=True)
        try:
            return subprocess.run([program], cwd=self.build, capture_output=True, timeout=300).returncode == 0
        except subprocess.TimeoutExpired:
            return False

    def seen_by(self, name, old, new, tests):
        """The test that sees it, None, or "" when it cannot be compiled."""
        with open(os.path.join(SOURCE, "engine", name), encoding="utf-8") as f:
            text = f.read()
        with tempfile.TemporaryDirectory() as folder:
            mutant = self.compile(name, broken(text, old, new), folder)
            if mutant is None:
                return ""
            for test in tests:
                if not self.passes(test, mutant, folder):
                    return test
        return None


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("--build", default=os.path.join(SOURCE, "build", "release"))
    p.add_argument("--from", type=int, default=1, dest="first")
    p.add_argument("--to", type=int, default=10**6)
    p.add_argument("--check", action="store_true", help="only whether every line still stands in the sources")
    p.add_argument("--no-whole", action="store_true", help="do not run the tests on the sources as they are first")
    p.add_argument("names", nargs="*", help="only these files, or folders")
    args = p.parse_args()
    lines = [(i, row) for i, row in enumerate(read_lines(os.path.join(HERE, "lines.txt")), 1)
             if args.first <= i <= args.to and (not args.names or any(row[0].startswith(n) for n in args.names))]
    if args.check:
        for _, (name, old, new, _) in lines:
            with open(os.path.join(SOURCE, "engine", name), encoding="utf-8") as f:
                broken(f.read(), old, new)
        print(f"{len(lines)} lines stand in the sources")
        return
    tests = sorted({t for _, row in lines for t in row[3]})
    subprocess.run(["cmake", "--build", args.build, "--target", *["test_" + t.replace(".", "_") for t in tests]], check=True,
                   stdout=subprocess.DEVNULL)
    m = Mutants(args.build)
    if not args.no_whole:
        with tempfile.TemporaryDirectory() as folder:
            for t in tests:
                if not m.passes(t, None, folder):
                    raise SystemExit(f"{t} fails on the sources as they are")
    seen = 0
    for i, (name, old, new, its) in lines:
        by = m.seen_by(name, old, new, its)
        seen += bool(by)
        print(f"{i:3d} {name}: {old} -> {new}: {'seen by ' + by if by else 'DOES NOT COMPILE' if by == '' else 'NOT SEEN'}", flush=True)
    print(f"{seen} of {len(lines)} seen")
    sys.exit(seen < 0.95 * len(lines))


if __name__ == "__main__":
    main()
