"""The addresses of the desk, on 127.0.0.1 alone: its page, what it plays, and what it saves and gives to be kept."""

import asyncio
import json
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response, StreamingResponse
from starlette.routing import Route

from sim.cli.desk import desk_page, downloads
from sim.cli.desk.guard import Guard
from sim.cli.desk.looks import LOOKS
from sim.cli.desk.players import Players
from sim.cli.desk.tab import Asked, asked, changed, lines
from sim.cli.desk.uploads import LARGEST, Uploads
from sim.errors import PortsimError, ScenarioError
from sim.scenario.data.tables.faults import TableError
from sim.scenario.schema import Scenario
from sim.wording import counted, language, say
from sim.wording.named import naming

STATE = 1 << 20  # bytes that a state may have
THROWN = 256 << 20  # bytes of too large a body that are read and thrown away, so that the refusal is heard


@dataclass(frozen=True)
class Desk:
    """What a desk is of: the scenario as written, its file in the folder it was started in, the states its levers start
    at, who plays, and what was uploaded.
    """

    scenario: Scenario
    file: Path
    start: Mapping[str, str]
    players: Players
    uploads: Uploads = field(default_factory=Uploads)

    async def moved(self, wanted: Asked) -> Scenario:
        """Return the scenario of a state. ScenarioError."""
        return await asyncio.to_thread(changed, self.scenario, wanted, self.uploads.value)

    def asked(self, given: Any) -> Asked:
        """Return a state that a tab sent, without the levers that are where they start. ArgumentError."""
        found = asked(given)
        moved = {name: state for name, state in found.levers.items() if self.start.get(name) != state}
        return Asked(moved, found.sets)


def served(desk: Desk, token: str, hosts: list[str]) -> Guard:
    """Return what serves a desk: who lacks the token, or comes from elsewhere, is let in nowhere."""

    @asynccontextmanager
    async def life(_: Starlette) -> AsyncIterator[None]:
        yield
        desk.players.end()

    at = f"/{token}"
    routes = [
        Route(f"{at}/", page),
        Route(f"{at}/desk.js", script),
        Route(f"{at}/play", play, methods=["POST"]),
        Route(f"{at}/save", save, methods=["POST"]),
        Route(f"{at}/file", file, methods=["POST"]),
        Route(f"{at}/book", book, methods=["POST"]),
        Route(f"{at}/brief", brief, methods=["POST"]),
        Route(f"{at}/upload", upload, methods=["POST"]),
    ]
    handlers: Any = {PortsimError: _wrong, HTTPException: _no_such}
    app = Starlette(routes=routes, lifespan=life, exception_handlers=handlers)
    app.state.desk = desk
    return Guard(app, token, hosts)


async def page(request: Request) -> Response:
    """Give the page."""
    desk = _desk(request)
    return HTMLResponse(await asyncio.to_thread(desk_page.html, desk.scenario, desk.start))


async def script(_: Request) -> Response:
    """Give its script."""
    return Response(desk_page.CODE.read_bytes(), media_type="text/javascript")


async def play(request: Request) -> Response:
    """Play a state: its forms at once, then look after look, until it has been played or nobody reads on."""
    given = await _given(request)
    found = given.get("pins")
    pins: dict[str, Any] = found if isinstance(found, dict) else {}
    desk = _desk(request)
    wanted = {"now": desk.asked(given.get("state"))}
    wanted |= {which: desk.asked(pins[which]) for which in ("a", "b") if isinstance(pins.get(which), dict)}
    events = _played(desk, wanted)
    return StreamingResponse(events, media_type="text/event-stream", headers={"x-accel-buffering": "no"})


async def _played(desk: Desk, wanted: Mapping[str, Asked]) -> AsyncIterator[str]:
    try:
        scenarios = {"written": desk.scenario}
        for key, one in wanted.items():
            scenarios[key] = await desk.moved(one)
        yield _event("forms", await asyncio.to_thread(_forms, desk, scenarios["now"], wanted))
        for place, runs in enumerate(LOOKS):
            made = await desk.players.ask("look", scenarios, runs, language(), place, first=place == 0)
            yield _event("look", made.made)
            if made.runs < runs:  # first numbers, since those of the first look take long
                made = await desk.players.ask("look", scenarios, runs, language(), place)
                yield _event("look", made.made)
    except PortsimError as error:
        yield _event("wrong", {"problems": problems(error)})


