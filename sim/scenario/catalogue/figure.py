"""What a figure is: one declaration, with its name, unit, kind and owners, what readers call it, and its range.

Whatever shows, compares or bounds figures asks this declaration. Nothing takes the name of a figure apart: the names in
it are a planner's, and a measure may be called `peak_hall`.
"""

import math
from typing import Literal, NamedTuple

from sim.wording.named import called

Kind = Literal["count", "share", "hours", "persons", "money", "date", "number", "flag"]
Owns = Literal["area", "class", "measure", "outcome", "pool", "step", "stream"]


class Range(NamedTuple):
    """What a figure can be, both ends included; infinite where nothing bounds it."""

    least: float = -math.inf
    most: float = math.inf


ANY = Range()


class FigureInfo(NamedTuple):
    """A figure: its name, the unit its values are in, its kind, what it means, what it can be, whose it is, its words.

    Its words are declared as messages: as text they are English, and a view says them in the language that is spoken.
    What it can be decides which interval it gets (`sim.experiments.statistics.means`). Nothing is below nought, unless
    said; no share above one. `what` is the figure apart from its owners: `peak` of every `peak_<area>`. In a catalogue
    the three texts are always there; a declaration leaves out those that follow from its name.
    """

    name: str
    unit: str
    kind: Kind
    meaning: str
    least: float = 0.0
    most: float = math.inf
    whole: bool = False  # of whole stays: it does not exist where somebody is not out by the end of the run-on
    unless: tuple[str, ...] = ()  # it is nought unless this can come about (`sim.scenario.catalogue.noughts`)
    what: str = ""
    owners: tuple[tuple[Owns, str], ...] = ()  # the kind and the name of each; none for a figure of the whole port
    label: str = ""  # in a list of figures: "wait for interview, mean"
    subject: str = ""  # in a sentence, if not the label: "the most in the hall"
    short: str = ""  # in a table under a heading that says whose it is, if not the label: "days needed"
    within: int = 0  # of a share served and gone: within this many hours
    limit: int = 0  # of a quantile of stays up to a limit: this many hours stand for every longer stay
    instead: str = ""  # of whole stays: the figure that is given where this one does not exist

    @property
    def range(self) -> Range:
        """What the figure can be in a replication."""
        if self.kind == "date":
            return ANY
        return Range(self.least, min(self.most, 1.0) if self.kind in ("share", "flag") else self.most)

    @property
    def is_nought(self) -> bool:
        """Whether it can be nothing but nought."""
        return self.kind != "date" and self.range.least == self.range.most == 0

    def beside(self, other: "FigureInfo") -> "FigureInfo":
        """Return the figure as either of two scenarios can have it."""
        return self._replace(least=min(self.least, other.least), most=max(self.most, other.most))

    @property
    def steps(self) -> Range:
        """What the difference of two of them can be."""
        wide = self.range.most - self.range.least
        return Range(-wide, wide)

    def owner(self, kind: Owns) -> str:
        """Return the area, class, measure, outcome, pool, step or stream whose figure it is; empty if of none."""
        return dict(self.owners).get(kind, "")

    def in_words(self) -> "FigureInfo":
        """Return the figure with all three of its texts."""
        label = self.label or called(self.name)
        return self._replace(
            what=self.what or self.name, label=label, subject=self.subject or label, short=self.short or label
        )
