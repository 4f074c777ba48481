"""How catalogues are kept: in one form, which `python -m sim.wording.collected` writes."""

import pytest
from babel.messages.catalog import Catalog

from sim.wording.collected import messages
from sim.wording.kept import kept
from sim.wording.translations import FOLDER

pytestmark = pytest.mark.unit

HEAD = """# Of a test.
msgid ""
msgstr ""
"Language: fr_CA\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\\n"
"""
WRITTEN = f"""{HEAD}
msgid "said no more"
msgstr "ne se dit plus"

#: sim/somewhere.py
msgid "{{n}} run"
msgid_plural "{{n}} runs"
msgstr[0] "{{n}} simulation"
msgstr[1] "{{n}} simulations"

msgid "not yet"
msgstr ""

msgctxt "of space"
msgid "open"
msgstr "ouvert"

msgid "first"
msgstr "premier"
"""
KEPT = f"""{HEAD}
msgid "first"
msgstr "premier"

msgctxt "of space"
msgid "open"
msgstr "ouvert"

#, python-brace-format
msgid "{{n}} run"
msgid_plural "{{n}} runs"
msgstr[0] "{{n}} simulation"
msgstr[1] "{{n}} simulations"
"""


@pytest.fixture(scope="module")
def wanted() -> Catalog:
    return messages()


@pytest.mark.parametrize("name", sorted(path.name for path in FOLDER.glob("*.po")))
def test_each_catalogue_is_in_the_form_in_which_it_is_kept(name: str, wanted: Catalog) -> None:
    text = (FOLDER / name).read_text(encoding="utf-8")
    assert kept(text, wanted) == text


def test_what_is_said_no_more_is_left_out_and_the_rest_is_sorted() -> None:
    program = Catalog(charset="utf-8", fuzzy=False)
    program.add(("{n} run", "{n} runs"))
    for text, context in (("open", "of space"), ("first", None), ("not yet", None), ("new", None)):
        program.add(text, context=context)
    assert kept(WRITTEN, program) == KEPT
    assert kept(KEPT, program) == KEPT
