#!/usr/bin/env python3
"""usage: circles.py ENGINE [ALLOWED] - circles of files: files that include or call each other in a loop.

A room is a source with the header of its name. It leans on another room when it includes that room's
header or calls a function that only that room defines. Prints each circle with the names that tie it;
exit 1 when there are more than ALLOWED (0).
"""
import os
import re
import sys

CALL = re.compile(r"\b(\w+)\s*\(")
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)


def without_comments(text):
    """The code with comments and the insides of strings blanked; includes stand."""
    pattern = r'/\*.*?\*/|//[^\n]*|(?<!include )"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])*\''
    return re.sub(pattern, lambda m: '""' if m.group()[0] == '"' else " ", text, flags=re.S)


def defined_functions(code):
    """Names of the functions that are not static and whose bodies stand in the code."""
    names = set()
    depth = 0
    for line in code.split("\n"):
        at_top = depth == 0
        depth += line.count("{") - line.count("}")
        if at_top and re.match(r"[A-Za-z_]", line):
            head = line
            start = CALL.search(re.sub(r"__attribute__\s*\(\(.*?\)\)|\b[A-Z_]+\([^)]*\)", "", line))
            pending = start.group(1) if start and not re.match(r"static\b|typedef\b", head) else None
        elif not at_top:
            continue
        else:
            pending = locals().get("pending")
        if at_top and depth > 0 and pending:
            names.add(pending)
            pending = None
        if at_top and line.rstrip().endswith(";"):
            pending = None
    return names


def read_bodies(code):
    """What stands between braces or in a macro: calls, and not declarations."""
    kept = []
    depth = 0
    macro = False
    for line in code.split("\n"):
        macro = macro or line.lstrip().startswith("#define")
        opened = depth > 0
        depth += line.count("{") - line.count("}")
        if opened or macro or (depth == 0 and "{" in line):
            kept.append(line)
        macro = macro and line.endswith("\\")
    return "\n".join(kept)


def read_rooms(engine):
    rooms = {}
    for folder, _, files in os.walk(engine):
        for name in files:
            if name.endswith((".c", ".h")):
                path = os.path.relpath(os.path.join(folder, name), engine)
                with open(os.path.join(folder, name), encoding="utf-8") as f:
                    rooms.setdefault(path[:-2], []).append(without_comments(f.read()))
    return {room: "\n".join(texts) for room, texts in rooms.items()}


def find_arrows(rooms):
    """room -> other room -> the names that tie them."""
    owner = {}
    shared = set()
    for room, code in rooms.items():
        for name in defined_functions(code):
            if name in owner and owner[name] != room:
                shared.add(name)
            owner[name] = room
    arrows = {room: {} for room in rooms}
    for room, code in rooms.items():
        for header in INCLUDE.findall(code):
            other = header[:-2]
            if other in rooms and other != room:
                arrows[room].setdefault(other, set()).add(os.path.basename(header))
        for name in set(CALL.findall(read_bodies(code))):
            other = owner.get(name)
            if other and name not in shared and other != room:
                arrows[room].setdefault(other, set()).add(name)
    return arrows


def find_circles(arrows):
    """Strongly connected components of more than one room (Tarjan 1972), without recursion."""
    index, low, stack, on_stack, circles = {}, {}, [], set(), []
    for root in sorted(arrows):
        if root in index:
            continue
        work = [(root, iter(sorted(arrows[root])))]
        index[root] = low[root] = len(index)
        stack.append(root)
        on_stack.add(root)
        while work:
            room, others = work[-1]
            for other in others:
                if other not in index:
                    index[other] = low[other] = len(index)
                    stack.append(other)
                    on_stack.add(other)
                    work.append((other, iter(sorted(arrows[other]))))
                    break
                if other in on_stack:
                    low[room] = min(low[room], index[other])
            else:
                work.pop()
                if work:
                    low[work[-1][0]] = min(low[work[-1][0]], low[room])
                if low[room] == index[room]:
                    circle = []
                    while not circle or circle[-1] != room:
                        circle.append(stack.pop())
                        on_stack.discard(circle[-1])
                    if len(circle) > 1:
                        circles.append(sorted(circle))
    return sorted(circles)


def main():
    arrows = find_arrows(read_rooms(sys.argv[1]))
    circles = find_circles(arrows)
    for circle in circles:
        print("circle of %d: %s" % (len(circle), " ".join(circle)))
        for room in circle:
            for other in circle:
                if other in arrows[room]:
                    print("    %s -> %s: %s" % (room, other, " ".join(sorted(arrows[room][other]))))
    print("%d circles of files" % len(circles))
    return len(circles) > (int(sys.argv[2]) if len(sys.argv) > 2 else 0)


if __name__ == "__main__":
    sys.exit(main())
