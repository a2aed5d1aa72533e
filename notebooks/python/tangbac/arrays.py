"""Effects of dated changes on any table, by libtangbac through ctypes: who adopted when, compared with those that had not yet.

`effect` takes a pandas table (a row a unit and year) or plain arrays and hands back tables: no panel, no file, no command.
"""
from __future__ import annotations

import ctypes as c
from typing import Any, Dict, Optional, Sequence

import numpy as np
import pandas as pd

from .library import _P, _SIZE, _TEXT, _Error, _address, _check, load

NEVER = 9999  # known_until of a unit that is known never to be exposed


class _Options(c.Structure):  # tb_effect_opts; enums are ints
    _fields_ = [("size", _SIZE)] + [(n, c.c_int) for n in ("estimator", "method", "control", "base", "scale")] + [("balanced", c.c_bool)] + [
        (n, c.c_int) for n in ("first_year", "last_year")] + [(n, _SIZE) for n in ("floor", "bootstraps", "permutations")] + [
        ("bounds", c.c_bool), ("seed", c.c_uint64), ("plan_only", c.c_bool)]


class _Table(c.Structure):  # tb_effect_table
    _fields_ = [(n, _SIZE) for n in ("size", "units", "years", "covariates")] + [(n, _P) for n in ("year", "y", "exposed", "known_until", "x")]


class _Value(c.Structure):  # tb_effect_value
    _fields_ = [("group", c.c_int), ("time", c.c_int), ("estimate", c.c_double), ("std_error", c.c_double), ("treated", _SIZE), ("controls", _SIZE),
                ("low", c.c_double), ("high", c.c_double), ("reason", _TEXT), ("reason_vi", _TEXT)]


class _Overall(c.Structure):  # tb_effect_overall
    _fields_ = [(n, c.c_double) for n in ("estimate", "std_error", "ci_low", "ci_high", "p_value", "interval_error", "df", "p_permutation", "p_wild")] + [
        (n, _TEXT) for n in ("p_permutation_reason", "p_permutation_reason_vi", "std_error_reason", "std_error_reason_vi")] + [("mde", c.c_double)]


class _PreTrend(c.Structure):  # tb_effect_pre_trend
    _fields_ = [("statistic", c.c_double), ("p_value", c.c_double), ("power_for_mde", c.c_double), ("df", _SIZE), ("reason", _TEXT), ("reason_vi", _TEXT)]


class _Bound(c.Structure):  # tb_effect_bound
    _fields_ = [("smooth", c.c_bool), ("m", c.c_double), ("target", _TEXT), ("low", c.c_double), ("high", c.c_double)]


def _members(value: c.Structure) -> Dict[str, Any]:
    found = {n: getattr(value, n) for n, _ in value._fields_}
    return {n: v.decode() if isinstance(v, bytes) else v for n, v in found.items()}


def _list(result: Any, count: str, at: str, kind: type) -> pd.DataFrame:
    """All members of one list of a result as a table."""
    library = load()
    number, get = getattr(library, count), getattr(library, at)
    number.argtypes, number.restype = [_P], _SIZE
    get.argtypes, get.restype = [_P, _SIZE], c.POINTER(kind)
    rows = [_members(get(result, i).contents) for i in range(number(result))]
    return pd.DataFrame(rows, columns=[n for n, _ in kind._fields_])


class Effect:
    """What was estimated: ``overall`` (dict: estimate, std_error, ci_low, ci_high, p_permutation, mde ...), the tables ``cells`` (group and time), ``events``
    (time since exposure, with a uniform band), ``cohorts``, ``calendar``, ``bounds`` (when trends are not parallel), ``pre_trend`` (dict), ``influence``
    (a Series by unit: its sum of squares is the squared standard error) and ``permuted`` (the estimates under dates drawn at random)."""

    overall: Dict[str, Any]
    cells: pd.DataFrame
    events: pd.DataFrame
    cohorts: pd.DataFrame
    calendar: pd.DataFrame
    bounds: pd.DataFrame
    pre_trend: Dict[str, Any]
    influence: Optional[pd.Series]
    permuted: np.ndarray
    n_units: int
    n_adopters: int

    def __init__(self, result: Any, units: Sequence[Any]):
        library = load()
        for name, kind in (("tb_effect_overall_of", _Overall), ("tb_effect_pre_trend_of", _PreTrend)):
            getattr(library, name).argtypes, getattr(library, name).restype = [_P], c.POINTER(kind)
        self.overall = _members(library.tb_effect_overall_of(result).contents)
        self.pre_trend = _members(library.tb_effect_pre_trend_of(result).contents)
        self.cells = _list(result, "tb_effect_cells", "tb_effect_cell_at", _Value)
        self.events = _list(result, "tb_effect_events", "tb_effect_event_at", _Value).drop(columns="group")
        self.cohorts = _list(result, "tb_effect_cohorts", "tb_effect_cohort_at", _Value).drop(columns="time")
        self.calendar = _list(result, "tb_effect_calendar", "tb_effect_calendar_at", _Value).drop(columns="group")
        self.bounds = _list(result, "tb_effect_bounds", "tb_effect_bound_at", _Bound)
        for name, kind in (("tb_effect_units", _SIZE), ("tb_effect_adopters", _SIZE), ("tb_effect_permutations", _SIZE),
                           ("tb_effect_influence", c.POINTER(c.c_double)), ("tb_effect_permuted", c.POINTER(c.c_double))):
            getattr(library, name).argtypes, getattr(library, name).restype = [_P], kind
        self.n_units, self.n_adopters = library.tb_effect_units(result), library.tb_effect_adopters(result)
        moved = library.tb_effect_influence(result)
        self.influence = pd.Series(np.ctypeslib.as_array(moved, (len(units),)).copy(), index=list(units)) if moved else None
        dealt = library.tb_effect_permutations(result)
        self.permuted = np.ctypeslib.as_array(library.tb_effect_permuted(result), (dealt,)).copy() if dealt else np.empty(0)

    def __repr__(self) -> str:
        o = self.overall
        return f"<effect {o['estimate']:.4g} ({o['std_error']:.3g}): {self.n_adopters} adopters of {self.n_units} units>"


