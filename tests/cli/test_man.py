#!/usr/bin/python3
"""usage: test_man.py TANGBAC - the man page says what the help says, in both languages.

For every command: its usage, its summary, its description, its options with their letters, values and texts, and its example stand in
the man page, in that order, and nothing else stands there; so do the options of all commands and the exit codes. Where man(1) is
installed, it prints the page without a warning and no line of roff is left in what it prints."""
import os
import re
import shutil
import subprocess
import sys
import tempfile

TANGBAC = sys.argv[1]
OWN = {"en": ("Options", "Options of every command"), "vi": ("Tùy chọn", "Tùy chọn chung của mọi lệnh")}
EXAMPLE = {"en": ("example: ", "Example: "), "vi": ("ví dụ: ", "Ví dụ: ")}
bad = []


def ask(lang, *words):
    return subprocess.run([TANGBAC, "--lang", lang, "help", *words], stdout=subprocess.PIPE, check=True).stdout.decode("utf-8")


def plain(roff):
    """The text of a line of roff."""
    text = re.sub(r"\\f[BIR]", "", roff).replace("\\-", "-").replace("\\&", "").replace("\\e", "\\")
    return " ".join(text.split())


def help_options(lines):
    """["-i, --index CODE", text] of a block of help."""
    out = []
    for line in lines:
        m = re.match(r"  (?:(-\w), |    )(--\S+(?: \S+)*?)(?:   *(\S.*))?$", line)
        if m and not line.startswith(" " * 20):
            out.append([(m.group(1) + ", " if m.group(1) else "") + m.group(2), m.group(3) or ""])
        elif out:
            out[-1][1] += " " + line.strip()
    return [[head, " ".join(text.split())] for head, text in out]


def man_options(lines):
    out, i = [], 0
    while i < len(lines) and lines[i] == ".TP":
        out.append([plain(lines[i + 1]), ""])
        i += 2
        while i < len(lines) and not lines[i].startswith("."):
            out[-1][1] += " " + lines[i]
            i += 1
    return [[head, plain(text)] for head, text in out], lines[i:]


def split_option(pairs):
    """As one text: where the value of an option ends and its text begins cannot be seen in the help when it is wide."""
    return [" ".join(f"{head} {text}".split()) for head, text in pairs]


def compare(what, said, printed):
    for text in said:
        if text not in printed:
            bad.append(f"{what}: the man page lacks: {text}")
    for text in printed:
        if text not in said:
            bad.append(f"{what}: only the man page has: {text}")
    if said != printed and sorted(said) == sorted(printed):
        bad.append(f"{what}: in another order")


for lang in ("en", "vi"):
    page = ask(lang, "--man")
    sections = dict(re.findall(r"^\.SS \"tangbac ([^\n]*)\"\n(.*?)(?=^\.S[SH] )", page, re.S | re.M))
    sections = {plain(head).split()[0]: (plain(head), body.splitlines()) for head, body in sections.items()}
    commands = [c for c in ask("en", "--complete").split() if c != "help"]
    compare(lang, commands, list(sections))
    shared = None
    for command in commands:
        lines = ask(lang, command).splitlines()
        own, every = OWN[lang]
        at = lines.index(every)
        first = lines.index(own) if own in lines else at
        usage = " ".join(" ".join(lines[:lines.index("")]).split())
        texts = " ".join(" ".join(lines[lines.index(""):first]).split())
        example = next(line for line in lines[at:] if line.startswith(EXAMPLE[lang][0]))
        head, body = sections[command]
        cut = next((i for i, line in enumerate(body) if line == ".TP"), None)
        cut = body.index(".PP", body.index(".PP") + 1) if cut is None else cut
        if head not in usage:
            bad.append(f"{lang} {command}: usage '{usage}' is not '{head}'")
        if plain(" ".join(line for line in body[:cut] if line != ".PP")) != texts:
            bad.append(f"{lang} {command}: the description differs from the help's")
        options, rest = man_options(body[cut:])
        compare(f"{lang} {command}", split_option(help_options(lines[first + 1:at])) if first < at else [], split_option(options))
        if plain(" ".join(rest[1:])) != EXAMPLE[lang][1] + example[len(EXAMPLE[lang][0]):]:
            bad.append(f"{lang} {command}: example {rest}")
        shared = lines[at + 1:lines.index(example)]
    tail = page[page.rindex(".SS "):]
    tail = [part.splitlines()[1:] for part in re.split(r"^\.SH ", tail, flags=re.M)[1:]]
    compare(lang + " options of all", split_option(help_options([x for x in shared if x])), split_option(man_options(tail[0])[0]))
    codes = re.findall(r"^  (\d+) +(\S.*)$", ask(lang), re.M)
    compare(lang + " exit codes", [f"{code} {text}" for code, text in codes], split_option(man_options(tail[1])[0]))
    if shutil.which("man") and shutil.which("groff"):
        with tempfile.NamedTemporaryFile("w", suffix=".1", encoding="utf-8") as f:
            f.write(page)
            f.flush()
            done = subprocess.run(["man", "--warnings", "-l", f.name], stdout=subprocess.PIPE, stderr=subprocess.PIPE, check=False,
                                  env=dict(os.environ, LC_ALL="C.UTF-8", MANWIDTH="100", MAN_KEEP_FORMATTING="", PAGER="cat", MANPAGER="cat"))
            text = done.stdout.decode("utf-8")
            faults = [x for x in done.stderr.decode().splitlines() if "can't break" not in x and "cannot adjust" not in x and "can't find font" not in x]
            if done.returncode != 0 or faults or re.search(r"\\f[BIR]|\\-|^\.[A-Z]{2}\b", text, re.M):
                bad.append(f"{lang}: man says {faults[:3]}, or leaves roff in the page")
print("\n".join(bad[:40]) if bad else "the man page says what the help says")
sys.exit(1 if bad else 0)
