"""How the catalogue of a language is kept: in one form, so that two people who add to it do not meet on the same lines.

Its messages are those of the program that are translated, sorted, without the places where they are said. What the
program says no more is left out. The comment at its head stays as it is.
"""

import io

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

HEAD = (
    'msgid ""\nmsgstr ""\n"Language: {locale}\\n"\n"Content-Type: text/plain; charset=utf-8\\n"\n'
    '"Content-Transfer-Encoding: 8bit\\n"\n"Plural-Forms: {plurals}\\n"\n\n'
)


def kept(text: str, wanted: Catalog) -> str:
    """Return a catalogue as it is kept; `wanted` has every message of the program."""
    had = read_po(io.BytesIO(text.encode("utf-8")), abort_invalid=True)
    found = Catalog(charset="utf-8", fuzzy=False)  # two forms, whatever the plurals of its locale
    for one in wanted:
        said = _said(had, one) if one.id else None
        if said is not None:
            found.add(one.id, said.string, flags=said.flags, user_comments=said.user_comments, context=one.context)
    written = io.BytesIO()
    write_po(written, found, omit_header=True, sort_output=True, width=120)
    comment = "".join(f"{line}\n" for line in text.splitlines()[:1] if line.startswith("#"))
    head = comment + HEAD.format(locale=had.locale_identifier, plurals=had.plural_forms)
    return f"{head}{written.getvalue().decode('utf-8')}".rstrip("\n") + "\n"


def _said(had: Catalog, wanted: Message) -> Message | None:
    """Return a message with its translation; None where it has none, or one of other forms."""
    one = had.get(wanted.id if isinstance(wanted.id, str) else wanted.id[0], wanted.context)
    if one is None or isinstance(one.id, str) is not isinstance(wanted.id, str):
        return None
    return one if one.string and (isinstance(one.string, str) or all(one.string)) else None
