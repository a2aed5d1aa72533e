"""libtangbac through ctypes: arrays in and out, where a table or a file between would cost more than the answer.

`fit` reads numpy arrays where they lie (doubles, columns together: what ``np.asfortranarray`` makes), and `rank_sets` takes scores and the
covariance of their errors. The numbers are those of the command.

The library is found by $TANGBAC_LIBRARY, else beside the command that `find_command` finds, else where the system has libraries.
"""
from __future__ import annotations

import ctypes as c
import ctypes.util
import functools
import os
from pathlib import Path
from typing import Any, Dict, Optional, Sequence, Union

import numpy as np
import pandas as pd

from .command import PathLike, TangbacError, find_command

_ERR_TEXT = 640  # TB_ERR_TEXT of tangbac/error.h
_TEXT, _SIZE, _P = c.c_char_p, c.c_size_t, c.c_void_p


class _Error(c.Structure):
    _fields_ = [("status", c.c_int), ("message", c.c_char * _ERR_TEXT), ("message_vi", c.c_char * _ERR_TEXT)]


class _Vcov(c.Structure):  # tb_vcov_choice
    _fields_ = [("kind", c.c_int), ("by", c.c_int * 2), ("lags_given", c.c_bool), ("lags", c.c_int)]


class _Options(c.Structure):  # tb_estimate_opts; enums are ints
    _fields_ = [
        ("size", _SIZE), ("method", c.c_int), ("vcov", _Vcov), ("ssc", c.c_int), ("level", c.c_double), ("wild", _SIZE), ("weights", c.c_int),
        ("seed", c.c_uint64), ("threads", c.c_int), ("first_year", c.c_int), ("last_year", c.c_int), ("subset", _TEXT), ("lag_from", c.c_int),
        ("lag_to", c.c_int), ("steps", c.c_int), ("collapse", c.c_int), ("penalty", c.c_double), ("tests", _P), ("predict", _TEXT),
        ("influence", c.c_bool), ("rows", c.c_bool), ("plain", c.c_bool), ("weight_by", _TEXT), ("across_gaps", c.c_bool),
    ]


class _Data(c.Structure):  # tb_estimate_data
    _fields_ = [("n", _SIZE), ("k", _SIZE), ("y", _P), ("x", _P), ("unit", _P), ("year", _P), ("term", _P), ("effects", _TEXT), ("intercept", c.c_bool), ("lag_of_y", _P),
                ("weight", _P), ("q", _SIZE), ("z", _P), ("instrument", _P), ("endogenous", _P)]


class _Reason(c.Structure):  # tb_reason
    _fields_ = [("id", _TEXT), ("text", _TEXT), ("text_vi", _TEXT)]


_WHY = c.POINTER(_Reason)


class _Coefficient(c.Structure):
    _fields_ = [("term", _TEXT)] + [(n, c.c_double) for n in ("estimate", "std_error", "statistic", "df", "p_value", "ci_low", "ci_high")] + [
        ("reason", _WHY)] + [(n, c.c_double) for n in ("inclusion", "wild_p", "wild_low", "wild_high")] + [("wild_reason", _WHY)] + [
        (n, c.c_double) for n in ("other_step", "other_step_se", "cr2_error", "cr2_df", "effective_clusters")]


class _Test(c.Structure):
    _fields_ = [("name", _TEXT), ("distribution", _TEXT)] + [(n, c.c_double) for n in ("statistic", "df", "df2", "p_value", "wild_p")] + [("reason", _WHY)]


class _Dropped(c.Structure):
    _fields_ = [("term", _TEXT), ("reason", _WHY)]


