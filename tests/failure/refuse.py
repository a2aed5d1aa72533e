"""Whole commands with one request for memory refused: refuse.py COMMAND SOURCE PANEL [--every N | --all] [NAME...]

COMMAND is the command with refuse.c linked in. Each command below is run once to count its requests, then with the k-th
refused, for some k (as many as --points, spread evenly, the suite's 5) or all. Right is: exit 1 and a sentence that there is
no memory, or exit 0 and the very bytes of the run that was refused nothing. Never a signal, another code, other bytes,
another reason, or a file."""
import argparse
import os
import shutil
import subprocess
import sys
import tempfile

RUN = ["run", "{src}/datasets/scenarios/lai-chau-2022.json", "--panel", "{panel}", "--draws", "100", "-q"]
ASK = ["--panel", "{panel}", "--unit", "Lai Châu", "--origin", "2021", "--year", "2022", "--draws", "100", "-q"]
COMMANDS = {
    "show": ["show", "{panel}"],
    "show table": ["show", "{panel}", "-t"],
    "show missing": ["show", "{panel}", "--missing", "--index", "PAPI", "--year", "2022"],
    "rank": ["rank", "{panel}", "--index", "PAPI", "--year", "2022"],
    "rank table": ["rank", "{panel}", "--index", "PCI", "--year", "2021", "-t"],
    "import": ["import", "{src}/tests/failure/small.csv", "-q", "-o", "{tmp}/out"],
    "import package": ["import", "{src}/datasets/datapackage.json", "-q", "-o", "{tmp}/out"],
    "export csv": ["export", "{panel}", "--index", "PAPI", "-q", "-o", "{tmp}/out.csv"],
    "export xlsx": ["export", "{panel}", "--index", "SIPAS", "-q", "-o", "{tmp}/out.xlsx"],
    "export dta": ["export", "{panel}", "--index", "SIPAS", "-q", "-o", "{tmp}/out.dta"],
    "estimate": ["estimate", "{panel}", "PAPI ~ PCI | unit + year"],
    "estimate table": ["estimate", "{panel}", "PAPI ~ PCI | unit + year", "-t"],
    "forecast": ["forecast", "{panel}", "--index", "PAPI", "--origin", "2022", "--year", "2023", "--draws", "400"],
    "forecast table": ["forecast", "{panel}", "--index", "PAPI", "--origin", "2022", "--year", "2023", "--draws", "400", "-t"],
    "simulate": ["simulate", "{panel}", "--index", "PAPI", "--year", "2022", "--draws", "100", "--samples", "0", "--noise", "none"],
    "simulate table": ["simulate", "{panel}", "--index", "PAPI", "--year", "2022", "--draws", "100", "--samples", "16", "-t"],
    "standing": ["standing", "{panel}", "--unit", "Lai Châu", "--year", "2022"],
    "standing table": ["standing", "{panel}", "--unit", "Lai Châu", "--year", "2022", "-t"],
    "intervene": ["intervene", *ASK, "--goal", "PAPI: +5 ranks"],
    "intervene table": ["intervene", *ASK, "--goal", "PAPI: +5 ranks", "--goal", "PCI: top 20", "-t"],
    "intervene levers": ["intervene", *ASK, "--goal", "PAR: tốp 30", "--levers", "{src}/datasets/levers.csv", "--budget", "2"],
    "run": RUN,
    "run table": [*RUN, "-t"],
    "run words": ["run", *ASK, "--goal", "PAPI: +5 ranks"],
    "report html": ["report", "{src}/tests/failure/small-result.json", "-o", "{tmp}/out.html"],
    "report md": ["report", "{src}/tests/failure/small-result.json", "-o", "{tmp}/out.md"],
    "report csv": ["report", "{src}/tests/failure/small-result.json", "-o", "{tmp}/out.csv"],
    "report xlsx": ["report", "{src}/tests/failure/small-result.json", "-o", "{tmp}/out.xlsx"],
    "report docx": ["report", "{src}/tests/failure/small-result.json", "-o", "{tmp}/out.docx"],
    "synth": ["synth", "-q", "-o", "{tmp}/out", "--units", "10", "--years", "5"],
}
WORDS = ("no memory", "out of memory", "not enough memory", "hết bộ nhớ", "không đủ bộ nhớ")


