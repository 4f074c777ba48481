"""The first screen of a study of triggers: one verdict that answers, with the numbers of the table of futures."""

import csv
import math
import re
from collections.abc import Callable
from dataclasses import replace
from io import StringIO

import numpy as np
import pytest
from rich.console import Console
from trigger_study import BEST, asked, found

from sim.experiments.output import lines as csv_lines
from sim.planning.triggers import output
from sim.planning.triggers.found import StudyResult
from sim.planning.triggers.fresh import Fresh, rivals
from sim.planning.triggers.judging.outcomes import COLUMN
from sim.planning.triggers.trigger import NEVER, Question
from sim.scenario.language.policy import Choose
from sim.views.kit.page import shown
from sim.views.text.first_screen import First, lines
from sim.views.triggers.families_table import families, families_said
from sim.views.triggers.futures_picture import data, picture
from sim.views.triggers.page import html
from sim.views.triggers.policy_screen import first, graphics
from sim.views.triggers.table import on_screen

pytestmark = pytest.mark.unit

WORDS, NUMBERS, COLUMNS = 35, 5, 80
Losses = Callable[[np.ndarray, np.ndarray], tuple[np.ndarray, np.ndarray]]


def with_losses(question: Question, losses: Losses, best: str = BEST) -> StudyResult:
    """The study with other losses: (never, best) from those that there are."""
    made = found(question, best, whole=False)
    values = made.study.values.copy()
    rival = made.rival.place
    never, mine = losses(values[made.never.place, :, COLUMN["loss"]], values[rival, :, COLUMN["loss"]])
    values[made.never.place, :, COLUMN["loss"]], values[rival, :, COLUMN["loss"]] = never, mine
    return StudyResult(replace(made.study, values=values))


