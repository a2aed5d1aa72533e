#!/usr/bin/python3
"""Do the pages show what the commands print?

usage: tests/docs/readme.py [--build DIR] PAGE...             runs every example again; fails where a page shows something else
       tests/docs/readme.py [--build DIR] --update PAGE...    writes what the commands print now into the pages
       tests/docs/readme.py --links PAGE...                   only: do links lead somewhere, and are the sources named there?
       options: --long   also the blocks that take minutes (see below)

A block is fenced ```console and holds commands, each followed by its output: a line that begins with "$ " is run by sh, a
backslash at its end continues it on the next line. In the output a line of three dots stands for any number of lines; an
update keeps the dots where they were. A block fenced ```console long is run with --long only.

The commands of a page run in order in a scratch copy of the sources, in which `tangbac` is the build's and build/panel.h5 its
panel (of `ctest --preset release -R fixture.panel`, or of ./quickstart). So a page can keep a file and use it further down, and
nothing is written into the tree. DIR is build/release unless it is given.
"""
import argparse
import functools
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BLOCK = re.compile(r"^```console( long)?\n(.*?)^```$", re.S | re.M)
LINK = re.compile(r"\]\(([^)\s]+)\)")
README_AT_MOST = 6144
SHOWN_AT_MOST = 60  # lines of a wrong output that a failure prints


def split(block):
    """The commands of a block: [the lines of the command, the lines shown under it]."""
    parts, open_command = [], False
    for line in block.splitlines():
        if open_command:
            parts[-1][0].append(line)
        elif line.startswith("$ "):
            parts.append(([line[2:]], []))
        elif parts:
            parts[-1][1].append(line)
            continue
        open_command = bool(parts) and parts[-1][0][-1].endswith("\\")
    return parts


def make_scratch(build):
    """A folder in which the commands of a page can be run as in a clone after ./quickstart."""
    scratch = tempfile.mkdtemp(prefix="tangbac-docs-")
    for name in os.listdir(ROOT):
        if name.startswith(".") or name == "build":
            continue
        # scenario files reach the panel by ../../build, so the folder of the data is copied and not linked
        if name == "datasets":
            shutil.copytree(os.path.join(ROOT, name), os.path.join(scratch, name))
        else:
            os.symlink(os.path.join(ROOT, name), os.path.join(scratch, name))
    os.mkdir(os.path.join(scratch, "build"))
    os.symlink(build, os.path.join(scratch, "build", "release"))
    panel = [p for p in (os.path.join(build, "panel.h5"), os.path.join(ROOT, "build", "panel.h5")) if os.path.exists(p)]
    if not panel:
        sys.exit(f"{build}: no panel.h5 there; run ./quickstart or ctest -R fixture.panel first")
    shutil.copy(panel[0], os.path.join(scratch, "build", "panel.h5"))
    return scratch


def columns(page):
    """What a pipe gets, on the pages that people copy from; the others have tables that need more."""
    front = re.fullmatch(r"README.*\.md|tutorial\.md", os.path.basename(page))
    return "100" if front else "120"


