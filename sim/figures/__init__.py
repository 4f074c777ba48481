"""Figures from the log of one run: `reduce(basis(plan), sample, log, number)`. What each figure is called and means is
said in `sim.scenario.catalogue.figures`."""

from sim.figures.basis import Basis, basis
from sim.figures.reduce import Replication, reduce

__all__ = ["Basis", "Replication", "basis", "reduce"]