class _Summary(c.Structure):  # the first members of tb_estimate_summary, up to vcov
    _fields_ = [("formula", _TEXT), ("method", _TEXT), ("n_obs", _SIZE), ("n_units", _SIZE), ("n_periods", _SIZE), ("singletons", _SIZE),
                ("identified_by", _SIZE), ("balanced", c.c_bool), ("effects", _TEXT)] + [
        (n, _SIZE) for n in ("coefficients", "dropped", "tests", "influence", "predictions")] + [
        ("coefficient", c.POINTER(_Coefficient)), ("drop", c.POINTER(_Dropped)), ("test", c.POINTER(_Test)), ("influential", _P), ("prediction", _P)] + [
        (n, c.c_double) for n in ("r2", "r2_within", "r2_between", "r2_overall", "sigma", "rss", "loglik", "aic", "bic", "condition")] + [
        ("parameters", _SIZE), ("absorbed", _SIZE), ("vcov_type", _TEXT), ("ssc", _TEXT), ("vcov_words", _TEXT), ("vcov_factor", c.c_double),
        ("clusters", _SIZE), ("vcov", c.POINTER(c.c_double))]


class _Samples(c.Structure):
    _fields_ = [("index", _TEXT), ("model", _TEXT), ("origin", c.c_int), ("year", c.c_int), ("seed", c.c_uint64), ("n_unit", _SIZE), ("n", _SIZE),
                ("code", c.POINTER(_TEXT)), ("score", c.POINTER(c.c_double)), ("level", c.POINTER(c.c_double)), ("unit", _TEXT)]


def _meanings(dataset: Any, unit: bytes) -> Any:
    """long_name and units, as a file of draws has them."""
    for name, words in (("score", "score in each draw"), ("level", "mean of the units in each draw")):
        dataset[name].attrs = {"long_name": words, "units": unit.decode().replace("%", "percent")}
    return dataset


class _Sets(c.Structure):
    _fields_ = [("marginal", _P), ("simultaneous", _P), ("among_best", _P)]


@functools.lru_cache(maxsize=None)
def load() -> c.CDLL:
    """The library; TangbacError when there is none, or one of another version."""
    folder = Path(find_command()).resolve().parent
    tried = [os.environ.get("TANGBAC_LIBRARY"), folder / "engine" / "libtangbac.so", folder.parent / "lib" / "libtangbac.so",
             *folder.parent.glob("lib/*/libtangbac.so"), ctypes.util.find_library("tangbac")]
    for path in tried:
        if path and (not isinstance(path, Path) or path.exists()):
            library = c.CDLL(str(path))
            break
    else:
        raise TangbacError("cannot find libtangbac.so: build it (./quickstart) or set TANGBAC_LIBRARY", 1, [])
    library.tb_version.restype = _TEXT
    if not library.tb_version().decode().startswith("0.1."):
        raise TangbacError(f"libtangbac {library.tb_version().decode()} is not of version 0.1", 1, [])
    library.tb_estimate_info.restype = c.POINTER(_Summary)
    library.tb_forecast_samples.restype = _Samples
    for name in ("tb_estimate_info", "tb_estimate_free", "tb_forecast_free", "tb_forecast_samples", "tb_panel_free"):
        getattr(library, name).argtypes = [_P]
    return library


def _check(status: int, error: _Error) -> None:
    if status != 0:
        raise TangbacError(error.message.decode("utf-8", "replace"), load().tb_status_exit_code(status), [])


def _address(array: np.ndarray) -> int:
    return array.ctypes.data


def _said(value: Any) -> Any:
    """Bytes as text, a reason as its English sentence (None: there is none), the rest as it is."""
    if isinstance(value, _WHY):
        return value.contents.text.decode() if value else None
    return value.decode() if isinstance(value, bytes) else value


def _table(rows: Any, count: int, kind: type) -> pd.DataFrame:
    names = [n for n, _ in kind._fields_]
    found = [{n: getattr(rows[i], n) for n in names} for i in range(count)]
    return pd.DataFrame([{n: _said(v) for n, v in row.items()} for row in found], columns=names)


