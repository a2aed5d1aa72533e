"""How much of a rank is weighting, method, missing indicators or noise, by libtangbac through ctypes: arrays in and out."""
from __future__ import annotations

import ctypes as c
import os
import tempfile
from typing import Any, Dict, List, Mapping, Optional, Sequence, Tuple, Union

import numpy as np
import pandas as pd

from .command import PathLike
from .library import _P, _SIZE, _TEXT, _check, _Error, _Owner, _view, load
from .opened import notices, opened

Errors = Union[Mapping[str, float], pd.DataFrame]


class _Given(c.Structure):  # tb_simulate_error
    _fields_ = [("component", _TEXT), ("unit", _TEXT), ("sd", c.c_double)]


class _Options(c.Structure):  # tb_simulate_opts; enums are ints
    _fields_ = [("size", _SIZE), ("index", _TEXT), ("year", c.c_int), ("level", c.c_int), ("weights", c.c_int), ("concentration", c.c_double),
                ("percent", c.c_double), ("normalise", _TEXT), ("aggregate", _TEXT), ("leave_out", c.c_int), ("noise", c.c_int),
                ("error", c.POINTER(_Given)), ("errors", _SIZE), ("vary", c.POINTER(_Given)), ("varies", _SIZE), ("draws", c.c_uint64),
                ("samples", _SIZE), ("level_of_sets", c.c_double), ("bootstraps", _SIZE), ("covariance", _TEXT), ("best", _SIZE),
                ("seed", c.c_uint64), ("threads", c.c_int), ("tables", c.c_int), ("centre", c.c_double), ("comm", _P)]


class _Unit(c.Structure):  # tb_simulate_unit
    _fields_ = [("code", _TEXT), ("name_vi", _TEXT), ("name_en", _TEXT), ("reference_rank", c.c_int), ("reason", _TEXT), ("missing", _TEXT)] + [
        (n, c.c_double) for n in ("reference_score", "rank_mean", "rank_q05", "rank_q50", "rank_q95", "mean_abs_shift", "chance_top10", "chance_best",
                                  "chance_ranked")] + [("marginal", c.c_int * 2), ("simultaneous", c.c_int * 2), ("among_best", c.c_bool)] + [
        (n, c.c_double) for n in ("se", "error_q05", "error_q50", "error_q95", "error_best")]


class _Pair(c.Structure):  # tb_simulate_pair
    _fields_ = [("normalise", _TEXT), ("aggregate", _TEXT), ("used", c.c_bool), ("reason", _TEXT), ("reason_vi", _TEXT)]


class _Method(c.Structure):  # tb_simulate_method
    _fields_ = [("normalise", _TEXT), ("aggregate", _TEXT), ("share", c.c_double), ("mean_abs_shift", c.c_double), ("most", _SIZE),
                ("rank", c.POINTER(c.c_int))]


class _Index(c.Structure):  # tb_simulate_index
    _fields_ = [(n, c.c_double) for n in ("estimate", "low", "high")]


def _text(value: Optional[bytes]) -> Optional[str]:
    return None if value is None else value.decode()


def _row(u: _Unit) -> Dict[str, Any]:
    """A unit's row under the names of the command's JSON."""
    row = {"code": _text(u.code), "name": _text(u.name_vi), "reference_rank": u.reference_rank or np.nan, "reference_rank_reason": _text(u.reason),
           "missing_component": _text(u.missing), "reference_score": u.reference_score}
    row.update({f"rank.{n}": getattr(u, f"rank_{n}") for n in ("mean", "q05", "q50", "q95")})
    row.update(mean_abs_shift=u.mean_abs_shift, chance_top10=u.chance_top10, chance_top=u.chance_best, chance_ranked=u.chance_ranked)
    if u.marginal[0] > 0:
        row.update({"rank_set.marginal": list(u.marginal), "rank_set.simultaneous": list(u.simultaneous), "rank_set.among_best": u.among_best,
                    "rank_set.score_se": u.se, "rank_set.by_errors.chance_top": u.error_best})
        row.update({f"rank_set.by_errors.{n}": getattr(u, f"error_{n}") for n in ("q05", "q50", "q95")})
    return row


