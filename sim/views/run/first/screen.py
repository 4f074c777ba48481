"""The first screen: verdict, doubt, boxes, and a line each on waiting and on who is sent back."""

from typing import TYPE_CHECKING

from sim.views.run.first.box_words import box_said
from sim.views.run.first.boxes import boxes, sent_back, wait
from sim.views.run.first.doubt import by_assumptions, by_chance
from sim.views.run.first.doubt_words import assumptions_said, chance_said, finished_said, histories_said
from sim.views.run.first.fact_words import facts_said
from sim.views.run.first.overflow import verdict
from sim.views.run.first.reading_words import readings_rest_on, readings_said
from sim.views.run.first.space_words import space_rests_on, space_said
from sim.views.run.first.verdict_words import verdict_said
from sim.views.text.first_screen import BoxSaid, First
from sim.views.text.first_screen import lines as lines
from sim.views.text.first_screen import sentences as sentences
from sim.wording import say

if TYPE_CHECKING:
    from sim.experiments.result import Result


def first(result: "Result") -> First:
    """Return the first screen in the language that is spoken."""
    made = boxes(result)
    below = [one for one in (wait(result), sent_back(result)) if one.kind not in {box.kind for box in made}]
    lines = [box_said(result, one) for one in below]
    if effect := result.space_effect:
        lines.append(BoxSaid(say("What does space change?"), "", space_said(effect), "", (space_rests_on(effect),)))
    if result.other_readings and (told := readings_said(result)):
        small = (readings_rest_on(result.other_readings),)
        lines.append(BoxSaid(say("What do other readings say?"), "", told, "", small))
    return First(
        verdict_said(result, verdict(result)),
        finished_said(result),
        (
            histories_said(result) or (say("Chance"), chance_said(by_chance(result))),
            (say("Assumptions"), assumptions_said(result, by_assumptions(result))),
            *facts_said(result),
        ),
        tuple(box_said(result, one) for one in made),
        tuple(lines),
    )
