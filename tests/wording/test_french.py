"""French as a planner of the Government of Canada in Quebec writes it: words, marks, numbers of things."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from port_file import write

from sim.scenario.calendar.fiscal_years import fiscal_years
from sim.scenario.load import load
from sim.wording import said, speaking
from sim.wording.translations import translations

pytestmark = pytest.mark.unit

# Words that are wrong here in law or in fact, or that are English in disguise; what is to be said instead.
FORBIDDEN = {
    r"(?<!/)ports?": "point d’entrée; a port is a harbour",
    r"réclamations?|réclamants?|requérants?|migrants?": "demande d’asile, demandeur",
    r"éligib\w+|inéligib\w+": "recevable, irrecevable",
    r"inadmissib\w+": "interdit de territoire",
    r"référés?": "déféré",
    r"ordres? de départ|déport\w+|ordonnances?": "mesure d’interdiction de séjour, d’expulsion",
    r"certificats? de départ": "attestation de départ",
    r"officiers?|douaniers?|gardes?-frontières?": "agent",
    r"superviseurs?": "surintendant",
    r"refoul\w+": "renvoyé, retour temporaire",
    r"rétention|prisons?": "détention",
    r"parenté|proches": "membre de la famille",
    r"ménages?|partis? de \w+ personnes": "groupe",
    r"abris?|shelters?": "refuge",
    r"CBSA|RCMP|PRRA": "ASFC, GRC, ERAR",
    r"pools?|bassins?": "équipe",
    r"aires?": "zone",
    r"shifts?|rosters?|cédul\w+": "quart, horaire",
    r"temps supplémentaire|surtemps": "heures supplémentaires",
    r"absentéisme": "absence",
    r"dotation|staffing": "effectif",
    r"congestion|surpopulation": "surcapacité",
    r"hommes?-heures?": "heure-personne",
    r"overflow|débordements?|annexes?": "espace supplémentaire",
    r"leasing|crédit-bail|leaser": "bail, louer",
    r"gâchettes?|triggers?": "règle de déclenchement",
    r"contingence": "urgence",
    r"tsunamis?": "afflux",
    r"backlogs?": "arriéré",
    r"cas de base|baseline": "scénario de référence",
    r"graines?|semences?": "germe",
    r"réchauffement": "période de chauffe",
    r"centiles?": "percentile",
    r"pairée?s?": "apparié",
    r"typiquement": "date médiane, en moyenne",
    r"inputs?|intrants?|outputs?|extrants?": "donnée d’entrée, résultat",
    r"tornados?": "diagramme en tornade",
    r"assomptions?|assum\w+": "hypothèse, supposer",
    r"politiques?": "stratégie",
    r"éviden\w+": "faits, preuve",
    r"diaires?": "journal des décisions",
    r"heatmaps?": "carte de chaleur",
    r"embouteillages?": "goulot d’étranglement",
    r"capabilités?": "capacité",
    r"éventuellement": "finalement, peut-être",
    r"impacts?|impacter": "effet",
    r"opportunités?": "occasion",
    r"basée?s? sur": "selon",
    r"il est à noter": "",
    r"canceller|sauver|sauvegard\w+": "annuler, enregistrer",
    r"année fiscale": "exercice",
    r"cibles? rencontrées?|rencontre\w* (?:la|les|une) cibles?": "atteinte",
    r"homme-jour|bus": "autocar",
}
SLIPS = (  # what is wrong, what it is, and an example of it
    (r"\w'\w|\w'\{", "a straight apostrophe", "l'espace"),
    (r"[ \u00a0\u202f][;!?]", "a blank before ; ! or ?", "prêt ?"),
    (r" :(?!\S)", "a plain blank before a colon", "coût : 3"),
    (r"[^\s\u00a0:\d\w`=/\].-]:\s|[a-zé»)}]: (?![a-z0-9{}]+[,}\]])", "no blank before a colon", "coût: Rien"),
    (r"« | »|«(?!\u00a0)|(?<!\u00a0)»", "no blank that holds within « »", "la zone « hall »"),
    (r"«[^»]*«", "« within «, where “ ” stand", "« la zone « hall » »"),
    (r"[\d}] %|(?<!exemple )\b\d+%|\}%", "a percent sign without a blank that holds", "80 %"),
    (r"\.\.\.", "three points for …", "et ainsi..."),
    (r"\(s\)|\(e\)|·e\b", "a plural or a gender in brackets", "agent(s)"),
    (r"\u202f", "a narrow blank, which tables and terminals lack", "1\u202f000"),
    (r"\b(?:de|à) les?\b(?! \{)|\bde \{(?:area|space|change)\}", "a preposition and an article apart", "de {area}"),
    (r"(?<!-)\b(?:de|le|la|que|ne|se) (?=[aeiouyàâéèêîôœ](?!\w*-)\w)(?!onz|oui|un\b|yeux)", "no elision", "de agents"),
    (r"(?<![}\w])  |  (?![{\w])", "two blanks", "fin.  Début"),
)


def messages() -> Iterator[tuple[str, str]]:
    """Yield each English message and its French, without what is code in it."""
    found = translations("fr")
    every = list(found.texts.items()) + [(key, text) for key, both in found.counted.items() for text in both]
    code = re.compile(r"`[^`]*`|--[a-z]\w*|\S+\.(?:yaml|csv|xlsx|html|json)\b|[a-z]+_[a-z_]+: ?\S*")
    written = re.compile(
        r"\{[^{}]*(?:: |\[)[^{}]*\}|\b\w+: \S+|[\w*]+(?:\.[\w*]+)+"
    )  # as in a scenario, in both languages
    for (_, english), french in every:
        for same in sorted(set(written.findall(english)), key=len, reverse=True):
            french = french.replace(same, "X")
        yield english, code.sub("X", french)


def test_no_word_is_one_that_is_wrong_here() -> None:
    wrong = re.compile("|".join(rf"\b(?:{one})\b" for one in FORBIDDEN), re.IGNORECASE)
    found = [(hit[0], french) for _, french in messages() if (hit := wrong.search(re.sub(r"\{\w+\}", "", french)))]
    assert found == []


@pytest.mark.parametrize(("slip", "what", "example"), SLIPS, ids=[what for _, what, _ in SLIPS])
def test_marks_and_blanks_are_as_in_quebec(slip: str, what: str, example: str) -> None:
    assert re.search(slip, example), what
    assert [french for _, french in messages() if re.search(slip, french)] == []


def test_one_and_many_are_given_where_the_english_has_them() -> None:
    """Nought is one in French: that of one drops the number only where the English does, so never of nought."""
    found = translations("fr").counted
    assert [key for key, both in found.items() if len(both) != 2 or not all(both)] == []
    dropped = [english for (_, english), (one, many) in found.items() if "{n}" in many and "{n}" not in one]
    assert [english for english in dropped if "{n}" in english] == []


def test_nothing_is_left_in_english() -> None:
    """A message that reads the same in both languages is a word that both have, or has no words."""
    both = [english for english, french in messages() if english == french]
    assert [one for one in both if len(re.findall(r"[a-z]{3,}", one)) > 3] == []


def test_a_fiscal_year_has_both_years_in_full(tmp_path: Path) -> None:
    scenario = load(write(tmp_path), ["port={name: p, fiscal_year_starts: 4}", "end=2026-05-01"]).scenario
    words = [year.words for year in fiscal_years(scenario)]
    assert [str(one) for one in words] == ["2025-26", "2026-27", "2027-28 and later"]
    with speaking("fr"):
        assert [said(one) for one in words] == ["2025-2026", "2026-2027", "2027-2028 et suivants"]
