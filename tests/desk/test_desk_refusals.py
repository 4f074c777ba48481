"""Who is let in at the desk, and what it refuses."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from desk_client import HOST, ORIGIN, TOKEN, desk, events, posted
from starlette.testclient import TestClient

pytestmark = pytest.mark.cli


@pytest.fixture(scope="module")
def client(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with desk(tmp_path_factory.mktemp("desk")) as found:
        yield found


def test_the_page_is_given_to_who_knows_the_token(client: TestClient) -> None:
    answer = client.get(f"/{TOKEN}/")
    assert answer.status_code == 200 and "A small port" in answer.text
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert answer.headers["referrer-policy"] == "no-referrer" and answer.headers["cache-control"] == "no-store"


@pytest.mark.parametrize("where", ["/", "/wrong/", "/wrong/play", "/favicon.ico", f"/{TOKEN[:-1]}/"])
def test_a_wrong_token_is_refused(client: TestClient, where: str) -> None:
    answer = client.get(where)
    assert answer.status_code == 403 and "token" in answer.text and "small port" not in answer.text


@pytest.mark.parametrize("origin", ["http://evil.example", "null", "http://127.0.0.1:9", "https://127.0.0.1:8000"])
def test_a_foreign_origin_is_refused(client: TestClient, origin: str) -> None:
    answer = client.post(f"/{TOKEN}/play", content="{}", headers={"origin": origin})
    assert answer.status_code == 403 and "its own page alone" in answer.text
    assert client.get(f"/{TOKEN}/", headers={"origin": origin}).status_code == 403


def test_what_is_sent_without_an_origin_is_refused(client: TestClient) -> None:
    bare = TestClient(client.app, base_url=f"http://{HOST}")
    assert bare.post(f"/{TOKEN}/play", content="{}").status_code == 403
    assert bare.get(f"/{TOKEN}/").status_code == 200


def test_another_host_that_leads_here_is_refused(client: TestClient) -> None:
    answer = client.get(f"/{TOKEN}/", headers={"host": "evil.example:8000"})
    assert answer.status_code == 403 and "own address alone" in answer.text


def test_a_refusal_is_said_in_the_language_that_is_asked_for(client: TestClient) -> None:
    assert "n’a pas la bonne clé" in client.get("/wrong/?lang=fr").text


@pytest.mark.parametrize("where", ["../port.yaml", "port.yaml", "static/../../port.yaml", "%2e%2e/port.yaml"])
def test_nothing_is_served_but_its_own_pages(client: TestClient, where: str) -> None:
    answer = client.get(f"/{TOKEN}/{where}")
    assert answer.status_code in (403, 404) and "claimants_per_day" not in answer.text


def test_an_upload_of_100_mb_is_refused_and_none_of_it_is_kept(client: TestClient) -> None:
    piece = b"x" * (1 << 20)
    answer = client.post(f"/{TOKEN}/upload", content=(piece for _ in range(100)), headers=ORIGIN)
    assert answer.status_code == 413 and "16 MB" in answer.text


@pytest.mark.parametrize("text", ["", "[]", "{", "[" * 100_000, '"x"', '{"state": {"sets": {"a": 1}}}'])
def test_what_is_no_state_is_refused(client: TestClient, text: str) -> None:
    assert client.post(f"/{TOKEN}/file", content=text).status_code in (400, 422)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        ("staff.officers.roster_file", "/etc/passwd"),
        ("arrivals.door.counts", "../counts.csv"),
        ("arrivals.door", "{listed: people.csv}"),
        ("process.steps.intake.time", "{empirical: times.csv}"),
        ("census", "{file: here.csv}"),
        ("arrivals.door.conditioned_on", "{counts: a.csv}"),
    ],
)
def test_no_value_names_a_file(client: TestClient, path: str, value: str) -> None:
    said = events(client, {"sets": {path: value}})
    assert not said["look"] and "which the desk does not read" in said["wrong"][0]["problems"][0]


@pytest.mark.parametrize("name", ["../out.yaml", "/tmp/out.yaml", "a/b.yaml", "out.txt", "", ".yaml", "x\x00.yaml", 5])
def test_a_scenario_is_saved_in_its_own_folder_alone(client: TestClient, name: object) -> None:
    answer = posted(client, "save", name=name)
    assert answer.status_code == 422 and "without a folder" in answer.text


def test_a_file_that_is_there_is_not_written_over(client: TestClient) -> None:
    answer = posted(client, "save", name="port.yaml")
    assert answer.status_code == 422 and "is there already" in answer.text


def test_a_value_that_is_wrong_is_refused_in_the_words_of_the_language(client: TestClient) -> None:
    said = events(client, {"sets": {"staff.officers.absence": "2", "space.areas.hal.persons": "3"}})
    assert not said["look"]
    problems = "\n".join(said["wrong"][0]["problems"])
    assert "staff.officers.absence: found 2; allowed: a share, from 0 to 1" in problems
    french = events(client, {"levers": {"officers": "6"}}, query="?lang=fr")["wrong"][0]["problems"][0]
    assert french == "levers.officers: trouvé\u00a0: 6; permis\u00a0: 4; 5"


def test_a_file_outside_of_the_folder_is_refused(tmp_path: Path) -> None:
    from sim.cli.desk.begun import inside
    from sim.errors import ArgumentError

    (tmp_path / "in").mkdir()
    inside(tmp_path / "in" / "port.yaml", tmp_path)
    with pytest.raises(ArgumentError, match="in the folder that portsim desk is started in"):
        inside(tmp_path / "port.yaml", tmp_path / "in")
