#!/usr/bin/env python3
"""usage: sizes.py ROOT - no function of engine/ has more than 73 lines or a cyclomatic number over 25, no .c file more
than 450 lines, no public header more than 500. --list: lines, cyclomatic number and place of every function.

The cyclomatic number is McCabe's (1976) with a switch as one decision, whatever its cases, as pmccabe's first column: one
more than if, while, for, switch, ?:, && and ||. A function is what clang-format makes of it: from the first line of its
declaration to the brace that closes it in the first column."""
import pathlib
import re
import sys

LINES, CYCLOMATIC, FILE, HEADER = 73, 25, 450, 500
NOISE = re.compile(r'/\*.*?\*/|//[^\n]*|"(?:\\.|[^"\\\n])*"|\'(?:\\.|[^\'\\\n])+\'', re.S)
DECISION = re.compile(r'\b(?:if|while|for|switch)\b|&&|\|\||\?')


def blank_noise(text):
    """Comments, strings and characters become blanks; lines stay."""
    return NOISE.sub(lambda m: re.sub(r'[^\n]', ' ', m.group()), text)


def is_of_head(as_written, line):
    """Whether a line belongs to a declaration that goes on below it; comments may stand between arguments, indented."""
    if not line.strip():
        return as_written[:1] == ' ' and as_written.strip() not in ('', '*/') and not as_written.startswith(' *')
    return line[0] not in '#}' and not line.rstrip().endswith(';')


def find_functions(text):
    """(name, first line, last line, cyclomatic number) of each function."""
    lines = blank_noise(text).split('\n')
    text_lines = text.split('\n')
    start = 0
    while start < len(lines):
        if lines[start] != '{':
            start += 1
            continue
        end = next((k for k in range(start, len(lines)) if lines[k].startswith('}')), len(lines) - 1)
        first = start
        while first > 0 and is_of_head(text_lines[first - 1], lines[first - 1]):
            first -= 1
        body = [line for line in lines[start:end + 1] if not re.match(r'\s*#', line)]
        head = re.sub(r'\b__attribute__\s*\(\(.*?\)\)\)?', '', ' '.join(lines[first:start]))
        name = re.search(r'(\w+)\s*\(', head)
        yield name.group(1) if name else '?', first + 1, end + 1, 1 + len(DECISION.findall('\n'.join(body)))
        start = end + 1


def main():
    listing = '--list' in sys.argv
    root = pathlib.Path([a for a in sys.argv[1:] if not a.startswith('-')][0])
    faults = []
    seen = 0
    for path in sorted((root / 'engine').rglob('*.[ch]')):
        text = path.read_text(encoding='utf-8')
        where = path.relative_to(root)
        lines = text.count('\n')
        if path.suffix == '.c' and lines > FILE:
            faults.append(f'{where}: {lines} lines, at most {FILE}: where does its second idea live?')
        for name, first, last, number in find_functions(text):
            seen += 1
            if listing:
                print(last - first + 1, number, f'{where}:{first} {name}')
            if last - first + 1 > LINES:
                faults.append(f'{where}:{first}: {name} has {last - first + 1} lines, at most {LINES}')
            if number > CYCLOMATIC:
                faults.append(f'{where}:{first}: {name} has a cyclomatic number of {number}, at most {CYCLOMATIC}')
    for path in sorted((root / 'include' / 'tangbac').glob('*.h')):
        lines = path.read_text(encoding='utf-8').count('\n')
        if lines > HEADER:
            faults.append(f'{path.relative_to(root)}: {lines} lines, at most {HEADER}: what are its two questions?')
    if seen < 1000:
        faults.append(f'{root}: only {seen} functions were found: has the format changed?')
    print('\n'.join(faults), end='\n' if faults else '')
    return 1 if faults else 0


sys.exit(main())
