"""The panel file (HDF5) as numpy, pandas and xarray see it. Read where it stands; nothing is copied that is not asked for."""
from __future__ import annotations

import os
import warnings
from typing import Dict, List, Optional, Sequence

import h5py
import numpy as np
import pandas as pd

from .command import PathLike

STATUS = {0: "published", 1: "derived", 2: "not in this package", 3: "not published", 4: "not in existence", 5: "computed"}


def _text(values: np.ndarray) -> np.ndarray:
    return np.array([v.decode("utf-8") if isinstance(v, bytes) else v for v in values], dtype=object)


class Panel:
    """A panel file: ``Panel("build/panel.h5")``. Goes where a path goes in the functions of this package."""

    def __init__(self, path: PathLike):
        self.path = os.fspath(path)
        with h5py.File(self.path, "r") as f:
            if int(f.attrs.get("tangbac_schema", 0)) != 1:
                raise ValueError(f"{self.path}: not a panel of schema 1")
            self.indices: List[str] = str(f.attrs["tangbac_indices"]).split(",")

    def __fspath__(self) -> str:
        return self.path

    def __repr__(self) -> str:
        return f"Panel({self.path!r}: {', '.join(self.indices)})"

    def _table(self, name: str) -> pd.DataFrame:
        with h5py.File(self.path, "r") as f:
            columns: Dict[str, np.ndarray] = {}
            for key in f[name]:
                column = f[name][key][:]
                columns[key] = _text(column) if column.dtype.kind in "SO" else column
            return pd.DataFrame(columns)

    @property
    def units(self) -> pd.DataFrame:
        """Provinces: those of the 63 (to 2024) and of the 34 (from 2025); a code and a year name one."""
        return self._table("unit")

    @property
    def sources(self) -> pd.DataFrame:
        """Publisher, title, date and address of every source."""
        return self._table("source")

    @property
    def adoption(self) -> pd.DataFrame:
        """Which province adopted which dated measure when, with the source of the date."""
        return self._table("adoption")

    def facts(self, index: str) -> pd.DataFrame:
        """Published figures about whole tables: means, extremes, counts, ranks."""
        return self._table(f"{index}/fact")

    def indicators(self, index: str) -> pd.DataFrame:
        """The tree of an index: code, parent, names."""
        with h5py.File(self.path, "r") as f:
            g = f[index]
            return pd.DataFrame({
                "indicator": _text(g["indicator"][:]), "parent": _text(g["indicator_parent"][:]),
                "name_vi": _text(g["indicator_name_vi"][:]), "name_en": _text(g["indicator_name_en"][:]),
            })

    def array(self, index: str, what: str = "value") -> np.ndarray:
        """value, rank, status or source of an index as stored: [year, unit, indicator], in the order of `frame` and `indicators`."""
        with h5py.File(self.path, "r") as f:
            return f[index][what][:]

    def frame(self, index: str, indicators: Optional[Sequence[str]] = None, wide: bool = True, what: str = "value") -> pd.DataFrame:
        """An index as a table. wide: a row a unit and year, a column an indicator; else a row a figure, with its status.

        Absent figures are NaN when wide and left out otherwise; `what` may be "rank" (published ranks; none is NaN).
        """
        with h5py.File(self.path, "r") as f:
            g = f[index]
            year, unit, code = g["year"][:], _text(g["unit"][:]), _text(g["indicator"][:])
            values = g[what][:].astype(float)
            status = g["status"][:]
        if what == "rank":
            values[values < 0] = np.nan
        keep = np.arange(len(code)) if indicators is None else np.array([list(code).index(c) for c in indicators])
        rows = pd.MultiIndex.from_product([unit, year], names=["unit", "year"])
        table = pd.DataFrame(values.transpose(1, 0, 2)[:, :, keep].reshape(len(rows), len(keep)), index=rows, columns=code[keep])
        if wide:
            return table.dropna(how="all")
        table.columns.name = "indicator"
        long = table.stack().rename(what).reset_index()
        place = (pd.Index(year).get_indexer(long["year"]), pd.Index(unit).get_indexer(long["unit"]), pd.Index(code).get_indexer(long["indicator"]))
        long["status"] = [STATUS.get(int(s), "?") for s in status[place]]
        return long

    def scores(self, *indicators: str) -> pd.DataFrame:
        """Scores of totals and dimensions, composed by the engine by the rules of each year (`tangbac rank`): a row a unit and
        year, a column an indicator such as "PAPI" or "PAPI.D5"; NaN where the score is not known."""
        from .command import call

        columns = {}
        for name in indicators:
            index = name.split(".")[0]
            with h5py.File(self.path, "r") as f:
                years = [int(y) for y in f[index]["year"][:]]
            cells = {}
            for year in years:
                with warnings.catch_warnings():
                    warnings.simplefilter("ignore")  # that a table is known in part is said by the absent scores
                    answer = call("rank", self, index=name, year=year)
                for row in answer["result"]["units"]:
                    cells[row["code"], year] = row["score"]
            columns[name] = pd.Series(cells, dtype=float)
        table = pd.DataFrame(columns)
        table.index.names = ["unit", "year"]
        return table.dropna(how="all").sort_index()

    def dataset(self, index: str):
        """An index as an xarray.Dataset with dimensions year, unit, indicator (needs python3-xarray, python3-h5netcdf)."""
        import xarray

        return xarray.open_dataset(self.path, group="/" + index, engine="h5netcdf")