def storms(never: np.ndarray, _: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Never ordering loses in one future of twenty, and a policy with a premium of 300,000 spares half of it."""
    bad = np.where(np.arange(never.size) % 20 == 7, 10e6 * (1 + np.arange(never.size) / never.size), 0.0)
    return bad, bad / 2 + 3e5


def limited(question: Question, none_fit: float | None = None) -> StudyResult:
    made = with_losses(question, storms)
    settings = made.study.question.settings.model_copy(
        update={"choose": Choose.model_validate({"at_most": 100.0, "in": 0.9})}
    )
    choice = replace(made.study.choice, none_fit=none_fit)
    return StudyResult(replace(made.study, question=replace(question, settings=settings), choice=choice))


def on_fresh(result: StudyResult) -> StudyResult:
    """The study with its rivals in as many fresh futures, in which they lose something else."""
    places = rivals(result.study)
    values = result.study.values[list(places)].copy()
    values[..., COLUMN["loss"]] = np.roll(result.study.values[result.never.place, :, COLUMN["loss"]], 3)
    own = 5e3 * np.arange(len(places))[:, None] * np.cos(np.arange(values.shape[1]))
    values[..., COLUMN["loss"]] += np.where(np.array(places)[:, None] == result.never.place, 0.0, own)
    return replace(result, fresh=Fresh(result.study.asked, places, values))


CASES: dict[str, tuple[Callable[[Question], StudyResult], str]] = {
    "shown": (lambda q: found(q), "Space ordered by people on site is shown to be better than never ordering: it pays"),
    "not shown": (
        lambda q: with_losses(q, storms),
        "No alternative is shown to be better than never ordering: the best, space ordered by people on site, pays in "
        "10 of 200 futures, sparing $7.12 million each, for a premium of $300,000 elsewhere.",
    ),
    "pays nowhere": (lambda q: with_losses(q, lambda a, b: (a, a + 5e5)), "in none of 200 futures and costs $500,000"),
    "pays everywhere": (
        lambda q: with_losses(q, lambda a, b: (a, a - 1e4)), "it pays in each of 200 futures, sparing $10,000 on"
    ),
    "costs nothing elsewhere": (
        lambda q: with_losses(q, lambda a, b: (a, np.where(np.arange(a.size) % 2, a, a - 1e4))),
        "it pays in 100 of 200 futures, sparing $10,000 each, and costs nothing elsewhere.",
    ),
    "never is best": (lambda q: found(q, "never", whole=False), "Never ordering space is the best of 58 alternatives"),
    "nothing differs": (
        lambda q: with_losses(q, lambda a, b: (a, a), "never"),
        "Never ordering is as good as any alternative: space as written is the same in each of 200 futures.",
    ),
    "never loses nothing": (lambda q: with_losses(q, lambda a, b: (0 * a, 0 * a + 1e5)), "pays in none of 200 futures"),
    "within a limit": (limited, "Cheapest within the limit of crowding: space ordered by people"),
    "none within the limit": (lambda q: limited(q, 0.81), "No alternative keeps crowding within the limit"),
    "on fresh futures": (lambda q: on_fresh(found(q)), "space ordered by people on site, pays in"),
    "interrupted": (lambda q: StudyResult(replace(found(q).study, interrupted=True, asked=500)), "Space ordered"),
}  # fmt: skip


@pytest.fixture(scope="module")
def question(tmp_path_factory: pytest.TempPathFactory) -> Question:
    return asked(tmp_path_factory.mktemp("asked"))


@pytest.fixture(scope="module", params=CASES)
def made(request: pytest.FixtureRequest, question: Question) -> tuple[StudyResult, First, str]:
    make, expected = CASES[request.param]
    result = make(question)
    return result, first(result), expected


def test_the_verdict_answers_in_one_short_sentence(made: tuple[StudyResult, First, str]) -> None:
    _, said, expected = made
    verdict = said.verdict.replace("\u00a0", " ")
    assert expected in verdict
    assert len(verdict.split()) <= WORDS and len(re.findall(r"\d[\d,.]*", verdict)) <= NUMBERS
    assert not set("()[]±") & set(verdict)
    assert verdict[0].isupper() and verdict.endswith(".") and ". " not in verdict


def test_better_is_said_only_where_the_interval_is_above_nought(made: tuple[StudyResult, First, str]) -> None:
    result, said, _ = made
    found, limit = result.insurance, result.study.question.settings.choose
    if result.chosen is result.rival and limit is None:
        assert "is shown to be better than never ordering" in said.verdict
        assert said.verdict.startswith("No alternative is shown") == (not found.interval.low > 0)


def test_every_number_is_computed_again_from_the_futures(made: tuple[StudyResult, First, str]) -> None:
    """In plain Python, from the rows of `fresh_futures.csv`; of `futures.csv` where the search was cut short."""
    result, _, _ = made
    fresh = result.fresh
    table = output.futures(result.study) if fresh is None else output.fresh_futures(result.study, fresh)
    rows = list(csv.DictReader(StringIO("".join(csv_lines(table)))))
    of = {name: {row["future"]: float(row["loss"]) for row in rows if row["policy"] == name}
          for name in (result.rival.policy.name, result.never.policy.name)}  # fmt: skip
    mine, never = of[result.rival.policy.name], of[result.never.policy.name]
    pairs = [(never[key] - mine[key], never[key]) for key in mine]
    pairs = [(0.0 if abs(saved) < 1e-6 else saved, loss) for saved, loss in pairs]
    pays, rest = [s for s, _ in pairs if s > 0], [s for s, _ in pairs if s <= 0]
    found = result.insurance
    assert (found.futures, found.pays, found.costs) == (len(pairs), len(pays), sum(s < 0 for s in rest))
    assert same(found.spared, sum(pays) / len(pays) if pays else math.nan)
    assert same(found.premium, -sum(rest) / len(rest) if rest else math.nan)
    assert same(found.mean, sum(s for s, _ in pairs) / len(pairs))
    worst = sorted(pairs, key=lambda pair: -pair[1])[: len(pairs) // 20]
    total = sum(loss for _, loss in pairs)
    assert same(found.held, sum(loss for _, loss in worst) / total if total else math.nan)
    if total:
        assert same(found.never_inside, sum(loss for _, loss in worst) / len(worst))
        assert same(20 * found.mean, found.inside + 19 * found.outside)


def same(one: float, other: float) -> bool:
    return (math.isnan(one) and math.isnan(other)) or math.isclose(one, other, rel_tol=1e-9, abs_tol=1e-6)


def test_the_boxes_have_these_numbers(question: Question) -> None:
    said = first(with_losses(question, storms))
    lines = [box.line.replace("\u00a0", " ") for box in said.boxes]
    assert lines[0] == "$300,000 a future where it does not pay"
    assert lines[1] == "in 10 of 200 futures"
    assert lines[2] == "$7.12 million spared"
    assert said.boxes[2].small == ("they hold 100% of what never ordering loses", "elsewhere it costs $300,000 more")
    assert said.boxes[1].small[1] == "worse than never in 95% of futures"
    assert lines[3].startswith("too late in ")


def test_it_fits_a_terminal_with_no_number_broken(made: tuple[StudyResult, First, str]) -> None:
    result, said, _ = made
    shown = list(lines(said))
    assert all(len(line) <= COLUMNS for line in shown)
    assert not re.search(r"[{}\x00]|nan|None|\binf\b", "\n".join(shown))
    assert len(graphics(result)) == len(said.boxes) == 4
    assert html(result)


def test_the_picture_has_a_bar_a_future_sorted_with_its_numbers(made: tuple[StudyResult, First, str]) -> None:
    result, _, _ = made
    view, found = picture(result), result.insurance
    above, below = view.panels
    assert list(above.heights) == sorted(above.heights) and len(above.heights) == found.futures
    assert sum(kind == "pays" for kind in above.kinds) == found.pays
    assert sum(kind == "worst" for kind in below.kinds) == math.ceil(found.worst)
    scale = 1e6 if max(np.abs(found.saved).max(), found.never.max()) >= 1e6 else 1e3
    assert sum(below.heights) * scale == pytest.approx(found.never.sum())
    assert len(data(result).rows) == 10


def test_the_table_on_the_screen_has_no_number_broken(made: tuple[StudyResult, First, str]) -> None:
    result, _, _ = made
    console = Console(width=COLUMNS, file=StringIO(), record=True)
    console.print(shown(on_screen(result)))
    text = console.export_text()
    assert max(map(len, text.splitlines())) <= COLUMNS and "…" not in text
    for row in on_screen(result).rows:
        assert all(cell in text for cell in row[1:])


def test_every_family_has_its_best_and_never_is_there(question: Question) -> None:
    result = found(question)
    rows = families(result).rows
    assert {row[1] for row in rows} >= {BEST, "never", "as written", "always open"}
    assert len(rows) == len({row.policy.family for row in result.rows})
    assert families_said(result) == "In 8 of 8 families a policy saves on average; this is shown in 8."
    assert all(row[-1] == str(result.insurance_of(one).futures)
               for row in rows for one in result.rows if one.policy.name == row[1])  # fmt: skip
    assert NEVER in {row.policy.family for row in result.rows}
