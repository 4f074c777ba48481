"""Names that a table, a chart or a page could not show as they are."""

import pytest
from scenario_reader import Said

from sim.scenario.values.labels import ALLOWED

pytestmark = pytest.mark.unit


@pytest.mark.parametrize("name", ["=1+1", "+1", "-x", "@a", "<b>", "a>b", "a\\nb", " a", "a ", "x" * 81, ""])
@pytest.mark.parametrize(
    "text",
    ["space: {{areas: {{hall: {{persons: 50}}, \"{}\": {{persons: 5}}}}}}", "space: {{rooms: {{\"{}\": 5}}}}",
     "staff: {{\"{}\": {{shifts: {{d: {{hours: 07:00-15:00, on_duty: 1}}}}}}}}",
     "contingency: {{\"{}\": {{order_when: {{on: 2025-06-03}}, brings: {{areas: {{hall: 5}}}}}}}}",
     "arrivals: {{\"{}\": {{claimants_per_day: 1}}}}",
     "contingency: {{tent: {{order_when: {{any: {{\"{}\": {{on: 2025-06-03}}}}}}}}}}"],
)  # fmt: skip
def test_hostile_names_are_refused(text: str, name: str, said: Said) -> None:
    assert any(line.endswith(f"allowed: {ALLOWED}") for line in said(text.format(name)))


@pytest.mark.parametrize("name", ["a b", "État", "M. B (2)", "a.b", "1", "a/b", "O'Brien", "x" * 80, "東京", "a & b"])
def test_ordinary_names_are_allowed(name: str, said: Said) -> None:
    assert not any(ALLOWED in line for line in said(f'space: {{rooms: {{"{name}": 5}}}}'))