class Simulation:
    """What the draws said.

    ``units``: a row a unit under the names of ``tangbac simulate`` (reference_rank, rank.q05 ... rank_set.marginal ...); NaN where there is none.
    ``rank_probability`` [units, places] (numpy, a view of the library's memory): ties are spread over their places.
    ``sobol``: a row an output (a unit's rank, or the mean shift: code None) and factor: first, first_low, first_high, total, total_low, total_high.
    ``sobol_reason``: by code, why an output has no index. ``methods``: each way to compute alone; ``method_ranks`` [methods, units], 0 = not ranked.
    ``design``: pairs of normalisation and aggregation, used or why not. ``components``: weight and noise_sd (points). ``local``: points of a
    component that lift a unit by one rank (up) or cost one (down).
    ``composite_noise_sd`` (points), ``mean_abs_shift`` (places), ``concentration``, ``draws``, ``samples``, ``completed_tables``, ``factors``, ``notes``.
    """

    units: pd.DataFrame
    rank_probability: np.ndarray
    sobol: pd.DataFrame
    sobol_reason: Dict[Optional[str], str]
    methods: pd.DataFrame
    method_ranks: np.ndarray
    design: pd.DataFrame
    components: pd.DataFrame
    local: pd.DataFrame
    factors: List[str]
    notes: List[str]
    composite_noise_sd: float
    mean_abs_shift: float
    concentration: float
    draws: int
    samples: int
    completed_tables: int

    def __init__(self, owner: _Owner, index: str, year: int, notes: List[str]):
        self._owner, self._library = owner, load()
        self.index, self.year, self.notes = index, year, notes
        n = self._of("tb_simulation_units", _SIZE)
        self.units = pd.DataFrame([_row(self._of("tb_simulation_unit", c.POINTER(_Unit), i).contents) for i in range(n)])
        self.rank_probability = _view(self._of("tb_simulation_rank_probability", c.POINTER(c.c_double)), (n, n), owner)
        for name, member, kind in (("composite_noise_sd", "composite_noise", c.c_double), ("mean_abs_shift", "mean_shift", c.c_double),
                                   ("concentration", "concentration", c.c_double), ("draws", "draws", c.c_uint64), ("samples", "samples", _SIZE),
                                   ("completed_tables", "tables", _SIZE)):
            setattr(self, name, self._of(f"tb_simulation_{member}", kind))
        self.factors = [self._of("tb_simulation_factor", _TEXT, k).decode() for k in range(self._of("tb_simulation_factors", _SIZE))]
        self._read_design(n)
        self._read_sobol(n)

    def _of(self, function: str, kind: Any, *place: int) -> Any:
        get = getattr(self._library, function)
        get.argtypes, get.restype = [_P] + [_SIZE] * len(place), kind
        return get(self._owner.handle, *place)

    def _read_design(self, n: int) -> None:
        names = [self._of("tb_simulation_component", _TEXT, j).decode() for j in range(self._of("tb_simulation_components", _SIZE))]
        self.components = pd.DataFrame({"component": names, "weight": [self._of("tb_simulation_weight", c.c_double, j) for j in range(len(names))],
                                        "noise_sd": [self._of("tb_simulation_noise", c.c_double, j) for j in range(len(names))]})
        pairs = [self._of("tb_simulation_pair", c.POINTER(_Pair), k).contents for k in range(self._of("tb_simulation_pairs", _SIZE))]
        self.design = pd.DataFrame([(_text(p.normalise), _text(p.aggregate), p.used, _text(p.reason)) for p in pairs],
                                   columns=["normalisation", "aggregation", "used", "reason"])
        ways = [self._of("tb_simulation_method", c.POINTER(_Method), k).contents for k in range(self._of("tb_simulation_methods", _SIZE))]
        code = list(self.units["code"])
        self.methods = pd.DataFrame([(_text(m.aggregate), _text(m.normalise), m.share, m.mean_abs_shift, code[m.most] if m.most < n else None) for m in ways],
                                    columns=["aggregation", "normalisation", "share_of_draws", "mean_abs_shift", "moves_most"])
        self.method_ranks = np.array([m.rank[:n] for m in ways], np.int32).reshape(len(ways), n)
        up, down = c.c_double(), c.c_double()
        self._library.tb_simulation_local.argtypes, self._library.tb_simulation_local.restype = [_P, _SIZE, _SIZE, _P, _P], None
        rows = []
        for i in range(n):
            for j, name in enumerate(names):
                self._library.tb_simulation_local(self._owner.handle, i, j, c.byref(up), c.byref(down))
                rows.append((code[i], name, up.value, down.value))
        self.local = pd.DataFrame(rows, columns=["code", "component", "up", "down"])

    def _read_sobol(self, n: int) -> None:
        get = self._library.tb_simulation_sobol
        get.argtypes, get.restype = [_P, _SIZE, _SIZE, _P, _P, _P], _TEXT
        rows: List[Tuple] = []
        self.sobol_reason = {}
        first, total, vi = _Index(), _Index(), _TEXT()
        for output in range(n + 1 if self.samples else 0):
            code = self.units["code"].iloc[output] if output < n else None
            for k, factor in enumerate(self.factors):
                why = get(self._owner.handle, output, k, c.byref(first), c.byref(total), c.byref(vi))
                if why is not None:
                    self.sobol_reason[code] = why.decode()
                    continue
                rows.append((code, "rank" if output < n else "mean_shift", factor, first.estimate, first.low, first.high, total.estimate, total.low,
                             total.high))
        self.sobol = pd.DataFrame(rows, columns=["code", "output", "factor", "first", "first_low", "first_high", "total", "total_low", "total_high"])

    def __repr__(self) -> str:
        return f"<simulation {self.index} {self.year}: {len(self.units)} units, {self.draws} draws, {len(self.factors)} factors>"


