"""tangbac: the provincial indices of Vietnam from Python.

Questions run the command `tangbac` and hand back its JSON as pandas tables; `fit`, `effect`, `complete`, `simulate`, `draws` and `rank_sets` call the
library, arrays in and out. Nothing is computed here: the same question on the command line gives the same numbers. Options are keywords with
the option's name: ``draws=400`` is ``--draws 400``, ``years=(2011, 2017)`` is ``--years 2011:2017``, ``merged=True`` is ``--merged``, and a list gives an option several times.

>>> import tangbac as tb
>>> tb.rank("build/panel.h5", index="PAPI", year=2022).units        # doctest: +SKIP
"""
from .arrays import Effect, effect
from .command import Note, TangbacError, call, find_command, version
from .completion import Completion, complete
from .estimation import estimate
from .forecasts import draws
from .library import Fit, fit, rank_sets
from .panel import Panel
from .questions import backtest, effects, evaluate, forecast, goals, intervene, rank, run, show, standing
from .results import Result
from .sensitivity import Simulation, simulate

__all__ = [
    "Completion", "Effect", "Fit", "Note", "Panel", "Result", "Simulation", "TangbacError", "backtest", "call", "complete", "draws", "effect",
    "effects", "estimate", "evaluate", "find_command", "fit", "forecast", "goals", "intervene", "rank", "rank_sets", "run", "show", "simulate", "standing", "version",
]
