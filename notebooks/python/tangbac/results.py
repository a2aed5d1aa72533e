"""An answer of the command as tables."""
from __future__ import annotations

from typing import Any, List

import pandas as pd


def frame(rows: List[Any]) -> pd.DataFrame:
    """A list of objects as a table: members of members become columns such as ``score.q50``; lists stay in their cell."""
    return pd.json_normalize(rows, sep=".") if rows else pd.DataFrame()


class Result:
    """One answer. ``r.json`` is all of it (version, argv, seed, digests of the inputs, notes, result). Members of the result are
    attributes: a list of objects is a pandas table, anything else is as it stands in JSON (``null`` is None).

    >>> r = forecast(panel, index="PAPI", origin=2022, year=2023)           # doctest: +SKIP
    >>> r.units[["name", "rank.q50", "chance_top.10"]]                      # doctest: +SKIP
    """

    def __init__(self, json: dict):
        self.json = json

    @property
    def result(self) -> dict:
        return self.json["result"]

    @property
    def notes(self) -> List[str]:
        """What has to be said about the answer."""
        return [note["text"] for note in self.json.get("warnings", [])]

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_") or name == "json":
            raise AttributeError(name)
        try:
            value = self.json["result"][name]
        except KeyError:
            raise AttributeError(f"a result of '{self.json['command']}' has no '{name}'; it has " + ", ".join(self.json["result"])) from None
        if isinstance(value, list) and value and all(isinstance(v, dict) for v in value):
            return frame(value)
        return value

    def __dir__(self) -> List[str]:
        return [*super().__dir__(), *self.json["result"]]

    def __repr__(self) -> str:
        return f"<tangbac {self.json['schema'].split('/')[1]}: {', '.join(self.json['result'])}>"
