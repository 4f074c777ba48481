"""A detail of the answer: what it is about, and what is said of it in sentences, each with one number."""

from typing import TYPE_CHECKING, NamedTuple

from sim.views.text import words
from sim.wording import say
from sim.wording.quantity import LONG

if TYPE_CHECKING:
    from sim.experiments.result import Result, Summary


class Told(NamedTuple):
    """A detail: what it is about, and its sentences; `about` is empty for a sentence that stands alone."""

    about: str
    text: str

    @property
    def sentence(self) -> str:
        """Both as one text."""
        return say("{about}. {text}", about=self.about, text=self.text) if self.about else self.text


def told(about: str, *sentences: str) -> list[Told]:
    """Return a detail of these sentences; none, where all are empty."""
    text = " ".join(one for one in sentences if one)
    return [Told(about, text)] if text else []


def a_run(result: "Result", value: str) -> str:
    """Return a mean over the runs as what it is: of each run on average; of the only one, the value itself."""
    return say("{value} a run", value=value) if len(result.runs) > 1 else value


def lasting(summary: "Summary") -> str:
    """Return a time with its interval: in hours, above 72 of them in days."""
    if not summary.mean > LONG or words.not_reached(summary):
        return words.estimate(summary, "hour")
    scaled = {name: getattr(summary, name) / 24 for name in ("mean", "low", "high")}
    return words.estimate(summary._replace(**scaled), "day")
