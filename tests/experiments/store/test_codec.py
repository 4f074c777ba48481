"""Replications as bytes: nothing of them is lost, and nothing else is read as one."""

import json
import struct
import zlib

import numpy as np
import pytest
from small_port import port

from sim.experiments.playing.engine import Engine
from sim.experiments.store.codec import VERSION, CodecError, decode, encode
from sim.port.log import Entry, Event, Reason, Seen

pytestmark = pytest.mark.unit


@pytest.fixture(scope="module")
def runs():
    engine = Engine(port())
    return [engine.replication(number) for number in range(1, 6)]


def same(one, other):
    """Equal to the bit, types and shapes included."""
    for name in one._fields:
        a, b = getattr(one, name), getattr(other, name)
        if isinstance(a, np.ndarray):
            assert (a.dtype, a.shape, a.tobytes()) == (b.dtype, b.shape, b.tobytes()), name
        else:
            assert repr(a) == repr(b), name


def test_there_and_back(runs):
    assert any(run.diary for run in runs)
    for run in runs:
        back = decode(encode(run))
        same(run, back)
        assert encode(back) == encode(run)


def test_odd_numbers_stay_what_they_are(runs):
    figures = np.array([np.nan, -0.0, np.inf, 5e-324, 0.1 + 0.2])
    figures[:1].view(np.int64)[0] |= 1  # a NaN with a mark
    entry = Entry(
        1 << 40,
        3,
        Event.ORDERED,
        ('a "why" — é', "a and b"),
        (Seen("c", float("nan"), float("-inf")), Seen("d", 1 / 3, 2)),
        Reason.RESTING,
        2,
    )
    run = runs[0]._replace(figures=figures, diary=(entry, entry._replace(seen=())), drawn=(0.1, 1e300))
    same(run, decode(encode(run)))


def test_arrays_that_are_empty_wide_or_views(runs):
    wide = np.arange(12, dtype=np.int32).reshape(3, 4) + 70_000
    run = runs[0]._replace(on_site=wide[0], occupancy=wide[:, ::2], space=np.zeros((0, 7), dtype=np.int16))
    same(run._replace(occupancy=wide[:, ::2].copy()), decode(encode(run)))


def test_persons_take_two_bytes(runs):
    assert {runs[0].on_site.dtype, runs[0].occupancy.dtype, runs[0].space.dtype} == {np.dtype(np.int16)}
    crowded = port(space={"areas": {"hall": {"persons": 20_000}}})
    assert Engine(crowded).replication(1).space.dtype == np.int32


def test_what_comes_back_cannot_be_changed(runs):
    with pytest.raises(ValueError, match="read-only"):
        decode(encode(runs[0])).on_site[0] = 1


def test_an_array_of_anything_else_is_refused(runs):
    with pytest.raises(CodecError, match=r"an array of object; allowed: <i2, <i4, <i8, <f8"):
        encode(runs[0]._replace(on_site=np.array([None])))


OWN, NEXT = bytes([VERSION]), bytes([VERSION + 1])


@pytest.mark.parametrize("payload", [b"", NEXT, OWN, OWN + b"abc", OWN + zlib.compress(b"\xff\xff\xff\x7f{}")])
def test_bytes_that_are_no_replication(payload):
    with pytest.raises(CodecError):
        decode(payload)


def test_bytes_cut_short(runs):
    payload = encode(runs[0])
    for length in range(0, len(payload), 97):
        with pytest.raises(CodecError):
            decode(payload[:length])


def test_a_header_cannot_ask_for_objects():
    header = json.dumps({"values": {}, "arrays": [["figures", "|O", [1]]]}).encode()
    with pytest.raises(CodecError, match=r"damaged \(an array of \|O\)"):
        decode(bytes([VERSION]) + zlib.compress(struct.pack("<I", len(header)) + header + bytes(64)))
