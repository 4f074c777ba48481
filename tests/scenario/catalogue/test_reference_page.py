"""The page and the schema that ship are those of the declarations."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from sim.scenario.catalogue import reference_page
from sim.scenario.source.merge import merged
from sim.scenario.values.section import Section
from sim.wording import ENGLISH, PSEUDO, Noted, speaking
from sim.wording.translations import languages, translations

pytestmark = pytest.mark.unit

SCENARIOS = Path(__file__).parents[3] / "scenarios"
README = SCENARIOS / "README.md"
HEADER = "# yaml-language-server: $schema=./scenario.schema.json\n"
OTHERS = [name for name in languages() if name != ENGLISH]
STALE = "stale: run `python -m sim.scenario.catalogue.reference_page`"


def test_the_reference_is_fresh() -> None:
    text = README.read_text(encoding="utf-8")
    assert reference_page.page(text) == text, STALE


@pytest.mark.parametrize("name", OTHERS)
def test_the_reference_of_each_other_language_is_fresh(name: str) -> None:
    with speaking(name):
        assert (SCENARIOS / f"reference.{name}.md").read_text(encoding="utf-8") == reference_page.own_page(), STALE


def test_the_schema_is_fresh() -> None:
    assert (SCENARIOS / "scenario.schema.json").read_text(encoding="utf-8") == reference_page.schema_text(), STALE


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_scenario_names_the_schema(path: Path) -> None:
    assert path.read_text(encoding="utf-8").startswith(HEADER)


def test_every_key_has_its_row_and_its_sentence() -> None:
    page = reference_page.reference()
    for path, section in reference_page.sections():
        assert issubclass(section, Section)
        assert section.__doc__
        for key, field in reference_page.keys(section):
            assert field.description, (path, key)
            assert field.description[-1] in ".)", (path, key)
            assert f"| `{key}` | " in page


@pytest.mark.parametrize("name", OTHERS)
def test_each_language_has_the_same_sections_keys_and_figures_in_the_same_order(name: str) -> None:
    with speaking(name):
        other = named(reference_page.own_page())
    assert other == named(reference_page.reference())
    paths = [f"### `{'.'.join(path)}`" for path, _ in reference_page.sections() if path]
    assert [line for line in other if line.startswith("### `")] == paths


def named(page: str) -> list[str]:
    """Return the headings that are paths, and the first cell of each row."""
    return re.findall(r"^(?:### `.+`$|\| `.+?` \|)", page, re.MULTILINE)


@pytest.mark.parametrize("name", OTHERS)
def test_each_language_has_all_that_the_declarations_say(name: str) -> None:
    """Also what goes into a message in the place of a name is a message, or no sentence."""
    known = {text for _, text in translations(name).texts}
    missing: set[tuple[str, ...]] = set()
    for path, section in reference_page.sections():
        for text in (section.meaning(), *(field.description for _, field in reference_page.keys(section))):
            missing |= {(*path, one) for one in unknown(text, known)}
    assert missing == set()


def unknown(text: str | None, known: set[str]) -> Iterator[str]:
    if not isinstance(text, Noted):
        yield from () if text is not None and not re.search(r"[a-z] [a-z]", text) else (str(text),)
        return
    yield from () if text.message in known else (text.message,)
    for value in text.values.values():
        if isinstance(value, str):
            yield from unknown(value, known)


def test_all_that_the_page_says_is_a_message() -> None:
    """Outside of brackets are code, names of figures and the currency of the port that stands for all."""
    with speaking(PSEUDO):
        page = re.sub(r"`[^`]*`|\w+_\w+|CAD", "", reference_page.reference())
    while page != (fewer := re.sub(r"\[[^\[\]]*\]", "", page)):
        page = fewer
    assert [line for line in page.splitlines() if re.search(r"[A-Za-z]", line)] == []


def test_rows_say_kind_unit_bounds_and_default() -> None:
    page = reference_page.reference().splitlines()
    for row in (
        "| `start` | a day, such as 2025-01-31 |  | must be given | First day. |",
        "| `absence` | share, less than 1 |  | `0.0` | Chance that a rostered officer is missing, for each shift. |",
        "| `seats` | whole number, from 1 to 1,000,000 | persons | must be given | Seats of each departure. |",
        "| `areas` | {name: mapping} |  | `{}` | Areas, by name. |",
        "| `limit` | `soft`, `hard` |  | `soft` | soft: takes everyone, crowding is counted; hard: closed when full. |",
        "| `rest` | duration |  | `0 s` | It cannot be ordered again for this long after its release. |",
    ):
        assert row in page


def test_a_page_without_markers() -> None:
    with pytest.raises(ValueError, match=r"^no lines `<!-- reference: made by"):
        reference_page.page("# A page\n")


def test_what_is_outside_the_markers_stays() -> None:
    page = reference_page.page(f"before\n{reference_page.BEGIN}\nold\n{reference_page.END}\nafter\n")
    assert page.startswith(f"before\n{reference_page.BEGIN}\n\n### The file\n")
    assert page.endswith(f"{reference_page.END}\nafter\n")
    assert "old" not in page.splitlines()


def test_the_schema_knows_the_keys_of_every_shipped_scenario() -> None:
    schema = json.loads(reference_page.schema_text())
    for path in SCENARIOS.glob("*.yaml"):
        assert set(merged(path).plain()) <= set(schema["properties"])
    assert schema["additionalProperties"] is False
    assert "extends" in schema["properties"]
