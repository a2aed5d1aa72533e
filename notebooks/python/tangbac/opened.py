"""A panel file opened by the library, with the rule of the command for the units that came of mergers."""
from __future__ import annotations

import contextlib
import ctypes as c
import os
import warnings
from typing import Any, Iterator, List, Optional

from .command import Note, PathLike
from .library import _P, _TEXT, _Error, _check, load


class _Notice(c.Structure):  # tb_notice
    _fields_ = [(n, _TEXT) for n in ("code", "text", "text_vi")]


class _Notices(c.Structure):  # tb_notices
    _fields_ = [("notice", c.POINTER(_Notice)), ("count", c.c_size_t)]


def notices(of: str, handle: Any) -> List[str]:
    """What function `of` of the library says about a result, each said as a `Note` as well."""
    get = getattr(load(), of)
    get.argtypes, get.restype = [_P], _Notices
    told = get(handle)
    said = [told.notice[i].text.decode() for i in range(told.count)]
    for text in said:
        warnings.warn(text, Note, stacklevel=3)
    return said


@contextlib.contextmanager
def opened(panel: PathLike, *, year: int, merged: Optional[bool] = None) -> Iterator[Any]:
    """The panel's handle, freed at the end. merged: None is the command's rule, the new units from the year on in which they hold."""
    library, handle, error = load(), _P(), _Error()
    library.tb_panel_open.argtypes = [_P, _TEXT, _P, _P]
    library.tb_panel_merge.argtypes = [_P, _P]
    library.tb_panel_merged_from.argtypes, library.tb_panel_merged_from.restype = [_P], c.c_int
    _check(library.tb_panel_open(c.byref(handle), os.fsencode(panel), None, c.byref(error)), error)
    try:
        first = library.tb_panel_merged_from(handle)
        if merged or merged is None and 0 < first <= year:
            _check(library.tb_panel_merge(c.byref(handle), c.byref(error)), error)
            notices("tb_panel_notices", handle)
        yield handle
    finally:
        library.tb_panel_free(handle)
