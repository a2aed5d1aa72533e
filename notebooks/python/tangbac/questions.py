"""The commands as functions. Options are keywords; `tangbac help COMMAND` explains each."""
from __future__ import annotations

import os
import tempfile
from typing import Any, Union

import pandas as pd

from .command import PathLike, call
from .results import Result


def show(panel: PathLike, **options: Any) -> Result:
    """What is in a panel: indices, years, coverage, breaks, sources, conflicts."""
    return Result(call("show", panel, **options))


def rank(panel: PathLike, *, index: str, year: int, **options: Any) -> Result:
    """Totals, ranks and groups of a year (``.units``): published, computed, or absent with the reason."""
    return Result(call("rank", panel, index=index, year=year, **options))



def forecast(panel: PathLike, *, index: str, origin: int, **options: Any) -> Result:
    """The joint predictive distribution from an origin: ``.units`` (scores, ranks, probabilities), ``.national``, ``.noise``."""
    return Result(call("forecast", panel, index=index, origin=origin, **options))


def backtest(panel: PathLike, *, index: str, origins: tuple, **options: Any) -> Result:
    """Rolling origins: ``.targets`` (a row a year and model), ``.pooled``, ``.differences``."""
    return Result(call("backtest", panel, index=index, origins=origins, **options))


def evaluate(panel: PathLike, predictions: Union[PathLike, pd.DataFrame], **options: Any) -> Result:
    """Your forecasts beside persistence on the same rows. A table (or file) with the columns
    index, origin, year, unit, output_type (quantile, sample, mean), output_type_id, value."""
    if not isinstance(predictions, pd.DataFrame):
        return Result(call("evaluate", panel, predictions, **options))
    columns = ["index", "origin", "year", "unit", "output_type", "output_type_id", "value"]
    missing = [c for c in columns if c not in predictions.columns]
    if missing:
        raise ValueError(f"the predictions have no column {', '.join(missing)}")
    with tempfile.TemporaryDirectory(prefix="tangbac-") as folder:
        path = os.path.join(folder, "predictions.csv")
        predictions[columns].to_csv(path, index=False)
        return Result(call("evaluate", panel, path, **options))


def effects(panel: PathLike, *, measure: Any, outcome: Any, **options: Any) -> Result:
    """What dated reforms did to an outcome, from who adopted them when: ``.studies``, ``.measures``. A list asks for several."""
    return Result(call("effects", panel, measure=measure, outcome=outcome, **options))


def run(*scenario: PathLike, panel: PathLike = None, **options: Any) -> Result:
    """Goals of a province: ``.goals``, ``.joint``, ``.forecast``, ``.history``. Either a scenario file, or
    ``panel=, unit=, origin=, year=, goal=[...]``."""
    return Result(call("run", *scenario, panel=panel, **options))


def intervene(*scenario: PathLike, panel: PathLike = None, **options: Any) -> Result:
    """As `run`, without forecast and history; with ``units="all"`` a row for every unit."""
    return Result(call("intervene", *scenario, panel=panel, **options))


def goals(panel: PathLike, goal: Union[str, list], *, unit: str, origin: int, year: int, **options: Any) -> pd.DataFrame:
    """The probability of goals in planners' words, Vietnamese or English, a row a goal: ``goals(panel, "PAPI: tăng 5 bậc", unit="12", origin=2021, year=2022)``."""
    return intervene(panel=panel, unit=unit, origin=origin, year=year, goal=goal, **options).goals


def standing(panel: PathLike, *, unit: str, year: int, **options: Any) -> Result:
    """Where a unit stands: place, distances and own change of every index and component."""
    return Result(call("standing", panel, unit=unit, year=year, **options))