def _word(library: c.CDLL, options: _Options, member: str, word: str) -> None:
    parse = getattr(library, f"tb_effect_{member}_of")
    parse.argtypes, parse.restype = [_P, _TEXT], c.c_bool
    if not parse(c.byref(options, getattr(_Options, member).offset), word.encode()):
        raise ValueError(f"unknown {member} '{word}'")


def effect(data: pd.DataFrame, y: str, exposed: str, *, unit: str = "unit", year: str = "year", covariates: Sequence[str] = (), known_until: Optional[str] = None,
           estimator: str = "cs", method: str = "reg", control: str = "not-yet", base: str = "varying", balanced: bool = False, floor: int = 8,
           bootstraps: int = 999, permutations: int = 999, bounds: bool = True, seed: int = 1) -> Effect:
    """The effect on column `y` of a change that unit i made in year `exposed` (one value a unit, NaN or 0: no date is known).

    `known_until` names the column with the last year in which a unit without a date is known to be unexposed (0: unknown, never compared with);
    without it such units count as never exposed. Words as in ``tangbac help effects``; the numbers are those of the command.

    >>> effect(frame, "score", "first_year", unit="firm", year="t", estimator="imputation").overall["estimate"]      # doctest: +SKIP
    """
    for column in (y, exposed, unit, year, *covariates, *([known_until] if known_until else [])):
        if column not in data.columns:
            raise ValueError(f"the table has no column '{column}'")
    if data.duplicated([unit, year]).any():
        twice = data.loc[data.duplicated([unit, year]), [unit, year]].iloc[0]
        raise ValueError(f"duplicate row: {unit} {twice[unit]}, {year} {twice[year]}")

    def wide(column: str) -> np.ndarray:
        return np.ascontiguousarray(data.pivot(index=unit, columns=year, values=column).sort_index().to_numpy(np.float64))

    def of_unit(column: str, otherwise: int) -> np.ndarray:
        values = data.groupby(unit, sort=True)[column].agg(["min", "max"])
        if (values["min"].fillna(0) != values["max"].fillna(0)).any():
            raise ValueError(f"column '{column}' has two values for {unit} {values.index[(values['min'] != values['max'])][0]}")
        return np.ascontiguousarray(values["min"].fillna(otherwise).to_numpy(np.int32))

    library, error, result = load(), _Error(), _P()
    outcome, when = wide(y), of_unit(exposed, 0)
    years = np.ascontiguousarray(np.sort(data[year].unique()).astype(np.int32))
    until = of_unit(known_until, 0) if known_until else np.full(len(when), NEVER, np.int32)
    x = np.ascontiguousarray(np.stack([wide(v) for v in covariates])) if covariates else np.empty(0)
    table = _Table(c.sizeof(_Table), len(when), len(years), len(covariates), _address(years), _address(outcome), _address(when), _address(until),
                   _address(x) if covariates else None)
    options = _Options(size=c.sizeof(_Options), balanced=balanced, floor=floor, bootstraps=bootstraps, permutations=permutations, bounds=bounds, seed=seed)
    for member, word in (("estimator", estimator), ("method", method), ("control", control), ("base", base)):
        _word(library, options, member, word)
    library.tb_effect_free.argtypes = [_P]
    _check(library.tb_effect_make(c.byref(result), c.byref(table), c.byref(options), c.byref(error)), error)
    try:
        return Effect(result, sorted(data[unit].unique()))
    finally:
        library.tb_effect_free(result)
