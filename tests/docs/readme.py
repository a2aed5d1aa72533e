#!/usr/bin/python3
"""usage: readme.py BUILD_DIR FILE...          - every shell block of the pages is run again and must print what the page shows
          readme.py BUILD_DIR --fill FILE...   - writes what the commands print into the pages

`build/panel.h5` means the build folder's own panel. A block is fenced ```console and holds commands ("$ ...", run by sh in the root of the sources, `tangbac` being the build's) each followed by its output. A line of three dots
in the output stands for any number of lines. A block fenced ```console long is not run again by the test (only by --fill --long): it takes minutes or depends on the machine.
"""
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
BLOCK = re.compile(r"^```console( long)?\n(.*?)^```$", re.S | re.M)


def split(block):
    """The commands of a block, each with the lines shown under it."""
    parts = []
    for line in block.splitlines():
        if line.startswith("$ "):
            parts.append((line[2:], []))
        elif parts:
            parts[-1][1].append(line)
    return parts


def run(command, build):
    env = dict(os.environ, PATH=build + ":" + os.environ["PATH"], LANG="C.UTF-8", LC_ALL="C.UTF-8")
    command = command.replace("build/panel.h5", os.path.relpath(build, ROOT) + "/panel.h5")
    done = subprocess.run(["sh", "-c", command], cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL)
    return [line.rstrip() for line in done.stdout.decode("utf-8", "replace").splitlines()]


def fits(shown, got):
    """Whether the lines fit, `...` standing for any number of lines."""
    if not shown:
        return not got
    if shown[0].strip() == "...":
        return any(fits(shown[1:], got[i:]) for i in range(len(got) + 1))
    return bool(got) and shown[0].rstrip() == got[0] and fits(shown[1:], got[1:])


def shorten(shown, got):
    """New output in the shape of the old: where the page had dots after n lines, so it has again."""
    if "..." not in [s.strip() for s in shown]:
        return got
    at = [s.strip() for s in shown].index("...")
    tail = len(shown) - at - 1
    if len(got) <= at + tail:
        return got
    return got[:at] + ["..."] + (got[-tail:] if tail else [])


def main():
    args = sys.argv[1:]
    build = os.path.abspath(args.pop(0))
    fill, long_too = "--fill" in args, "--long" in args
    pages = [a for a in args if not a.startswith("--")]
    bad = ran = 0
    for page in pages:
        text = open(page, encoding="utf-8").read()
        out, last = [], 0
        for m in BLOCK.finditer(text):
            out.append(text[last:m.start(2)])
            last = m.end(2)
            if m.group(1) and not (fill and long_too):
                out.append(m.group(2))
                continue
            for command, shown in split(m.group(2)):
                got = run(command, build)
                ran += 1
                if fill:
                    shown = shorten(shown, got)
                elif not fits(shown, got):
                    bad += 1
                    line = text.count("\n", 0, m.start()) + 1
                    print(f"{page}:{line}: '{command}' no longer prints what the page shows; it prints:")
                    print("\n".join("    " + g for g in got[:60]))
                out.append("$ " + command + "\n" + "".join(s + "\n" for s in shown))
        out.append(text[last:])
        if fill:
            open(page, "w", encoding="utf-8").write("".join(out))
    print(f"{ran} commands of {len(pages)} pages, {bad} that print something else")
    return 1 if bad or ran == 0 else 0


sys.exit(main())
