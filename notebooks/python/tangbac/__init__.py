"""tangbac: the provincial indices of Vietnam from Python.

Every function runs the command `tangbac` and hands back its JSON as pandas tables. Nothing is computed here: the same question
on the command line gives the same numbers. Options are keywords with the option's name: ``draws=400`` is ``--draws 400``,
``years=(2011, 2017)`` is ``--years 2011:2017``, ``merged=True`` is ``--merged``, and a list gives an option several times.

>>> import tangbac as tb
>>> tb.rank("build/panel.h5", index="PAPI", year=2022).units        # doctest: +SKIP
"""
from .command import Note, TangbacError, call, find_command, version
from .estimation import estimate
from .panel import Panel
from .questions import backtest, complete, effects, evaluate, forecast, intervene, rank, run, show, simulate
from .results import Result

__all__ = [
    "Note", "Panel", "Result", "TangbacError", "backtest", "call", "complete", "effects", "estimate", "evaluate", "find_command",
    "forecast", "intervene", "rank", "run", "show", "simulate", "version",
]
