"""Regressions on a panel, or on any pandas table."""
from __future__ import annotations

import json
import os
import re
import tempfile
from typing import Any, Dict, Union

import numpy as np
import pandas as pd

from .command import PathLike, call
from .results import Result

_NAME = re.compile(r"(?<![\w.])[A-Za-z_]\w*(?![\w(])")
_WORDS = {"unit", "year", "region", "lag", "diff", "log", "factor"}


def estimate(data: Union[PathLike, pd.DataFrame], formula: str, *, unit: str = "unit", year: str = "year", **options: Any) -> Result:
    """A panel regression: ``.coefficients``, ``.tests``, ``.fit``, ``.vcov``, ``.dropped``.

    On a panel, terms are indicators: ``estimate(panel, "PAPI.D6 ~ PAPI.D2 | unit + year", years=(2011, 2017))``.

    On a DataFrame, terms are its columns: ``estimate(df, "y ~ x + lag(y) | unit + year", unit="firm", year="t")``; `unit` and
    `year` name the columns that identify a row; write them as ``unit`` and ``year`` in the formula. Rows with an absent value are
    left out, lags go by year. The table is imported as a panel of its own, so that all that `tangbac estimate` can do is there.
    """
    if not isinstance(data, pd.DataFrame):
        return Result(call("estimate", data, formula, **options))
    with tempfile.TemporaryDirectory(prefix="tangbac-") as folder:
        names = _write_package(folder, data, formula, unit, year)
        panel = os.path.join(folder, "panel.h5")
        call("import", os.path.join(folder, "datapackage.json"), output=panel)
        inner = _NAME.sub(lambda m: "X." + names[m.group(0)] if m.group(0) in names else m.group(0), formula)
        for key in ("test", "subset"):
            if isinstance(options.get(key), str):
                options[key] = _NAME.sub(lambda m: "X." + names[m.group(0)] if m.group(0) in names else m.group(0), options[key])
        answer = call("estimate", panel, inner, **options)
    back = {"X." + code: name for name, code in names.items()}
    return Result(_rename(answer, back))


def _rename(value: Any, back: Dict[str, str]) -> Any:
    """The terms of an answer in the words of the table that was given."""
    if isinstance(value, str):
        return re.sub(r"X\.V\d+\b", lambda m: back.get(m.group(0), m.group(0)), value)
    if isinstance(value, list):
        return [_rename(v, back) for v in value]
    if isinstance(value, dict):
        return {k: _rename(v, back) for k, v in value.items()}
    return value


def _columns(data: pd.DataFrame, formula: str, unit: str, year: str) -> Dict[str, str]:
    """{column of the table: its code in the package} for the columns that the formula names."""
    for column in (unit, year):
        if column not in data.columns:
            raise ValueError(f"the table has no column '{column}'")
    left = formula.split("|")[0]
    words = [w for w in dict.fromkeys(_NAME.findall(left)) if w not in _WORDS or w in data.columns and w not in (unit, year)]
    missing = [w for w in words if w not in data.columns]
    if missing:
        raise ValueError(f"the table has no column {', '.join(repr(m) for m in missing)}")
    return {w: f"V{i + 1}" for i, w in enumerate(words)}


def _write_package(folder: str, data: pd.DataFrame, formula: str, unit: str, year: str) -> Dict[str, str]:
    """The table as a data package of one index X, whose indicators V1, V2, ... are the columns."""
    names = _columns(data, formula, unit, year)
    if data.duplicated([unit, year]).any():
        twice = data.loc[data.duplicated([unit, year]), [unit, year]].iloc[0]
        raise ValueError(f"duplicate row: {unit} {twice[unit]}, {year} {twice[year]}")
    keys = pd.unique(data[unit])
    code = {key: f"U{i + 1:05d}" for i, key in enumerate(keys)}
    first = int(data[year].min())
    shift = 0 if 1990 <= first and int(data[year].max()) <= 2100 else 2000 - first  # a panel's years are calendar years
    long = data.assign(unit_=data[unit].map(code), year_=data[year].astype(int) + shift)
    long = long.melt(["unit_", "year_"], list(names), "name", "value").dropna()
    if not np.isfinite(long["value"].astype(float)).all():
        raise ValueError("the table has infinite values")

    def write(name: str, table: pd.DataFrame) -> None:
        table.to_csv(os.path.join(folder, name + ".csv"), index=False, float_format="%.17g")

    write("units", pd.DataFrame({"unit": code.values(), "name_vi": [f"{k} ({c})" for k, c in code.items()], "name_en": [f"{k} ({c})" for k, c in code.items()],
                                 "region": "", "kind": "unit", "valid_from": 1990, "valid_to": "", "successor": ""}))
    write("indices", pd.DataFrame([{"index": "X", "name_vi": "X", "name_en": "X", "publisher": "user", "unit": "", "direction": "up", "kind": "covariate", "note": ""}]))
    write("sources", pd.DataFrame([{"source": "TABLE", "publisher": "user", "title": "table of the user", "published": "", "url": "", "note": "given to estimate()"}]))
    write("structure", pd.DataFrame([{"index": "X", "code": c, "parent": "", "name_vi": str(n), "name_en": str(n), "min": "", "max": "", "weight": "",
                                      "first_year": first + shift, "last_year": "", "kind": "series", "source": "TABLE", "note": ""} for n, c in names.items()]))
    write("values", pd.DataFrame({"index": "X", "indicator": long["name"].map(names), "year": long["year_"], "unit": long["unit_"],
                                  "value": long["value"].astype(float), "source": "TABLE"}))
    resources = [{"name": n, "path": n + ".csv", "tangbac:role": n} for n in ("units", "indices", "sources", "structure", "values")]
    with open(os.path.join(folder, "datapackage.json"), "w", encoding="utf-8") as f:
        json.dump({"profile": "data-package", "name": "table", "tangbac:package": 1, "resources": resources}, f)
    return names
