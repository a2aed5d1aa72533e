"""How a question reaches the command, and what comes back."""
from __future__ import annotations

import difflib
import functools
import json
import os
import shutil
import subprocess
import warnings
from pathlib import Path
from typing import Any, Iterable, List, Optional, Sequence, Tuple, Union

PathLike = Union[str, "os.PathLike[str]"]


class TangbacError(RuntimeError):
    """The command could not answer: its sentence, its exit code (2 usage, 3 data, 4 numerical, 1 else), and what was run."""

    def __init__(self, message: str, code: int, argv: Sequence[str]):
        super().__init__(message)
        self.code = code
        self.argv = list(argv)


class Note(UserWarning):
    """Something that has to be said about an answer; also in ``Result.notes``."""


def find_command() -> str:
    """The command: $TANGBAC, else `tangbac` on the PATH, else the release build of the clone that the package was installed from."""
    given = os.environ.get("TANGBAC")
    if given:
        return given
    found = shutil.which("tangbac")
    if found:
        return found
    for folder in [Path.cwd(), *Path.cwd().parents, *Path(__file__).resolve().parents]:
        if (folder / "build" / "release" / "tangbac").exists():
            return str(folder / "build" / "release" / "tangbac")
    raise TangbacError("cannot find the command 'tangbac': build it (./quickstart) and set TANGBAC or PATH", 1, [])


def _run(argv: List[str]) -> subprocess.CompletedProcess:
    env = dict(os.environ, LC_ALL="C.UTF-8")
    try:
        return subprocess.run(argv, stdout=subprocess.PIPE, stderr=subprocess.PIPE, stdin=subprocess.DEVNULL, env=env, check=False)
    except OSError as e:
        raise TangbacError(f"cannot run '{argv[0]}': {e.strerror}", 1, argv) from e


def version() -> str:
    """What `tangbac --version` prints: the version, those of its libraries, the licence."""
    return _run([find_command(), "--version"]).stdout.decode("utf-8").strip()


@functools.lru_cache(maxsize=None)
def _options(executable: str, command: str) -> frozenset:
    lines = _run([executable, "help", "--complete", command]).stdout.decode("utf-8").split()
    return frozenset(line[2:] for line in lines if line.startswith("--"))


def _words(value: Any) -> str:
    if isinstance(value, tuple) and len(value) == 2:
        return f"{value[0]}:{value[1]}"
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)


def option_words(executable: str, command: str, options: dict) -> List[str]:
    """Keywords as options of the command; a keyword that it does not have is a TypeError that names the nearest."""
    known, out = _options(executable, command), []
    for keyword, value in options.items():
        name = keyword.rstrip("_").replace("_", "-")
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            raise TypeError(f"{command}() has no option '{keyword}'" + (f"; did you mean '{near[0].replace('-', '_')}'?" if near else ""))
        if value is None or value is False:
            continue
        if value is True:
            out.append("--" + name)
            continue
        for one in value if isinstance(value, list) else [value]:
            out += ["--" + name, _words(one)]
    return out


def call(command: str, *arguments: PathLike, **options: Any) -> dict:
    """Runs `tangbac COMMAND ARGUMENTS --options` and returns its JSON. Raises TangbacError; what the command notes becomes a `Note`."""
    executable = find_command()
    argv = [executable, command, *map(os.fspath, arguments), *option_words(executable, command, options), "--quiet"]
    done = _run(argv)
    if done.returncode != 0:
        text = done.stderr.decode("utf-8", "replace").strip()
        raise TangbacError(text[len("tangbac: "):] if text.startswith("tangbac: ") else text or "no answer", done.returncode, argv)
    answer = json.loads(done.stdout)
    for note in answer.get("warnings", []):
        warnings.warn(note["text"], Note, stacklevel=3)
    return answer
