"""Every message of the program, collected from its modules and templates: what a translator begins with.

`python -m sim.wording.collected` writes `catalogues/messages.pot`; `pybabel init -l fr_CA -i messages.pot -o fr.po`
begins a language, `pybabel update` brings it up to date.
"""

import io
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract
from babel.messages.pofile import write_po

from sim.wording.translations import FOLDER

TEMPLATE = FOLDER / "messages.pot"
ROOT = Path(__file__).parents[1]
KEYWORDS = {"say": None, "say_in": ((1, "c"), 2), "counted": (1, 2)}
READERS = {".py": "python", ".j2": "jinja2.ext:babel_extract"}


def messages() -> Catalog:
    """Return every message that is said under `sim/`, with the modules that say it."""
    found = Catalog(charset="utf-8", fuzzy=False)
    for path in _sources():
        with path.open("rb") as file:
            for _, text, comments, context in extract(READERS[path.suffix], file, KEYWORDS):
                where = path.relative_to(ROOT.parent).as_posix()
                found.add(text, locations=[(where, 0)], auto_comments=comments, context=context)
    return found


def _sources() -> Iterator[Path]:
    """Yield the templates, and the modules that import what says messages."""
    for path in sorted(ROOT.rglob("*")):
        if path.suffix == ".j2" or (path.suffix == ".py" and "from sim.wording" in path.read_text(encoding="utf-8")):
            yield path


def template() -> str:
    """Return the template: the same bytes for the same messages."""
    written = io.BytesIO()
    write_po(written, messages(), omit_header=True, sort_output=True, width=120, include_lineno=False)
    head = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Content-Transfer-Encoding: 8bit\\n"\n\n'
    return head + written.getvalue().decode("utf-8")


if __name__ == "__main__":
    TEMPLATE.write_text(template(), encoding="utf-8", newline="\n")
