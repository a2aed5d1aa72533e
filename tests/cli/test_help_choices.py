#!/usr/bin/python3
"""usage: test_help_choices.py TANGBAC PANEL - what help offers, the command takes.

The choices are read out of `help COMMAND`, not listed here: each word of "--option a|b|c", and of the lists in the texts ("of none,minmax,..."), is
given to the command once, in a question that is otherwise answered in a moment, and the command must end well. A command or an option with choices
that this file has no question for is a fault too, so that a new one cannot go untried."""
import re
import subprocess
import sys
import tempfile

TANGBAC, PANEL = sys.argv[1:3]
MODEL = "PAPI.D6 ~ PAPI.D2 + PAPI.D5"
FORMULA = {  # what a method needs beside the usual formula
    "pooled": MODEL, "ridge": MODEL, "bma": MODEL, "fractional": MODEL,
    "iv": "PAPI.D6 ~ PAPI.D5 | unit + year | PAPI.D2 ~ lag(PAPI.D2) + lag(PAPI.D2,2)",
    "gmm": "PAPI.D6 ~ lag(PAPI.D6) + PAPI.D2 | unit + year", "sysgmm": "PAPI.D6 ~ lag(PAPI.D6) + PAPI.D2 | unit + year",
    "hpj": "PAPI.D6 ~ PAPI.D2 | unit",
}
GOAL = ["--panel", PANEL, "--unit", "12", "--origin", "2021", "--year", "2022", "--goal", "PAPI: +5 ranks", "--draws", "100"]
QUESTION = {
    "estimate": [PANEL, MODEL + " | unit + year"],
    "effects": [PANEL, "--measure", "PASC", "--outcome", "PAPI.D5", "--bootstrap", "0", "--permutations", "0"],
    "forecast": [PANEL, "--index", "PAPI", "--origin", "2015", "--draws", "200"],
    "backtest": [PANEL, "--index", "PAPI", "--origins", "2015", "--model", "persistence", "--draws", "200"],
    "evaluate": None,  # a file of predictions, made below
    "simulate": [PANEL, "--index", "PAPI", "--year", "2019", "--draws", "200", "--samples", "0", "--bootstraps", "0"],
    "run": GOAL, "intervene": GOAL,
}
BESIDE = {  # option: word: what it goes with
    ("simulate", "noise", "given"): ["--error", "TOTAL=0.5"],
    ("simulate", "tables", "completed"): ["--index", "PAR", "--year", "2021"],
    ("estimate", "weights", "enumerate"): ["--subset", 'region == "CH"'],
}
LISTS = {("simulate", "normalise"), ("simulate", "aggregate"), ("estimate", "vcov")}


def ask(*words):
    return subprocess.run([TANGBAC, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, timeout=240, check=False)


def offered(command):
    """(option, word) for every word that help COMMAND lists for an option of the command's own."""
    text = ask("--lang", "en", "help", command).stdout.decode("utf-8")
    for line in text.splitlines():
        m = re.match(r"  (?:-\w, |    )--([a-z-]+) ([a-z0-9-]+(?:\|[a-z0-9-]+)+)", line)
        if m:
            yield from ((m.group(1), word) for word in m.group(2).split("|"))
    for m in re.finditer(r"--([a-z-]+) [A-Z]+ +of ([a-z]+(?:,[a-z]+)+)", text):
        yield from ((m.group(1), word) for word in m.group(2).split(","))
    m = re.search(r"--vcov [A-Z]+ +(iid, .*?dk:L)", re.sub(r"\s+", " ", text))
    if m:
        words = m.group(1).replace(" (default)", "").replace("dk:L", "dk:2").split(", ")
        yield from (("vcov", word) for word in words)


def question(command, option, word):
    words = list(QUESTION[command])
    if command == "estimate" and option == "method" and word in FORMULA:
        words[1] = FORMULA[word]
    if command == "estimate" and option in ("collapse", "steps"):
        words = [PANEL, FORMULA["gmm"], "--method", "gmm"]
    if command == "estimate" and option == "weights":
        words += ["--wild", "199"]
    words += BESIDE.get((command, option, word), [])
    if option in ("normalise", "aggregate"):
        words += ["--aggregate", "arithmetic"] if option == "normalise" else ["--normalise", "minmax"]
    if option == "model" and "--model" in words:
        at = words.index("--model")
        del words[at:at + 2]
    return words + ["--" + option, word]


def main():
    bad, tried, lists = [], 0, set()
    with tempfile.TemporaryDirectory() as folder:
        samples = folder + "/p.csv"
        made = ask("forecast", PANEL, "--index", "PAPI", "--origin", "2015", "--model", "persistence", "--draws", "200", "--samples", samples, "-q",
                   "-o", folder + "/f.json")
        QUESTION["evaluate"] = [PANEL, samples] if made.returncode == 0 else [PANEL]
        for command in ask("help", "--complete").stdout.decode().split():
            for option, word in [] if command == "help" else offered(command):
                lists.add((command, option))
                if option == "lang" and command not in ("run",):
                    continue  # one option of all commands
                if command not in QUESTION:
                    bad.append(f"{command} --{option}: this test has no question for it")
                    continue
                done = ask(command, *question(command, option, word), "-q", "-o", folder + "/out.json")
                tried += 1
                if done.returncode != 0:
                    bad.append(f"{command} --{option} {word}: {done.stderr.decode('utf-8').strip()[:300]}")
    bad += [f"{command} --{option}: help lists no words any more" for command, option in sorted(LISTS - lists)]
    print("\n".join(bad) if bad else f"{tried} words of the help were taken")
    return 1 if bad or tried < 60 else 0


sys.exit(main())