def _forms(desk: Desk, now: Scenario, wanted: Mapping[str, Asked]) -> dict[str, Any]:
    with naming(now.labels):
        told = desk_page.forms(desk.scenario, now, wanted["now"], desk.start)
        changes = lines(desk.scenario, wanted["now"], desk.uploads.value)
        command = downloads.command(desk.file, changes)
        names = {which: desk_page.name(desk.scenario, wanted.get(which)) for which in ("a", "b")}
        return told | {"names": names, "changes": desk_page.changes(desk.scenario, wanted["now"], command)}


def problems(error: PortsimError) -> list[str]:
    """Return what is wrong, a line each, without the place, which is the desk."""
    if isinstance(error, ScenarioError):
        return [str(one.path and f"{one.path}: ") + one.message for one in error.problems]
    return [str(error)]


def _event(name: str, data: Any) -> str:
    return f"event: {name}\ndata: {json.dumps(data, ensure_ascii=False)}\n\n"


async def save(request: Request) -> Response:
    """Save a state as a scenario next to the file."""
    desk, given = _desk(request), await _given(request)
    scenario = await desk.moved(desk.asked(given.get("state")))
    path = downloads.place(desk.file.parent, given.get("name"))
    return PlainTextResponse(await asyncio.to_thread(downloads.saved, scenario, path))


async def file(request: Request) -> Response:
    """Give a state as a scenario."""
    desk = _desk(request)
    scenario = await desk.moved(desk.asked((await _given(request)).get("state")))
    return _download(downloads.text(scenario).encode(), f"{desk.file.stem}-moved.yaml", "application/yaml")


async def book(request: Request) -> Response:
    """Give the workbook of a state, of as many runs as the last look has."""
    made, name = await _made(request, "book"), f"{_desk(request).file.stem}.xlsx"
    return _download(made, name, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")


async def brief(request: Request) -> Response:
    """Give the brief of a state: one page that can be mailed."""
    made = await _made(request, "brief")
    return _download(made.encode(), f"{_desk(request).file.stem}-brief.html", "text/html")


async def _made(request: Request, what: str) -> Any:
    desk = _desk(request)
    now = await desk.moved(desk.asked((await _given(request)).get("state")))
    work = asyncio.create_task(
        desk.players.ask(what, {"now": now}, downloads.RUNS, language(), 2, about=desk.file.name)
    )
    gone = asyncio.create_task(_gone(request))
    try:
        await asyncio.wait({work, gone}, return_when=asyncio.FIRST_COMPLETED)
        if not work.done():
            raise HTTPException(499)
        return work.result().made
    finally:
        gone.cancel()
        work.cancel()


async def _gone(request: Request) -> None:
    """Return when nobody waits for the answer any more."""
    while not await request.is_disconnected():
        await asyncio.sleep(0.2)


def _download(content: bytes, name: str, kind: str) -> Response:
    return Response(content, media_type=kind, headers={"x-file-name": name})


async def upload(request: Request) -> Response:
    """Take a table of counts into memory."""
    desk, name = _desk(request), request.query_params.get("name", "counts.csv")
    raw = await body(request, LARGEST)
    try:
        kept, found = await asyncio.to_thread(desk.uploads.add, raw, Path(name).name)
    except TableError as error:
        return PlainTextResponse("\n".join(map(str, error.wrong)), 422)
    told = counted("{n} count of {file} is in use.", "{n} counts of {file} are in use.", len(found.rows), file=name)
    return JSONResponse({"name": kept, "said": told})


async def body(request: Request, most: int) -> bytes:
    """Return what a request carries. HTTPException 413 for more than `most` bytes, of which none is kept."""
    parts, size = list[bytes](), 0
    async for part in request.stream():
        size += len(part)
        if size > THROWN:
            break
        if size <= most:
            parts.append(part)
        else:
            parts.clear()
    if size > most:
        raise HTTPException(413, say("found more than {most} MB; allowed: at most so much", most=most >> 20))
    return b"".join(parts)


async def _given(request: Request) -> dict[str, Any]:
    try:
        found = json.loads(await body(request, STATE))
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise HTTPException(400, say("found something else than a state; allowed: what the page sends"))
    return found


def _desk(request: Request) -> Desk:
    found: Desk = request.app.state.desk
    return found


async def _wrong(_: Request, error: Exception) -> Response:
    found = problems(error) if isinstance(error, PortsimError) else [str(error)]
    return PlainTextResponse("\n".join(found), 422)


async def _no_such(_: Request, error: Exception) -> Response:
    status = error.status_code if isinstance(error, HTTPException) else 500
    detail = error.detail if isinstance(error, HTTPException) and status in (400, 413) else ""
    return PlainTextResponse(detail or say("There is nothing here."), status)
