"""The report: whole, safe, alone."""

import itertools
import re
from html.parser import HTMLParser

import pytest

from sim.experiments.result import Result
from sim.port.log import Entry, Event, Reason, Seen
from sim.views.run.page import html, write_report

pytestmark = pytest.mark.unit
VOID = {"meta", "br", "link", "img", "hr", "input"}
EVIL = "<script>alert('x')</script>"


class Reader(HTMLParser):
    """Tags in order, checked for balance; attributes; text."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def read(page: str) -> Reader:
    reader = Reader()
    reader.feed(page)
    reader.close()
    assert not reader.open
    return reader


@pytest.fixture(scope="module")
def small(port) -> Result:
    measures = {"leased_hall": port.HALL, "loan": port.OFFICERS}
    return port.make(port.scenario(days=30, measures=measures), runs=8)


@pytest.fixture(scope="module")
def page(small: Result) -> str:
    return html(small, "name: x  # here.yaml:1", ["a warning"])


def test_it_is_whole(page: str, small: Result) -> None:
    said = " ".join(" ".join(read(page).words).split())
    for part in (
        small.scenario.question,
        "Leased hall. It is ordered in",
        "What the decision rests on",
        "Gone within 24 h",
        "why",
        "a warning",
        "name: x # here.yaml:1",
        small.fingerprint,
        "It never decides about a person.",
        "numpy",
        "8 replications",
    ):
        assert part.lower() in said.lower()
    assert re.search(r"<dt>Seed</dt><dd>2025</dd>", page)


def test_the_port_is_called_by_its_name_alone(page: str, small: Result) -> None:
    (over,) = re.findall(r'<p class="over">(.*?)</p>', page)
    assert over.startswith(f"{small.scenario.port.name} · ")
    assert "currency" not in over


def test_every_figure_is_in_it(page: str, small: Result) -> None:
    assert all(f"<code>{name}</code>" in page for name in small.names)


def test_nothing_comes_from_elsewhere(page: str) -> None:
    reader = read(page)
    assert not {"script", "link", "img", "iframe", "object"} & set(reader.tags)
    links = [value for _, name, value in reader.attributes if name in ("href", "src", "xlink:href", "srcset")]
    beside = {f"{name}.csv" for name in ("kpis", "hourly", "contingency", "diary")} | {"summary.json", "scenario.yaml"}
    assert {value for value in links if not value.startswith("#")} == beside
    assert "http" not in page and "@import" not in page and "//" not in re.sub(r"<svg.*?</svg>", "", page, flags=re.S)


def test_references_lead_somewhere_and_ids_are_unique(page: str) -> None:
    attributes = read(page).attributes
    ids = [value for _, name, value in attributes if name == "id"]
    assert len(ids) == len(set(ids))
    named = [value for _, name, value in attributes if name in ("aria-labelledby", "aria-describedby")]
    assert {one for several in named for one in several.split()} <= set(ids)
    assert {value[1:] for _, name, value in attributes if name == "href" and value.startswith("#")} <= set(ids)
    assert set(re.findall(r"url\(#([^)]+)\)", page)) <= set(ids)


def test_the_picture_has_a_text_and_a_table_for_those_who_cannot_see_it(page: str) -> None:
    drawn = re.findall(r'<svg class="chart"[^>]* role="img" aria-labelledby="(\S+) (\S+)"', page)
    assert [title for title, _ in drawn[:3]] == ["picture-narrow", "picture-middle", "picture-wide"]
    assert [title for title, _ in drawn[3:]] == ["week0-narrow", "week1-narrow"]
    for title, said in drawn[:3]:
        assert re.search(rf'<title id="{title}">[^<]+</title>', page)
        assert "claimants a day" in re.search(rf'<desc id="{said}">([^<]+)</desc>', page)[1]
    assert re.search(r'<th scope="col">Claimants a day, highest, the middle run</th>', page)


def test_a_drawing_in_a_box_has_a_text(page: str) -> None:
    labels = re.findall(r'<span class="span" role="img" aria-label="([^"]+)">', page)
    assert len(labels) >= 1 and all("chance: " in label for label in labels)


def test_what_is_below_the_first_screen_is_folded_and_listed(page: str) -> None:
    contents = page[page.index('<nav class="contents"') : page.index("</nav>")]
    listed = re.findall(r'href="#(\w+)"', contents)
    assert listed == re.findall(r'<section id="(\w+)"', page)
    for name in listed:
        fold = page[: page.index(f'<section id="{name}"')].rindex("<details")
        assert page[fold:].startswith('<details class="part"')


def test_charts_next_to_the_page_are_listed_with_their_message(small: Result) -> None:
    page = html(small, "", [], None, {"charts/order_dates.svg": "The hall was <ordered>"})
    assert '<a href="charts/order_dates.svg">charts/order_dates.svg</a>: The hall was &lt;ordered&gt;' in page


def test_headings_do_not_skip_a_level(page: str) -> None:
    levels = [int(tag[1]) for tag in read(page).tags if re.fullmatch(r"h[1-6]", tag)]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(b <= a + 1 for a, b in itertools.pairwise(levels))


def test_names_and_texts_are_escaped(port) -> None:
    given = port.scenario(days=3, name=EVIL, port=EVIL, question=EVIL, measures={})
    page = html(port.make(given, runs=2), EVIL, [EVIL])
    assert "<script" not in page
    assert "script" not in read(page).tags
    assert page.count("&lt;script&gt;") >= 5


def test_an_entry_says_what_was_seen_against_which_level(port) -> None:
    diary = (
        Entry(3600, 0, Event.ORDERED, ("crowded",), (Seen("crowded", 0.98, 0.8),)),
        Entry(7200, 0, Event.READY),
        Entry(7200, 0, Event.OVERTAKEN, (), (Seen("crowded", 0.2, 0.8),), Reason.CEASED),
    )
    page = html(port.make(port.scenario(days=30), runs=2, diary=diary), "", [])
    assert "crowded: people in the hall at 98%; rule: above 80% of the base space for 2 d" in page
    assert page.count("2025-01-01 02:00") == 1


def test_one_replication_and_no_measures(port) -> None:
    page = html(port.make(port.scenario(days=3, measures={}), runs=1), "", [])
    assert "no measure was called on" in page
    assert "Warnings" not in page
    read(page)


def test_the_same_result_gives_the_same_file(small: Result, page: str, tmp_path) -> None:
    write_report(small, "name: x  # here.yaml:1", ["a warning"], tmp_path / "report.html")
    assert (tmp_path / "report.html").read_bytes() == page.encode()


def test_a_folder_that_is_not_there(small: Result, tmp_path) -> None:
    with pytest.raises(FileNotFoundError):
        write_report(small, "", [], tmp_path / "none" / "report.html")
