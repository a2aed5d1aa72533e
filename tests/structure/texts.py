"""texts.py - the texts between double quotes in the engine's sources, without those of messages/, for what looks at sentences."""
import pathlib
import re

TOKEN = re.compile(r"//[^\n]*|/\*.*?\*/|'(?:[^'\\\n]|\\.)+'|(\"(?:[^\"\\\n]|\\.)*\")", re.S)


def find_texts(folder):
    """(file, line, text with its quotes, the 200 characters before it), in the order of the files."""
    engine = pathlib.Path(folder)
    for path in sorted(engine.glob("*/*.[ch]")):
        name = path.relative_to(engine).as_posix()
        if name.startswith("messages/"):
            continue
        source = path.read_text(encoding="utf-8")
        for token in TOKEN.finditer(source):
            if token.group(1):
                yield name, source.count("\n", 0, token.start()) + 1, token.group(1), source[max(0, token.start() - 200):token.start()]