class Fit:
    """A regression on arrays: ``coefficients`` and ``tests`` (pandas), ``vcov`` (numpy), and ``n_obs``, ``n_units``, ``r2_within``, ``sigma``, ``dropped`` ..."""

    coefficients: pd.DataFrame
    tests: pd.DataFrame
    vcov: np.ndarray

    def __init__(self, summary: _Summary):
        self.coefficients = _table(summary.coefficient, summary.coefficients, _Coefficient)
        self.tests = _table(summary.test, summary.tests, _Test)
        k = summary.coefficients
        self.vcov = np.ctypeslib.as_array(summary.vcov, (k, k)).copy() if k and summary.vcov else np.empty((0, 0))
        self.dropped: Dict[str, str] = {summary.drop[i].term.decode(): _said(summary.drop[i].reason) for i in range(summary.dropped)}
        for name, kind in _Summary._fields_:
            value = getattr(summary, name)
            if kind in (_SIZE, c.c_double, c.c_bool, _TEXT) and name not in ("coefficients", "dropped", "tests", "influence", "predictions"):
                setattr(self, name, value.decode() if isinstance(value, bytes) else value)

    def __repr__(self) -> str:
        return f"<fit {self.method}: {self.n_obs} rows, {', '.join(self.coefficients['term'])}>"


def fit(y: np.ndarray, x: np.ndarray, unit: np.ndarray, year: np.ndarray, *, effects: str = "", terms: Optional[Sequence[str]] = None, intercept: bool = True,
        method: Optional[str] = None, vcov: Optional[str] = None, ssc: Optional[str] = None, level: float = 0.95, wild: int = 0, seed: int = 1, threads: int = 0,
        weights: Optional[np.ndarray] = None, instruments: Optional[np.ndarray] = None, endogenous: Sequence[str] = (), lags: Sequence[str] = (),
        lag_range: Optional[Sequence[int]] = None, collapse: Optional[bool] = None, steps: int = 1, across_gaps: bool = False, diagnostics: bool = False,
        tests: Sequence[str] = ()) -> Fit:
    """A panel regression of y [n] on the columns of x [n, k] (or [n]); unit, year [n] any labels; rows with a NaN are left out.

    ``effects="unit + year"`` takes them out. y, and x in column order (``np.asfortranarray``), are read where they lie when they are
    doubles; anything else is copied once. `method`, `vcov`, `ssc` as in ``tangbac help estimate``; diagnostic tests (Hausman, serial correlation ...) with
    ``diagnostics=True``, those of instruments always, Wald tests of the hypotheses in `tests` (``["x1 = x2 = 0"]``; HTZ with ``vcov="cr2:unit"``).

    weights [n]: precisions of the rows (``lm(weights=)`` of R). instruments [n, q] stand for the terms named in `endogenous` (two stages; with
    ``method="gmm"`` or ``"sysgmm"`` beside the lags). lags: the terms that are lags of y, for gmm; lag_range: the first and last lag of y that are instruments (last 0:
    all); collapse: one column a lag; steps: 1 or 2; across_gaps: differences across missing years are equations too, as in gretl.

    >>> fit(y, np.asfortranarray(x), firm, t, effects="unit + year", vcov="cr2:unit").coefficients      # doctest: +SKIP
    """
    y = np.ascontiguousarray(y, dtype=np.float64)
    x = np.asfortranarray(np.asarray(x).reshape(len(y), -1), dtype=np.float64)
    n, k = x.shape
    if len(unit) != n or len(year) != n or terms is not None and len(terms) != k:
        raise ValueError(f"unit and year must have {n} entries and terms {k}")
    codes, labels = pd.factorize(np.asarray(unit), sort=True)
    unit_of = np.ascontiguousarray(codes, dtype=np.int32)
    year_of = np.ascontiguousarray(year if np.issubdtype(np.asarray(year).dtype, np.integer) else pd.factorize(np.asarray(year), sort=True)[0], dtype=np.int32)
    names = (_TEXT * k)(*[str(t).encode() for t in (terms if terms is not None else [f"x{j + 1}" for j in range(k)])])
    own = [str(t) for t in (terms if terms is not None else [f"x{j + 1}" for j in range(k)])]
    for name in (*endogenous, *lags):
        if name not in own:
            raise ValueError(f"'{name}' is not a term; there are {', '.join(own)}")
    flags = {role: np.array([t in chosen for t in own], np.uint8) for role, chosen in (("endogenous", endogenous), ("lags", lags))}
    data = _Data(n, k, _address(y), _address(x), _address(unit_of), _address(year_of), c.cast(names, _P), effects.encode(), intercept and not effects.strip(),
                 _address(flags["lags"]))
    if weights is not None:
        weights = np.ascontiguousarray(weights, dtype=np.float64)
        if weights.shape != (n,):
            raise ValueError(f"weights must have {n} entries")
        data.weight = _address(weights)
    if instruments is not None:
        instruments = np.asfortranarray(np.asarray(instruments).reshape(n, -1), dtype=np.float64)
        data.q, data.z, data.endogenous = instruments.shape[1], _address(instruments), _address(flags["endogenous"])
    library, result, error = load(), _P(), _Error()
    options = _Options(size=c.sizeof(_Options), level=level, wild=wild, seed=seed, threads=threads, collapse=-1 if collapse is None else int(collapse), penalty=-1, influence=False, plain=not diagnostics,
                       across_gaps=across_gaps, steps=steps)
    asked = (_TEXT * (len(tests) + 1))(*[t.encode() for t in tests], None)
    if tests:
        options.tests = c.cast(asked, _P)
    if lag_range is not None:
        options.lag_from, options.lag_to = lag_range
    for word, member, parse in ((method, "method", library.tb_estimate_method_of), (vcov, "vcov", library.tb_vcov_of), (ssc, "ssc", library.tb_ssc_of)):
        if word is not None:  # the library knows its words
            _check(parse(c.byref(options, getattr(_Options, member).offset), word.encode(), c.byref(error)), error)
    _check(library.tb_estimate_arrays(c.byref(result), c.byref(data), c.byref(options), c.byref(error)), error)
    try:
        return Fit(library.tb_estimate_info(result).contents)
    finally:
        library.tb_estimate_free(result)