class Refusal:
    def __init__(self, args):
        self.args = args
        self.bad = []

    def run(self, words, at=0):
        """(code, bytes of standard output and of every file written, standard error, requests)."""
        tmp = tempfile.mkdtemp()
        env = dict(os.environ, LC_ALL="C.UTF-8", OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1", TANGBAC_REFUSE_COUNT=tmp + ".count",
                   TANGBAC_REFUSE_AT=str(at))
        line = [w.format(src=self.args.source, panel=self.args.panel, tmp="/proc/self/cwd") for w in words]
        try:
            done = subprocess.run([self.args.command, *line], cwd=tmp, capture_output=True, env=env, stdin=subprocess.DEVNULL, timeout=120)
            made = {}
            for folder, _, names in os.walk(tmp):
                for name in names:
                    with open(os.path.join(folder, name), "rb") as f:
                        made[os.path.relpath(os.path.join(folder, name), tmp)] = f.read()
            try:
                with open(tmp + ".count") as f:
                    requests = int(f.read())
            except OSError:
                requests = 0
            return done.returncode, done.stdout, made, done.stderr.decode("utf-8", "replace"), requests
        except subprocess.TimeoutExpired:
            return "does not end", b"", {}, "", 0
        finally:
            shutil.rmtree(tmp)
            if os.path.exists(tmp + ".count"):
                os.unlink(tmp + ".count")

    def say(self, name, k, what, err):
        self.bad.append((name, k, what))
        print(f"{name}: request {k} refused: {what}: {err.strip()[:200]}", flush=True)

    def check(self, name, words):
        code, out, made, err, n = self.run(words)
        if n == 0 and code == 0 and name == "help":
            return 0  # fixed text: nothing to refuse
        if code != 0 or n == 0:
            self.say(name, 0, f"does not work at all, code {code}, {n} requests", err)
            return 0
        points = range(1, n + 1) if self.args.all or n <= self.args.points else sorted(
            {1 + (2 * i + 1) * n // (2 * self.args.points) for i in range(self.args.points)})
        for k in points:
            got = self.run(words, k)
            if got[0] == 0:
                if got[1] != out or list(got[2]) != list(made) or any(got[2][f] != made[f] for f in made if not f.endswith((".xlsx", ".docx", ".dta", "out"))):
                    self.say(name, k, "other bytes and exit 0", got[3])
            elif got[0] != 1:
                self.say(name, k, f"exit {got[0]}", got[3])
            elif not any(w in got[3] for w in WORDS):
                self.say(name, k, "another reason", got[3])
            elif any(made.get(f) != b for f, b in got[2].items()):  # an import is whole before its report is printed
                self.say(name, k, f"left {list(got[2])}", got[3])
            if "(null)" in got[3] or b"(null)" in got[1] or any(b"(null)" in b for b in got[2].values()):
                self.say(name, k, "(null)", got[3])
        return len(points)


def main():
    p = argparse.ArgumentParser(description=__doc__)
    p.add_argument("command")
    p.add_argument("source")
    p.add_argument("panel")
    p.add_argument("--all", action="store_true")
    p.add_argument("--points", type=int, default=5)
    p.add_argument("names", nargs="*")
    args = p.parse_args()
    args.command, args.source, args.panel = map(os.path.abspath, (args.command, args.source, args.panel))
    r = Refusal(args)
    total = sum(r.check(name, words) for name, words in COMMANDS.items() if not args.names or name in args.names)
    print(f"{total} refusals in {len(args.names) or len(COMMANDS)} commands, {len(r.bad)} not answered as they should be")
    sys.exit(bool(r.bad))


if __name__ == "__main__":
    main()
