"""Consoles that cannot show every character: show what they cannot with what they can."""

import codecs
import unicodedata
from typing import TextIO

NEAR = "portsim.near"  # an error handler
ASCII = "portsim_ascii"  # an encoding: typer takes plain ASCII for a slip, and writes UTF-8 in its place
PLAIN = {
    "–": "-", "—": "-", "−": "-", "±": "+-", "×": "x", "·": "-", "•": "*", "…": "...", "’": "'", "‘": "'", "“": '"',
    "”": '"', "≤": "<=", "≥": ">=", "→": "->", "œ": "oe", "Œ": "OE", "æ": "ae", "ß": "ss", "ø": "o", "«": '"', "»": '"',
    "\u00a0": " ", "\u202f": " ", "\u2009": " ",
}  # fmt: skip


def can_show_all(*streams: TextIO | None) -> None:
    """Have streams show the nearest plain text for what their encoding lacks, instead of failing."""
    codecs.register_error(NEAR, _nearest)
    codecs.register({ASCII: _ASCII}.get)
    for stream in streams:
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is None or stream is None or stream.errors not in ("strict", "backslashreplace"):
            continue
        if codecs.lookup(stream.encoding or "ascii").name == "ascii":
            reconfigure(encoding=ASCII)
        else:
            reconfigure(errors=NEAR)


def plain(text: str) -> str:
    """Return the nearest ASCII: letters without their accents, dashes as hyphens, `?` for the rest."""
    return "".join(_plain(letter) for letter in text)


def _plain(letter: str) -> str:
    if letter in PLAIN:
        return PLAIN[letter]
    bare = unicodedata.normalize("NFKD", letter).encode("ascii", "ignore").decode("ascii")
    return bare or "?"


def _nearest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return plain(error.object[error.start : error.end]), error.end


class _Plain(codecs.IncrementalEncoder):
    def encode(self, text: str, final: bool = False) -> bytes:
        return plain(text).encode("ascii")


def _encoded(text: str, errors: str = "strict") -> tuple[bytes, int]:
    return plain(text).encode("ascii"), len(text)


_ASCII = codecs.CodecInfo(
    _encoded, codecs.lookup("ascii").decode, incrementalencoder=_Plain,
    incrementaldecoder=codecs.lookup("ascii").incrementaldecoder, name=ASCII,
)  # fmt: skip