class _Owner:
    """Frees a result of the library when the last array that looks into it is gone."""

    def __init__(self, handle: Any, free: str):
        self.handle, self.free = handle, getattr(load(), free)

    def __del__(self) -> None:
        self.free(self.handle)


def _view(pointer: Any, shape: tuple, owner: _Owner) -> np.ndarray:
    count = int(np.prod(shape))
    buffer = (c.c_double * count).from_address(c.addressof(pointer.contents))
    buffer._owner = owner  # the array's base is the buffer: it keeps the result alive
    return np.frombuffer(buffer, np.float64).reshape(shape)


def rank_sets(score: Union[Sequence[float], np.ndarray], covariance: np.ndarray, *, level: float = 0.95, draws: int = 10000, best: int = 10, seed: int = 1, threads: int = 1) -> pd.DataFrame:
    """Confidence sets for the ranks of any scores (Mogstad, Romano, Shaikh and Wilhelm 2024): larger is better, covariance [n, n] of their errors.

    Columns marginal_low, marginal_high (each alone), simultaneous_low, simultaneous_high (all together), among_best.
    """
    score = np.ascontiguousarray(score, dtype=np.float64)
    n = len(score)
    covariance = np.ascontiguousarray(covariance, dtype=np.float64)
    if covariance.shape != (n, n):
        raise ValueError(f"the covariance must be {n} by {n}")
    marginal, simultaneous, among = np.empty((n, 2), np.int32), np.empty((n, 2), np.int32), np.empty(n, np.bool_)
    sets, error = _Sets(_address(marginal), _address(simultaneous), _address(among)), _Error()
    library = load()
    library.tb_rank_sets_make.argtypes = [_P, _P, _P, _SIZE, c.c_double, _SIZE, _SIZE, c.c_uint64, c.c_int, _P]
    _check(library.tb_rank_sets_make(c.byref(sets), _address(score), _address(covariance), n, level, draws, best, seed, threads, c.byref(error)), error)
    return pd.DataFrame({"marginal_low": marginal[:, 0], "marginal_high": marginal[:, 1], "simultaneous_low": simultaneous[:, 0],
                         "simultaneous_high": simultaneous[:, 1], "among_best": among})
