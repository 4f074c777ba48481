"""A replication as bytes, and back: what is stored, and what workers send.

A payload is one byte of version and a deflated body: the length of a header, the header (JSON: plain values, and name,
type and shape of each array), and the arrays one after the other, each on a multiple of eight bytes. It is data and
never code. Replications come back as they were: the same bits of every number, arrays read-only.
"""

import json
import struct
import zlib
from math import prod
from typing import Any

import numpy as np
from numpy.typing import NDArray

from sim.figures import Replication
from sim.port.log import Entry, Event, Reason, Seen
from sim.wording import say

VERSION = 3
TYPES = ("<i2", "<i4", "<i8", "<f8")
MOST = 1 << 30  # bytes of a body; what claims more is no replication
LEVEL = 1  # the fastest; the best is 15% smaller and takes four times as long
_HEAD = struct.Struct("<I")


class CodecError(ValueError):
    """Bytes that are no replication, or of another version of the format."""


def encode(run: Replication) -> bytes:
    """Return the payload of a replication; equal for equal replications."""
    arrays = {name: _plain(value) for name, value in run._asdict().items() if isinstance(value, np.ndarray)}
    header = json.dumps(
        {
            "values": {name: value for name, value in run._asdict().items() if name not in arrays},
            "arrays": [[name, array.dtype.str, array.shape] for name, array in arrays.items()],
        },
        separators=(",", ":"),
    ).encode()
    body = bytearray(_HEAD.pack(len(header)) + header)
    for array in arrays.values():
        body += bytes(-len(body) % 8) + array.tobytes()
    return bytes([VERSION]) + zlib.compress(body, LEVEL)


def decode(payload: bytes) -> Replication:
    """Return the replication of a payload. CodecError when it is none that this version reads."""
    if payload[:1] != bytes([VERSION]):
        wrong = str(payload[0]) if payload else say("none")
        raise CodecError(say("a replication of format {wrong}; this program reads {mine}", wrong=wrong, mine=VERSION))
    try:
        body = _inflated(payload)
        (length,) = _HEAD.unpack_from(body)
        at = _HEAD.size + length
        header = json.loads(body[_HEAD.size : at])
        values: dict[str, Any] = header["values"]
        for name, kind, shape in header["arrays"]:
            at += -at % 8
            values[name], at = _array(body, at, kind, shape)
        values["diary"] = tuple(_entry(*line) for line in values["diary"])
        values["drawn"] = tuple(values["drawn"])
        return Replication(**values)
    except (zlib.error, struct.error, KeyError, TypeError, ValueError, RecursionError, AttributeError) as error:
        raise CodecError(say("a replication that is damaged ({error})", error=str(error))) from None


def _inflated(payload: bytes) -> bytes:
    """Return the body of a payload, which may be short and claim to be endless."""
    inflate = zlib.decompressobj()
    body = inflate.decompress(memoryview(payload)[1:], MOST)
    if not inflate.eof:
        raise ValueError(say("its end is missing, or it is far too long"))
    return body


def _plain(array: NDArray[Any]) -> NDArray[Any]:
    little = array.astype(array.dtype.newbyteorder("<"), copy=False)
    if little.dtype.str not in TYPES:
        raise CodecError(say("an array of {kind}; allowed: {kinds}", kind=str(array.dtype), kinds=", ".join(TYPES)))
    return little


def _array(body: bytes, at: int, kind: str, shape: list[int]) -> tuple[NDArray[Any], int]:
    if kind not in TYPES:
        raise ValueError(say("an array of {kind}", kind=str(kind)))
    if not all(isinstance(size, int) and size >= 0 for size in shape):
        raise ValueError(say("an array of no size"))
    array = np.frombuffer(body, kind, prod(shape), at).reshape(shape)
    return array, at + array.nbytes


def _entry(
    tick: int, measure: int, event: str, why: list[str], seen: list[list[Any]], reason: str | None, option: int
) -> Entry:
    kept = Reason(reason) if reason else None
    return Entry(tick, measure, Event(event), tuple(why), tuple(Seen(*one) for one in seen), kept, option)