def run(command, scratch, width):
    env = dict(os.environ, LANG="C.UTF-8", LC_ALL="C.UTF-8", COLUMNS=width)
    env["PATH"] = os.path.join(scratch, "build", "release") + ":" + env["PATH"]
    done = subprocess.run(["sh", "-c", command], cwd=scratch, env=env, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return [line.rstrip() for line in done.stdout.decode("utf-8", "replace").splitlines()]


def is_dots(line):
    return line.strip() == "..."


def fits(shown, got):
    """Whether the lines fit, a line of dots standing for any number of lines."""
    if not shown:
        return not got
    if is_dots(shown[0]):
        return any(fits(shown[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and shown[0].rstrip() == got[0] and fits(shown[1:], got[1:])


def shorten(shown, got):
    """New output in the shape of the old: where the page had dots after n lines, so it has again."""
    dots = [i for i, line in enumerate(shown) if is_dots(line)]
    if not dots:
        return got
    tail = len(shown) - dots[0] - 1
    if len(got) <= dots[0] + tail:
        return got
    return got[:dots[0]] + ["..."] + (got[-tail:] if tail else [])


def anchors(text):
    """The names of a page's headings, as GitHub makes them."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)
    names = set()
    for head in re.findall(r"^#+ (.*)$", prose, re.M):
        name = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", head).replace("`", "").replace("*", "").strip().lower()
        name = re.sub(r"[^\w\- ]", "", name).replace(" ", "-")
        twice = sum(1 for other in names if other == name or re.fullmatch(re.escape(name) + r"-\d+", other))
        names.add(f"{name}-{twice}" if twice else name)
    return names


def lost_names(page, prose):
    """Source files and messages that the page names and the tree no longer has; a word in capitals stands for any name."""
    bad = 0
    for name in sorted(set(re.findall(r"`([a-z_]+(?:/[A-Za-z0-9_.-]+)*\.(?:c|h|py|sh|R))`", prose))):
        if re.search(r"[A-Z]{2,}", name):
            continue
        near = [os.path.join(ROOT, at, name) for at in ("", "engine", "include", "tests", "bench")]
        near.append(os.path.join(os.path.dirname(os.path.abspath(page)), name))
        if not any(os.path.exists(path) for path in near) and ("/" in name or name not in files_of_tree()):
            print(f"{page}: there is no file '{name}'")
            bad += 1
    for name in sorted(set(re.findall(r"\bTB_MSG_[A-Z0-9_]+", prose))):
        if name not in messages():
            print(f"{page}: there is no message {name}")
            bad += 1
    return bad


@functools.lru_cache(maxsize=None)
def files_of_tree():
    return {name for at in ("engine", "include", "tests", "bench", "python", "notebooks")
            for _, _, names in os.walk(os.path.join(ROOT, at)) for name in names}


@functools.lru_cache(maxsize=None)
def messages():
    found = set()
    for path in glob.glob(os.path.join(ROOT, "engine", "messages", "*.h")):
        with open(path, encoding="utf-8") as f:
            found.update(re.findall(r"\bTB_MSG_[A-Z0-9_]+", f.read()))
    return found


def broken_links(page, text):
    """Links to files and headings that are not there; the web is not asked."""
    prose = re.sub(r"^```.*?^```$", "", text, flags=re.S | re.M)
    bad = 0 if os.path.basename(page) == "CHANGELOG.md" else lost_names(page, text)
    for m in LINK.finditer(prose):
        if re.match(r"[a-z]+:", m.group(1)):
            continue
        target, _, head = m.group(1).partition("#")
        path = os.path.join(os.path.dirname(os.path.abspath(page)), target) if target else os.path.abspath(page)
        if not os.path.exists(path):
            print(f"{page}: the link to '{target}' leads nowhere")
            bad += 1
        elif head and path.endswith(".md"):
            with open(path, encoding="utf-8") as f:
                if head not in anchors(f.read()):
                    print(f"{page}: '{m.group(1)}' leads to no heading")
                    bad += 1
    if os.path.abspath(page) == os.path.join(ROOT, "README.md") and len(text.encode()) > README_AT_MOST:
        print(f"{page}: {len(text.encode())} bytes; a first page has at most {README_AT_MOST}: the rest belongs in docs/")
        bad += 1
    return bad


def check_page(page, text, scratch, update, long_too):
    """Runs the examples of a page: (its text with what they print now, how many ran, how many printed something else)."""
    out, last, ran, bad = [], 0, 0, 0
    for m in BLOCK.finditer(text):
        out.append(text[last:m.start(2)])
        last = m.end(2)
        if m.group(1) and not long_too:
            out.append(m.group(2))
            continue
        for lines, shown in split(m.group(2)):
            got = run("\n".join(lines), scratch, columns(page))
            ran += 1
            if not fits(shown, got):
                bad += 1
                if not update:
                    line = text.count("\n", 0, m.start()) + 1
                    print(f"{page}:{line}: '{lines[0]}' no longer prints what the page shows; it prints:")
                    print("\n".join("    " + g for g in got[:SHOWN_AT_MOST]))
            out.append("$ " + "\n".join(lines) + "\n")
            out.append("".join(s + "\n" for s in (shown if fits(shown, got) else shorten(shown, got))))
    return "".join(out) + text[last:], ran, bad


def main():
    options = argparse.ArgumentParser(usage=__doc__.split("\n\n")[1])
    options.add_argument("--build", default=os.path.join(ROOT, "build", "release"))
    for flag in ("--update", "--long", "--links"):
        options.add_argument(flag, action="store_true")
    options.add_argument("page", nargs="+")
    a = options.parse_args()
    bad = 0
    for page in a.page:
        with open(page, encoding="utf-8") as f:
            text = f.read()
        bad += broken_links(page, text)
        if a.links:
            continue
        scratch = make_scratch(os.path.abspath(a.build))
        try:
            new, ran, other = check_page(page, text, scratch, a.update, a.long)
        finally:
            shutil.rmtree(scratch)
        print(f"{page}: {ran} commands, {other} print something else than the page" + (", updated" if a.update and other else ""))
        if a.update:
            with open(page, "w", encoding="utf-8") as f:
                f.write(new)
        else:
            bad += other
            if ran == 0 and BLOCK.search(text) and not any(m.group(1) for m in BLOCK.finditer(text)):
                print(f"{page}: none of its examples could be read")
                bad += 1
    return 1 if bad else 0


sys.exit(main())
