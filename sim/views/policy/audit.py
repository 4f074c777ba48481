"""The record for an auditor, `audit.md`: the same sentences and tables as the page, as Markdown."""

from collections.abc import Iterator, Sequence

from sim.views.page import Table

PLANS = (
    "**This tool plans capacity. It never decides about a person.** The people in it are drawn by chance from shares; "
    "nothing here says anything about a real claimant."
)


def markdown(title: str, question: str, answer: Sequence[str], tables: Sequence[Table]) -> Iterator[str]:
    """The record, a piece at a time; equal studies give equal bytes."""
    yield f"# {_inline(title)}\n\n"
    yield f"{PLANS}\n\n"
    if question:
        yield f"Question: {_inline(question)}\n\n"
    yield "## Answer\n\n"
    yield from (f"- {_inline(sentence)}\n" for sentence in answer)
    for table in tables:
        yield f"\n## {table.heading}\n\n{_inline(table.note)}\n"
        if table.rows:
            yield "\n"
            yield from _lines(table)


def _lines(table: Table) -> Iterator[str]:
    yield _line(table.header)
    yield _line(["---" if k < table.keys else "---:" for k in range(len(table.header))])
    yield from map(_line, table.rows)


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(_inline(cell) for cell in cells) + " |\n"


def _inline(text: str) -> str:
    """Text of the scenario as text: nothing in it is markup, and it stays on its line."""
    kept = " ".join(text.split())
    for letter in "\\`*_[]<>|":
        kept = kept.replace(letter, f"\\{letter}")
    return kept
