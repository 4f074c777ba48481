"""Streams of chance: Philox word for word, addressable uniforms, keys of their own."""

import numpy as np
import pytest

from sim.arrays import F, I
from sim.errors import ScenarioError
from sim.people.chance.keys import DrawKeys, Keys, Visits
from sim.people.chance.philox import block, events, turned_up, uniforms
from sim.people.chance.random_streams import Chance, Decision, Draws, Register

pytestmark = pytest.mark.unit
KEY = np.array([0x243F6A8885A308D3, 0x13198A2E03707344], dtype=np.uint64)


def words_of_numpy(key: Keys, counter: tuple[int, int, int, int]) -> list[int]:
    """The block of one counter by numpy, which adds 1 to its counter before the first output."""
    number = sum(word << 64 * k for k, word in enumerate(counter)) - 1
    before = [number % (1 << 256) >> 64 * k & ((1 << 64) - 1) for k in range(4)]
    generator = np.random.Philox(key=key, counter=np.array(before, dtype=np.uint64))
    return [int(word) for word in generator.random_raw(4)]


@pytest.mark.parametrize(
    "counter", [(1, 0, 0, 0), (0, 1, 0, 0), (7, 739_000, 0, 0), (1 << 60, 739_000, 3, 2), (5, 1, (1 << 32) + 1, 0)]
)
@pytest.mark.parametrize("key", [KEY, np.array([0, 0], np.uint64), ~KEY])
def test_block_is_philox_word_for_word(key: Keys, counter: tuple[int, int, int, int]) -> None:
    assert [int(word) for word in block(key, *counter)] == words_of_numpy(key, counter)


def of_key(day: I, index: I) -> F:
    none = np.zeros_like(index)
    once = Visits(*(column.astype(np.int32) for column in (np.arange(index.size), none, none, none)))
    return uniforms(KEY.reshape(1, 2), DrawKeys(none, day, index), np.arange(index.size), once)


def test_uniforms_are_the_words_of_their_counter() -> None:
    day, index = np.array([5, 5, 5, 5, 5, 6]), np.array([0, 1, 2, 3, 4, 3])
    words = [words_of_numpy(KEY, (i >> 2, d, 0, 0))[i & 3] for d, i in zip(day.tolist(), index.tolist(), strict=True)]
    assert of_key(day, index).tolist() == [((word >> 12) + 0.5) * 2.0**-52 for word in words]


def test_uniforms_do_not_depend_on_their_neighbours() -> None:
    rng = np.random.default_rng(1)
    keys = rng.integers(0, 1 << 63, (3, 2)).astype(np.uint64)
    keyed = DrawKeys(*(rng.integers(0, high, 500) for high in (3, 4, 30)))
    visits, rows = Visits(*(rng.integers(0, high, 900, dtype=np.int32) for high in (500, 1, 2, 3))), np.arange(900)
    together = uniforms(keys, keyed, rows, visits)
    alone = [uniforms(keys, keyed, rows[k : k + 1], visits)[0] for k in rows]
    assert together.tolist() == alone


def test_uniforms_stay_inside_the_unit_interval() -> None:
    u = of_key(np.repeat(np.arange(100), 1000), np.tile(np.arange(1000), 100))
    assert u.min() > 0 and u.max() < 1
    assert np.unique(u).size == u.size


def test_keys_differ_by_seed_replication_decision_and_source() -> None:
    name, other = Decision("people/size"), Decision("people/minors")
    keys = [
        Chance(seed, replication, ()).key(decision, source).tolist()
        for seed in (1, 2)
        for replication in (0, 1)
        for decision in (name, other)
        for source in ("", "arrivals/door")
    ]
    assert len({tuple(key) for key in keys}) == len(keys)


def test_keys_stay_what_they_are_from_release_to_release() -> None:
    key = Chance(2025, 7, ()).key(Decision("people/size"), "arrivals/door")
    assert key.tolist() == [6250949787556692960, 2812665055325827807]


def test_keys_of_sources_are_their_keys_one_by_one() -> None:
    chance, decision = Chance(3, 4, ("a", "b")), Decision("people/size")
    assert chance.keys(decision).tolist() == [chance.key(decision, source).tolist() for source in ("a", "b")]


def test_two_decisions_cannot_share_a_path() -> None:
    register = Register()
    register.decision("people/size")
    message = "two decisions share the stream of chance people/size; rename one of what it names"
    with pytest.raises(ScenarioError, match=message):
        register.decision("people/size")


def test_a_visit_has_draws_of_its_own_by_turn_and_member() -> None:
    keyed = DrawKeys(np.zeros(2, np.int64), np.full(2, 739_000), np.arange(2))
    draws, decision = Draws(Chance(1, 0, ("arrivals/door",)), keyed), Decision("process/steps/desk/time")
    columns = [0, 0, 0, 0, 1], [0] * 5, [0, 1, 0, 1, 0], [0, 0, 1, 1, 0]
    u = draws.visits(decision, np.arange(5), Visits(*(np.array(column, dtype=np.int32) for column in columns)))
    assert np.unique(u).size == 5
    assert u[[0, 4]].tolist() == draws.of(decision).tolist()


def test_events_are_the_points_of_the_unit_process_below_the_expectation() -> None:
    days = np.full(40, 739_000)
    points = np.cumsum(-np.log(of_key(days, np.arange(40))))
    shape, edges = np.array([[0.0, 0.25, 1.0]]), np.array([[100, 200, 400]])
    row, event, tick = events(KEY, days[:1], np.array([20.0]), shape, edges)
    at = points[points <= 20] / 20
    wanted = np.where(at <= 0.25, 100 + np.floor(at / 0.25 * 100), 200 + np.floor((at - 0.25) / 0.75 * 200))
    assert tick.tolist() == wanted.tolist()
    assert event.tolist() == list(range(at.size)) and not row.any()


def test_events_find_room_however_many_they_are() -> None:
    days, count = np.arange(3), np.array([0.0, 5000.0, 0.001])
    row, event, _ = events(KEY, days, count, np.tile([0.0, 1.0], (3, 1)), np.tile([0, 86400], (3, 1)))
    assert (row == 1).all() and event.tolist() == list(range(row.size))
    assert abs(row.size - 5000) < 4 * np.sqrt(5000)  # |z| < 4: once in 16,000 seeds


def test_a_slot_turns_up_whatever_the_others_do() -> None:
    crew, day = np.zeros(9, np.int64), np.full(9, 739_000)
    present = turned_up(KEY.reshape(1, 2), crew, day, np.arange(9), np.array([0.4]))
    missing = of_key(day[:8], np.arange(8)) < 0.4
    assert present.tolist() == [n - int(missing[:n].sum()) for n in range(9)]


@pytest.mark.parametrize("chance", [0.0, 0.3, 1.0])
def test_what_is_certain_or_never_comes_about_is_as_if_it_were_drawn(chance: float) -> None:
    nth = np.arange(200)
    draws = Draws(Chance(1, 1, ("door",)), DrawKeys(np.zeros_like(nth), np.full(200, 5), nth))
    found = draws.occurs(Decision("it"), chance)
    assert found.tolist() == (draws.of(Decision("it")) < chance).tolist()
    assert draws.occurs(Decision("it"), np.full(200, chance)).tolist() == found.tolist()
