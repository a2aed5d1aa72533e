"""Full tables that agree with every published fact, by libtangbac through ctypes: the draws as numpy sees them, nothing written or read."""
from __future__ import annotations

import ctypes as c
from typing import Any, Dict, List, Optional

import numpy as np
import pandas as pd

from .command import PathLike
from .library import _P, _SIZE, _TEXT, _check, _Error, _meanings, _Owner, _Samples, _view, load
from .opened import notices, opened


class _Options(c.Structure):  # tb_completion_opts
    _fields_ = [("size", _SIZE), ("index", _TEXT), ("year", c.c_int), ("as_of", c.c_int), ("draws", _SIZE), ("seed", c.c_uint64), ("threads", c.c_int),
                ("samples", c.c_bool)]


class _Unit(c.Structure):  # tb_completion_unit
    _fields_ = [("code", _TEXT), ("name_vi", _TEXT), ("name_en", _TEXT), ("score_mean", c.c_double), ("score_sd", c.c_double),
                ("score_q", c.c_double * 3), ("rank_q", c.c_double * 3), ("basis", _TEXT), ("published_rank", c.c_int)]


class _Summary(c.Structure):  # tb_completion_summary
    _fields_ = [("index", _TEXT), ("prior", _TEXT), ("year", c.c_int), ("as_of", c.c_int)] + [
        (n, _SIZE) for n in ("scores", "ranks", "means", "extremes", "counts", "draws")] + [
        ("ess_min", c.c_double), ("rhat_max", c.c_double), ("ranges", _SIZE)]


def _row(u: _Unit) -> Dict[str, Any]:
    row = {"code": u.code.decode(), "name": u.name_vi.decode(), "basis": u.basis.decode(), "published_rank": u.published_rank or np.nan,
           "score.mean": u.score_mean, "score.sd": u.score_sd}
    row.update({f"score.{q}": u.score_q[k] for k, q in enumerate(("q05", "q50", "q95"))})
    row.update({f"rank.{q}": u.rank_q[k] for k, q in enumerate(("q05", "q50", "q95"))})
    return row


class Completion:
    """A completed table.

    ``units``: a row a unit: code, name, basis (published, derived, computed: known; completed: drawn; withheld, no such scheme: none), published_rank,
    score.mean, score.sd, score.q05, score.q50, score.q95, rank.q05, rank.q50, rank.q95; NaN where there is none.
    ``draws``: an xarray Dataset, score [unit, sample] and level [sample] in points, looking into the library's memory: no copy.
    ``facts_used`` (dict), ``ess_min``, ``rhat_max`` (NaN when nothing is unknown), ``prior`` (indices that said how scores move), ``notes``.
    """

    units: pd.DataFrame
    facts_used: Dict[str, int]
    notes: List[str]
    index: str
    prior: str
    year: int
    as_of: int
    seed: int
    ess_min: float
    rhat_max: float

    def __init__(self, owner: _Owner, notes: List[str]):
        library = load()
        library.tb_completion_info.argtypes, library.tb_completion_info.restype = [_P], c.POINTER(_Summary)
        library.tb_completion_units.argtypes, library.tb_completion_units.restype = [_P], _SIZE
        library.tb_completion_unit_at.argtypes, library.tb_completion_unit_at.restype = [_P, _SIZE], c.POINTER(_Unit)
        library.tb_completion_samples.argtypes, library.tb_completion_samples.restype = [_P], _Samples
        about = library.tb_completion_info(owner.handle).contents
        self.index, self.prior, self.year, self.as_of = about.index.decode(), about.prior.decode(), about.year, about.as_of
        self.ess_min, self.rhat_max = about.ess_min, about.rhat_max
        self.facts_used = {n: getattr(about, n) for n in ("scores", "ranks", "means", "extremes", "counts", "ranges")}
        self.units = pd.DataFrame([_row(library.tb_completion_unit_at(owner.handle, i).contents) for i in range(library.tb_completion_units(owner.handle))])
        self.notes = notes
        self._samples, self._owner = library.tb_completion_samples(owner.handle), owner
        self.seed = int(self._samples.seed)

    @property
    def draws(self) -> Any:
        import xarray

        s = self._samples
        arrays = {"score": (("unit", "sample"), _view(s.score, (s.n_unit, s.n), self._owner))}
        if s.level:
            arrays["level"] = (("sample",), _view(s.level, (s.n,), self._owner))
        else:  # as tangbac/samples.h has it: the mean of the draw's scores
            arrays["level"] = (("sample",), np.nanmean(arrays["score"][1], axis=0))
        return _meanings(xarray.Dataset(arrays, coords={"unit": [s.code[i].decode() for i in range(s.n_unit)], "sample": np.arange(s.n)},
                                        attrs={"index": self.index, "year": self.year, "as_of": self.as_of, "seed": self.seed}), s.unit)

    def __repr__(self) -> str:
        drawn = int((self.units["basis"] == "completed").sum())
        return f"<completion {self.index} {self.year}: {drawn} of {len(self.units)} units drawn>"


def complete(panel: PathLike, *, index: str, year: int, as_of: int = 0, draws: int = 4000, merged: Optional[bool] = None, seed: int = 1,
             threads: int = 0) -> Completion:
    """Full tables of an index ("PAR": its TOTAL) or a component in a year that agree with everything published up to the year `as_of` (0: all).

    draws: 400 to 100,000. merged: the units that came of mergers (default: from the year on in which they hold). The numbers are those of
    ``tangbac complete``. TangbacError: no such index (code 2), nothing known or facts that contradict one another (3).

    >>> complete("build/panel.h5", index="PAR", year=2021).draws.score.std("sample")      # doctest: +SKIP
    """
    library, result, error = load(), _P(), _Error()
    options = _Options(c.sizeof(_Options), index.encode(), year, as_of, draws, seed, threads, True)
    library.tb_completion_run.argtypes = [_P, _P, _P, _P]
    with opened(panel, year=year, merged=merged) as handle:
        _check(library.tb_completion_run(c.byref(result), handle, c.byref(options), c.byref(error)), error)
        owner = _Owner(result, "tb_completion_free")
        return Completion(owner, notices("tb_completion_notices", result))
