#!/usr/bin/python3
"""usage: test_help_vi.py TANGBAC - the help in Vietnamese says what the English one says.

For every command that `help --complete` names: both languages list the same options with the same choices, every text differs
between them, and the words that a reader types (options, choices, files, numbers) stand in both. So an option that was added
with a text in one language only, or a default that changed in one, is seen."""
import re
import subprocess
import sys

TANGBAC = sys.argv[1]
# words that belong to the language of the command and not to a reader's: they stay as they are in any text
FIXED = re.compile(r"--[a-z-]+|\b\d+(?:\.\d+)?\b|\b[a-z_-]+\.(?:json|csv|html|xlsx|dta|md)\b|'[A-Z]+\.[A-Z]\d+ = [^']*'")


def ask(lang, *words):
    done = subprocess.run([TANGBAC, "--lang", lang, "help", *words], stdout=subprocess.PIPE, check=True)
    return re.sub(r"tháng \d+/", "", done.stdout.decode("utf-8"))  # July 2025, tháng 7/2025


def options(text):
    """{option: its text in one line} of the part that belongs to the command and to all."""
    out, name = {}, None
    for line in text.splitlines():
        m = re.match(r"  (?:-\w, |    )--([a-z-]+)(.*)$", line)
        if m:
            name = m.group(1)
            choice = m.group(2).strip().split(" ")[0]
            choice = choice if "|" in choice else ""
            out[name] = [choice, line]
        elif name and line.startswith(" " * 29):
            out[name][1] += " " + line.strip()
        else:
            name = None
    return out


def main():
    bad = []
    for command in ask("en", "--complete").split():
        if command == "help":
            en, vi = ask("en"), ask("vi")
        else:
            en, vi = ask("en", command), ask("vi", command)
        a, b = options(en), options(vi)
        if list(a) != list(b):
            bad.append(f"{command}: options differ: {sorted(set(a) ^ set(b))}")
            continue
        for name in a:
            if a[name][0] != b[name][0]:
                bad.append(f"{command} --{name}: choices '{a[name][0]}' and '{b[name][0]}'")
            here, there = sorted(set(FIXED.findall(a[name][1]))), sorted(set(FIXED.findall(b[name][1])))
            if here != there:
                bad.append(f"{command} --{name}: {here} in English, {there} in Vietnamese")
            words = re.sub(r"[a-z]+(\|[a-z]+)+|iid.*dk:L", "", b[name][1])
            if not re.search(r"[à-ỹđ]", words) and "iid" not in b[name][1]:
                bad.append(f"{command} --{name}: no Vietnamese text: {b[name][1].strip()}")
        prose = [t.split("\n\n")[1] + "\n" + t.split("\n\n")[2] for t in (en, vi)]
        if prose[0] == prose[1] or not re.search(r"[à-ỹđ]", prose[1]):
            bad.append(f"{command}: its description has no Vietnamese text")
        for lang, text in (("en", en), ("vi", vi)):
            wide = [line for line in text.splitlines() if len(line) > 100 and "--" not in line[:60]]
            if wide:
                bad.append(f"{command} ({lang}): a line of {len(wide[0])} columns: {wide[0][:60]}...")
    man = ask("vi", "--man")
    if "CÁC LỆNH" not in man or "MÃ THOÁT" not in man:
        bad.append("the man page in Vietnamese lacks its headings")
    print("\n".join(bad) if bad else "both languages say the same")
    return 1 if bad else 0


sys.exit(main())
