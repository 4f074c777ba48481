"""Names as people read them: by the labels of their scenario, in the language that is spoken."""

import pickle

import pytest

from sim.wording import PSEUDO, noted, said, speaking
from sim.wording.named import call_by, called, labels_now, naming, plain

pytestmark = pytest.mark.unit
LABELS = {"leased_hall": {"en": "leased tent", "fr": "salle louée"}, "hall": {"fr": "salle d’attente"}, "day": "D"}


def test_a_label_of_the_language_then_of_another_then_the_name_in_words() -> None:
    with naming(LABELS):
        english = [plain(name) for name in ("leased_hall", "hall", "day", "two_step")]
        with speaking("fr"):
            french = [plain(name) for name in ("leased_hall", "hall", "day", "two_step")]
    assert english == ["leased tent", "salle d’attente", "D", "two step"]
    assert french == ["salle louée", "salle d’attente", "D", "two step"]
    assert plain("leased_hall") == "leased hall"


def test_a_name_in_a_message_is_said_when_it_is_shown() -> None:
    message = noted("peak of the {area}", area=called("leased_hall"))
    assert message == "peak of the leased hall"  # what programs compare it by
    with naming(LABELS), speaking("fr"):
        assert said(message) == "maximum dans la zone «\u00a0salle louée\u00a0»"
        assert said(pickle.loads(pickle.dumps(message))) == said(message)
    with naming({"open": "hors"}), speaking("fr"):  # "open" is a message as well, and a name is none
        assert said(called("open")) == "hors"
        assert said(called("closed_at")) == "closed at"


def test_a_name_is_no_text_of_the_program() -> None:
    with speaking(PSEUDO), naming(LABELS):
        assert said(noted("in {area}", area=called("hall"))) == "[in salle d’attente]"


def test_the_first_labels_count_and_none_outlives_its_block() -> None:
    with naming():
        call_by({"hall": "A"}, {"hall": "B", "port": "C"})
        assert (plain("hall"), plain("port")) == ("A", "C")
    assert not labels_now()