def _given(errors: Optional[Errors]) -> Tuple[Any, int]:
    """Standard errors as the library takes them: one a component, or one a unit (row) and component (column); NaN cells are left out."""
    if errors is None:
        return None, 0
    if isinstance(errors, pd.DataFrame):
        rows = [(str(j), str(i), float(errors.at[i, j])) for i in errors.index for j in errors.columns if not np.isnan(errors.at[i, j])]
    else:
        rows = [(str(j), None, float(sd)) for j, sd in errors.items()]
    return (_Given * len(rows))(*[_Given(j.encode(), None if i is None else i.encode(), sd) for j, i, sd in rows]), len(rows)


def _write_covariance(folder: str, covariance: Union[np.ndarray, pd.DataFrame], units: Optional[Sequence[str]]) -> bytes:
    """The library reads the matrix from a file: every digit is written."""
    if not isinstance(covariance, pd.DataFrame):
        matrix = np.asarray(covariance, np.float64)
        if units is None or matrix.shape != (len(units), len(units)):
            raise ValueError("covariance as an array [n, n] needs `units`, n codes in its order")
        covariance = pd.DataFrame(matrix, index=list(units), columns=list(units))
    path = os.path.join(folder, "covariance.csv")
    covariance.to_csv(path, index_label="unit", float_format="%.17g")
    return os.fsencode(path)


def simulate(panel: PathLike, *, index: str, year: int, level: str = "leaf", weights: str = "gamma", concentration: float = 0, percent: float = 25,
             normalise: str = "none,minmax,zscore,rank,percentile,distance", aggregate: str = "arithmetic,geometric,harmonic,copeland",
             leave_out: str = "indicator", noise: Optional[str] = None, error: Optional[Errors] = None, vary: Optional[Mapping[str, float]] = None,
             draws: int = 10000, samples: int = 2048, confidence: float = 0.95, bootstraps: int = 10000,
             covariance: Optional[Union[np.ndarray, pd.DataFrame]] = None, units: Optional[Sequence[str]] = None, top: int = 10, tables: str = "auto",
             centre: float = 0.5, merged: Optional[bool] = None, seed: int = 1, threads: int = 0) -> Simulation:
    """A composite computed again and again with other weights, methods, components and noise. Words and numbers as in ``tangbac help simulate``.

    index: an index ("PAPI") or a node with components ("PAPI.D5"). error: standard errors in points, by component (a mapping; "TOTAL": of the
    total), or a table with a row a unit and a column a component; makes `noise` "given". vary: component to standard deviation, each a factor of
    its own. covariance [n, n]: of the errors of the units' scores, for the confidence sets: a table by code, or an array with `units`, the codes in its
    order. samples: base points of the Sobol' indices (0: none). bootstraps: draws of the confidence sets (0: none).
    TangbacError: a word or number that is not allowed (code 2), no such year or no components (3).

    >>> s = simulate("build/panel.h5", index="PAPI", year=2022, noise="none")          # doctest: +SKIP
    >>> s.sobol[s.sobol.code == "12"].nlargest(5, "total")                             # doctest: +SKIP
    """
    library, result, err = load(), _P(), _Error()
    given, n_given = _given(error)
    varied, n_varied = _given(vary)
    options = _Options(size=c.sizeof(_Options), index=index.encode(), year=year, concentration=concentration, percent=percent,
                       normalise=normalise.encode(), aggregate=aggregate.encode(), error=given, errors=n_given, vary=varied, varies=n_varied, draws=draws,
                       samples=samples, level_of_sets=confidence, bootstraps=bootstraps, best=top, seed=seed, threads=threads, centre=centre)
    words = (("level", level), ("weights", weights), ("leave_out", leave_out), ("noise", noise or ("given" if error is not None else "forecast")),
             ("tables", tables))
    for member, word in words:
        parse = getattr(library, f"tb_simulate_{member}_of")
        parse.argtypes = [_P, _TEXT, _P]
        _check(parse(c.byref(options, getattr(_Options, member).offset), word.encode(), c.byref(err)), err)
    library.tb_simulation_start.argtypes = [_P, _P, _P, _P]
    library.tb_simulation_left.argtypes, library.tb_simulation_left.restype = [_P], c.c_uint64
    library.tb_simulation_step.argtypes, library.tb_simulation_finish.argtypes = [_P, c.c_uint64, _P], [_P, _P]
    with opened(panel, year=year, merged=merged) as handle, tempfile.TemporaryDirectory(prefix="tangbac-") as folder:
        if covariance is not None:
            options.covariance = _write_covariance(folder, covariance, units)
        _check(library.tb_simulation_start(c.byref(result), handle, c.byref(options), c.byref(err)), err)
        owner = _Owner(result, "tb_simulation_free")
        while library.tb_simulation_left(result) > 0:  # steps, so that an interrupt is heard
            _check(library.tb_simulation_step(result, 1 << 16, c.byref(err)), err)
        _check(library.tb_simulation_finish(result, c.byref(err)), err)
        return Simulation(owner, index, year, notices("tb_simulation_notices", result))
