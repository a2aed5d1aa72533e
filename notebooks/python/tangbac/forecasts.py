"""The draws of a forecast, by libtangbac through ctypes: the library's own memory as an xarray Dataset."""
from __future__ import annotations

import ctypes as c
from typing import Any, Optional

import numpy as np

from .command import PathLike
from .library import _P, _SIZE, _TEXT, _check, _Error, _meanings, _Owner, _view, load
from .opened import opened


class _Options(c.Structure):  # tb_forecast_opts
    _fields_ = [("size", _SIZE), ("index", _TEXT), ("origin", c.c_int), ("year", c.c_int), ("model", _TEXT), ("draws", _SIZE), ("seed", c.c_uint64), ("threads", c.c_int), ("samples", c.c_bool)]


def draws(panel: PathLike, *, index: str, origin: int, year: Optional[int] = None, model: str = "default", draws: int = 20000, seed: int = 1, threads: int = 0) -> Any:
    """The joint predictive draws of all units as an xarray Dataset: score [unit, sample], level [sample]; NaN where a unit is not ranked.

    The arrays look into the library's memory; nothing is copied. ``d.score - d.level`` is what evaluations by deviation judge.
    """
    import xarray

    library, result, error = load(), _P(), _Error()
    target = year if year is not None else origin + 1
    options = _Options(c.sizeof(_Options), index.encode(), origin, target, model.encode(), draws, seed, threads, True)
    with opened(panel, year=target) as handle:
        _check(library.tb_forecast_run(c.byref(result), handle, c.byref(options), c.byref(error)), error)
    owner = _Owner(result, "tb_forecast_free")
    s = library.tb_forecast_samples(result)
    return _meanings(xarray.Dataset(
        {"score": (("unit", "sample"), _view(s.score, (s.n_unit, s.n), owner)), "level": (("sample",), _view(s.level, (s.n,), owner))},
        coords={"unit": [s.code[i].decode() for i in range(s.n_unit)], "sample": np.arange(s.n)},
        attrs={"index": s.index.decode(), "model": s.model.decode(), "origin": s.origin, "year": s.year, "seed": int(s.seed)}), s.unit)
