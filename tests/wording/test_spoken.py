"""What is said in a language: messages, their places, one and many, what is missing, the pseudo-locale."""

import pickle
from decimal import Decimal
from pathlib import Path

import pytest

from sim.wording import PSEUDO, counted, language, noted, said, say, say_in, speaking
from sim.wording import spoken as spoken_module
from sim.wording.po_file import messages_of
from sim.wording.translations import Translations, translations

pytestmark = pytest.mark.unit

FRENCH = r"""
msgid ""
msgstr ""
"Language: fr_CA\n"
"Content-Type: text/plain; charset=utf-8\n"
"Plural-Forms: nplurals=2; plural=(n > 1);\n"

msgid "Space is ordered {when}."
msgstr "L’espace est commandé {when}."

msgctxt "of space"
msgid "open"
msgstr "ouvert"

msgctxt "of a door"
msgid "open"
msgstr "ouverte"

msgid "{n} hour"
msgid_plural "{n} hours"
msgstr[0] "{n} heure"
msgstr[1] "{n} heures"

#, fuzzy
msgid "not looked at yet"
msgstr "pas encore relu"

msgid "not translated"
msgstr ""
"""


@pytest.fixture
def french(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Translations:
    (tmp_path / "fr.po").write_text(FRENCH, encoding="utf-8")
    found = translations("fr", tmp_path)
    real = spoken_module._translations
    monkeypatch.setattr(spoken_module, "_translations", lambda name: found if name == "fr" else real(name))
    return found


def test_english_is_said_as_it_stands() -> None:
    assert language() == "en"
    assert say("Space is ordered {when}.", when="in April") == "Space is ordered in April."


def test_numbers_are_written_as_the_language_does(french: Translations) -> None:
    assert say("{n}", n=1234567) == "1,234,567"
    assert say("{n}", n=Decimal("-1234.50")) == "−1,234.50"
    with speaking("fr"):
        assert say("{n}", n=Decimal("-1234.50")) == "−1\u00a0234,50"


def test_a_float_is_not_a_number_as_it_is_shown() -> None:
    with pytest.raises(TypeError, match="neither text nor a number"):
        say("{n}", n=1.5)  # type: ignore[arg-type]


def test_what_goes_into_a_message_is_never_taken_for_a_message() -> None:
    assert say("{name} is open", name="{0} {who} [x]") == "{0} {who} [x] is open"


def test_a_language_is_spoken_inside_and_no_longer(french: Translations) -> None:
    with speaking("fr"):
        assert say("Space is ordered {when}.", when="en avril") == "L’espace est commandé en avril."
        with speaking("en"):
            assert say("Space is ordered {when}.", when="in April") == "Space is ordered in April."
        assert language() == "fr"
    assert language() == "en"


def test_one_english_word_has_several_in_another_language(french: Translations) -> None:
    with speaking("fr"):
        assert (say_in("of space", "open"), say_in("of a door", "open"), say("open")) == ("ouvert", "ouverte", "open")


@pytest.mark.parametrize(
    ("number", "english", "other"),
    [
        (0, "0 hours", "0 heure"),
        (1, "1 hour", "1 heure"),
        (2, "2 hours", "2 heures"),
        (21, "21 hours", "21 heures"),
        (1000, "1,000 hours", "1\u00a0000 heures"),
        (1000000, "1,000,000 hours", "1\u00a0000\u00a0000 heures"),
        (Decimal("0.0"), "0.0 hours", "0,0 heure"),
        (Decimal("0.5"), "0.5 hours", "0,5 heure"),
        (Decimal("1.5"), "1.5 hours", "1,5 heure"),
        (Decimal("1.9"), "1.9 hours", "1,9 heure"),
        (Decimal("2.0"), "2.0 hours", "2,0 heures"),
    ],
)
def test_one_or_many_follows_the_number_as_it_is_shown(
    french: Translations, number: int | Decimal, english: str, other: str
) -> None:
    assert counted("{n} hour", "{n} hours", number) == english
    with speaking("fr"):
        assert counted("{n} hour", "{n} hours", number) == other


def test_what_is_missing_is_said_in_english(french: Translations) -> None:
    with speaking("fr"):
        assert say("never heard of") == "never heard of"
        assert say("not looked at yet") == "not looked at yet"
        assert say("not translated") == "not translated"
        assert counted("{n} run", "{n} runs", 2) == "2 runs"


def test_the_pseudo_locale_wraps_each_message() -> None:
    with speaking(PSEUDO):
        inside = counted("{n} run", "{n} runs", 1200)
        assert say("in {runs} of {name}", runs=inside, name="hall") == "[in [1,200 runs] of hall]"


def test_a_language_without_a_file() -> None:
    with pytest.raises(KeyError, match="xx"), speaking("xx"):
        raise AssertionError("nothing is said in it")
    assert language() == "en"


def test_a_file_that_does_not_say_its_locale(tmp_path: Path) -> None:
    (tmp_path / "zz.po").write_text('msgid "a"\nmsgstr "b"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="Language"):
        translations("zz", tmp_path)


def test_what_is_declared_is_said_when_it_is_shown(french: Translations) -> None:
    declared = noted("Space is ordered {when}.", when=noted("not translated"))
    assert declared == "Space is ordered not translated."
    with speaking("fr"):
        assert said(declared) == "L’espace est commandé not translated."
        assert say("{what}", what=declared) == "L’espace est commandé not translated."
        assert said("Space is ordered {when}.") == "Space is ordered {when}."
    with speaking(PSEUDO):
        assert said(pickle.loads(pickle.dumps(declared))) == "[Space is ordered [not translated].]"


def test_braces_of_a_message_without_values_are_its_own() -> None:
    assert said(noted("a mapping, {sd: 1}")) == "a mapping, {sd: 1}"


def test_english_is_said_without_a_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(spoken_module, "_translations", lambda name: pytest.fail("read"))
    with speaking("en"):
        assert (say("Space"), say_in("of space", "open"), said(noted("a"))) == ("Space", "open", "a")


def test_a_line_that_is_none_of_a_catalogue_is_an_error() -> None:
    with pytest.raises(ValueError, match="line 2 of the catalogue cannot be read: mgstr"):
        list(messages_of('msgid "a"\nmgstr "b"\n'))
