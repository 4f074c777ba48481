"""Figures from the log of one run: `reduce(basis(plan), sample, log, number)`. What each figure is called and means is
said in `sim.scenario.figures`."""

from sim.measures.basis import Basis, basis
from sim.measures.measure import Replication, reduce

__all__ = ["Basis", "Replication", "basis", "reduce"]
