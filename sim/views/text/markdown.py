"""Text of a scenario within Markdown."""

MARKS = "\\`*_[]<>|"


def inline(text: str) -> str:
    """Return text of the scenario as text: nothing in it is markup, and it stays on its line."""
    kept = " ".join(text.split())
    for letter in MARKS:
        kept = kept.replace(letter, f"\\{letter}")
    return kept
