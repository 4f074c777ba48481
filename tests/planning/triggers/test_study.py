"""How futures are played and policies left out: the same whoever plays, by looks, resumed, interrupted."""

import numpy as np
import pytest
import trigger_port
from progress_seen import seen

from sim.errors import Interrupted
from sim.experiments.playing.engine import Engine
from sim.experiments.playing.runner import Runner
from sim.experiments.run import run
from sim.experiments.store.store import Store
from sim.planning.triggers.futures import Futures
from sim.planning.triggers.judging.outcomes import COLUMN, COLUMNS, judge
from sim.planning.triggers.question import question
from sim.planning.triggers.study import round_sizes, study

pytestmark = pytest.mark.unit

SETS = [f"policy.families.{name}=false" for name in ("arrivals", "longest_wait", "forecast", "fixed_date")]


@pytest.fixture(scope="module")
def asked(tmp_path_factory):
    file = trigger_port.write(tmp_path_factory.mktemp("study"))
    return question(file, [*SETS, "policy.families.occupancy={above: [60%, 80%, 100%], for: 0}"])


def everyone(asked):
    return np.ones(len(asked.policies), np.bool_)


def test_looks_double():
    assert list(round_sizes(500, 40)) == [40, 80, 160, 320, 500]
    assert list(round_sizes(40, 40)) == [40]
    assert list(round_sizes(10, 40)) == [10]


def test_values_are_the_judgement_of_the_runs(asked):
    with Futures(asked) as futures:
        assert futures.play(3, everyone(asked))
        values = futures.values()
    assert values.shape == (len(asked.policies), 3, len(COLUMNS))
    assert futures.spent() == (3,) * len(asked.policies)
    off = run(asked.off, 3).runs
    for k, policy in enumerate(asked.policies):
        on = run(policy.scenario, 3).runs
        expected = [judge(asked, policy, *pair) for pair in zip(on, off, strict=True)]
        np.testing.assert_array_equal(values[k], expected, policy.name)


def test_more_futures_leave_the_first_as_they_were(asked):
    some = everyone(asked)
    some[3:] = False
    with Futures(asked) as futures:
        futures.play(2, everyone(asked))
        before = futures.values()
        assert futures.left(5, some) == 3 * 3  # never is the run without space: one of the three
        told = []
        futures.play(5, some, lambda done, _: told.append(done))
        assert list(dict.fromkeys(told)) == list(range(told[0], futures.done + 1))
        values = futures.values()
    assert futures.spent() == (5,) * 3 + (2,) * (len(asked.policies) - 3)
    np.testing.assert_array_equal(values[:, :2], before)
    assert np.isnan(values[3:, 2:]).all()
    with Futures(asked, Runner(2)) as at_once:
        at_once.play(5, everyone(asked))
    np.testing.assert_array_equal(at_once.values()[:3], values[:3])


def test_what_plays_the_same_is_played_once(asked):
    with Futures(asked) as futures:
        futures.play(1, everyone(asked))
    assert futures.done == len(asked.policies)  # never is played as the run without space


def test_a_study_spends_more_on_those_that_may_be_best(asked):
    told = []
    found = study(asked, 24, seen(lambda done, most: told.append((done, most)), of=True), first=6)
    assert [look.futures for look in found.screening_rounds] == [6, 12, 24]
    assert [look.before for look in found.screening_rounds] == [
        len(asked.policies),
        *(look.after for look in found.screening_rounds[:-1]),
    ]
    assert (found.asked, found.interrupted) == (24, False)
    names = [policy.name for policy in asked.policies]
    spent = dict(zip(names, found.spent, strict=True))
    assert spent["as written"] == spent["never"] == spent[names[found.choice.chosen]] == 24
    assert min(found.spent) < 24
    assert told[-1][0] == sum(found.spent)
    assert list(dict.fromkeys(done for done, _ in told)) == list(range(1, told[-1][0] + 1))
    assert sorted({most for _, most in told}, reverse=True) == list(dict.fromkeys(most for _, most in told))
    np.testing.assert_array_equal(found.column("loss"), found.values[:, :, COLUMN["loss"]])


def test_a_study_is_the_same_with_a_store_and_goes_on_where_it_was(asked, tmp_path):
    plain = study(asked, 12, first=6)
    for played in (sum(plain.spent), 0):
        with Store(tmp_path / "runs.sqlite") as store:
            stored = study(asked, 12, Runner(2, store), first=6)
            assert store.added == played
        np.testing.assert_array_equal(stored.values, plain.values)
        assert (stored.spent, stored.screening_rounds, stored.choice.chosen) == (
            plain.spent,
            plain.screening_rounds,
            plain.choice.chosen,
        )


def test_an_interrupt_leaves_what_was_finished(asked):
    def stop(done):
        if done == 6 * len(asked.policies) + 3:
            raise KeyboardInterrupt

    whole, found = study(asked, 12, first=6), study(asked, 12, seen(stop), first=6)
    assert found.interrupted
    assert len(found.screening_rounds) == 1
    assert set(found.spent) <= {6, 7, 8, 9}
    for k, futures in enumerate(found.spent):
        np.testing.assert_array_equal(found.values[k, :futures], whole.values[k, :futures])


def test_an_interrupt_before_the_first_future_leaves_nothing(asked):
    def stop(*_):
        raise KeyboardInterrupt

    with pytest.raises(Interrupted):
        study(asked, 12, seen(stop), first=6)


def test_at_least_one_future_and_one_worker(asked):
    for futures, workers in ((0, 1), (1, 0)):
        with pytest.raises(ValueError, match="at least one future and one worker"):
            study(asked, futures, Runner(workers))


def test_no_space_leaves_the_people_as_they_were(asked):
    off = Engine(asked.off).played(1)[0]
    for policy in asked.policies:
        sample = Engine(policy.scenario).played(1)[0]
        np.testing.assert_array_equal(sample.arrive, off.arrive)
        np.testing.assert_array_equal(sample.seconds, off.seconds)
