"""Who is let in: only who knows the token, asks this very host, and comes from its own page.

A page of another site can send requests to 127.0.0.1, and can have a name of its own lead there. It does not know the
token, its `Origin` is another, and so is the `Host` that it asks for.
"""

import secrets
from collections.abc import Awaitable, Callable, Iterable, MutableMapping
from typing import Any
from urllib.parse import parse_qs

from sim.wording import language, say, speaking
from sim.wording.chosen import known

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
Serves = Callable[[Message, Receive, Send], Awaitable[None]]
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; connect-src 'self'; img-src data:; "
    "form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "content-security-policy": POLICY,
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-store",
    "cross-origin-resource-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
}


class Guard:
    """Lets a request in, or refuses it with a sentence; in the language that it asks for, else the one of the desk."""

    def __init__(self, serves: Serves, token: str, hosts: Iterable[str]) -> None:
        self._serves, self._token = serves, token
        self._hosts = frozenset(hosts)
        self._spoken = language()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Serve a request, or refuse it."""
        if scope["type"] == "lifespan":
            await self._serves(scope, receive, send)
            return
        if scope["type"] != "http":
            return  # a connection of another kind is closed
        asked = parse_qs(scope.get("query_string", b"").decode("latin-1")).get("lang", [self._spoken])[-1]
        with speaking(asked if known(asked) else self._spoken):
            if why := self._refused(scope):
                await refuse(send, 403, why)
            else:
                await self._serves(scope, receive, _with_headers(send))

    def _refused(self, scope: Message) -> str:
        """Return why a request is refused; empty where it is not."""
        headers = {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}
        if headers.get("host", "") not in self._hosts:
            return say("The desk answers under its own address alone: the one that it was opened with.")
        origins = {f"http://{host}" for host in self._hosts}
        origin = headers.get("origin", "")
        if (origin or scope["method"] not in ("GET", "HEAD")) and origin not in origins:
            return say("The desk answers its own page alone; this came from another one.")
        token = scope["path"].split("/")[1]
        if not secrets.compare_digest(token.encode(), self._token.encode()):
            return say("The address lacks the right token: open the one that portsim desk printed.")
        return ""


def _with_headers(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = [(name.encode(), value.encode()) for name, value in HEADERS.items()]
            message = {**message, "headers": [*message.get("headers", ()), *headers]}
        await send(message)

    return sending


async def refuse(send: Send, status: int, why: str) -> None:
    """Answer with a status and a sentence."""
    headers = [(b"content-type", b"text/plain; charset=utf-8"), (b"connection", b"close")]
    headers += [(name.encode(), value.encode()) for name, value in HEADERS.items()]
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": why.encode()})
