import os
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future
from concurrent.futures.process import BrokenProcessPool
from multiprocessing import parent_process
from typing import Any

import pytest

from pipeline.stages.batches import AHEAD, Inline, Workers

POISON = 3
MEMORY: list[int] = []


def double(number: int) -> tuple[int, int]:
    """The number doubled, and the process that did it."""
    return 2 * number, os.getpid()


def deadly(number: int) -> int:
    """Kill the process on one batch, as a crashing library does; refuses to run in the test's own process."""
    assert parent_process() is not None, "not in a worker"
    if number == POISON:
        os._exit(9)
    return 2 * number


def refusing(number: int) -> int:
    if number == POISON:
        raise ValueError(f"cannot do {number}")
    return 2 * number


class Death(BaseException):
    """Stands for the end of the process that runs the call."""


def mortal(number: int) -> int:
    if number == POISON:
        raise Death
    return 2 * number


def maybe_none(number: int) -> int | None:
    return None if number % 2 else number


class Deferred(Executor):
    """An executor whose calls run when their result is asked for: what is queued stays queued."""

    def __init__(self, broken: bool = False) -> None:
        self.waiting: list[Future[Any]] = []
        self.closed = False
        self.broken = broken

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        if self.broken:
            raise BrokenProcessPool("dead")
        executor = self

        class Lazy(Future[Any]):
            def result(self, timeout: float | None = None) -> Any:
                try:
                    if not executor.broken:
                        return fn(*args, **kwargs)
                except Death:
                    executor.broken = True
                raise BrokenProcessPool("dead")

        self.waiting.append(Lazy())
        return self.waiting[-1]

    def shutdown(self, wait: bool = True, *, cancel_futures: bool = False) -> None:
        self.closed = True


class Pools:
    """Makes deferred executors and remembers them with their size."""

    def __init__(self) -> None:
        self.made: list[tuple[int, Deferred]] = []

    def __call__(self, processes: int) -> Executor:
        self.made.append((processes, Deferred()))
        return self.made[-1][1]

    def sizes(self) -> list[int]:
        return [processes for processes, _ in self.made]


def counted(number: int, taken: list[int]) -> Iterator[int]:
    for n in range(number):
        taken.append(n)
        yield n


@pytest.mark.parametrize("number", [0, 1])
def test_at_most_one_batch_is_done_here_without_starting_a_process(number: int) -> None:
    pools = Pools()
    with Workers(2, pools) as workers:
        assert list(workers.map(double, range(number))) == [(n, (2 * n, os.getpid())) for n in range(number)]
    assert pools.made == []


def test_one_worker_does_all_batches_here_as_they_are_asked_for() -> None:
    pools = Pools()
    taken: list[int] = []
    with Workers(1, pools) as workers:
        results = workers.map(double, counted(50, taken))
        assert next(results) == (0, (0, os.getpid()))
        assert len(taken) <= 3
        assert [batch for batch, _ in results] == list(range(1, 50))
    assert pools.made == []


def test_two_spawned_processes_do_the_batches_in_order() -> None:
    with Workers(2) as workers:
        found = list(workers.map(double, range(12)))
    assert [(batch, result[0]) for batch, result in found if result] == [(n, 2 * n) for n in range(12)]
    pids = {result[1] for _, result in found if result}
    assert os.getpid() not in pids
    assert 1 <= len(pids) <= 2


def test_the_processes_serve_one_map_after_another_and_end_with_the_block() -> None:
    with Workers(2) as workers:
        first = {result[1] for _, result in workers.map(double, range(8)) if result}
        second = {result[1] for _, result in workers.map(double, range(8)) if result}
        assert len(first | second) <= 2
    for pid in first | second:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)


def test_a_batch_that_kills_its_process_has_no_result_and_all_others_have_theirs() -> None:
    with Workers(2) as workers:
        found = list(workers.map(deadly, range(7)))
        assert found == [(n, None if n == POISON else 2 * n) for n in range(7)]
        again = list(workers.map(deadly, range(10, 13)))
    assert again == [(10, 20), (11, 22), (12, 24)], "the workers live on"


def test_an_exception_of_the_function_is_raised_from_a_process() -> None:
    with Workers(2) as workers:
        results = workers.map(refusing, range(7))
        assert [next(results) for _ in range(POISON)] == [(0, 0), (1, 2), (2, 4)]
        with pytest.raises(ValueError, match="cannot do 3"):
            next(results)
        assert list(workers.map(refusing, range(4, 7))) == [(4, 8), (5, 10), (6, 12)]


@pytest.mark.parametrize("processes, batches", [(1, range(5)), (2, [POISON])])
def test_an_exception_of_the_function_is_raised_here(processes: int, batches: list[int]) -> None:
    with Workers(processes) as workers, pytest.raises(ValueError, match="cannot do 3"):
        list(workers.map(refusing, batches))


@pytest.mark.parametrize("processes", [2, 3])
def test_batches_are_taken_only_a_little_ahead_of_the_results(processes: int) -> None:
    taken: list[int] = []
    done = 0
    most = 0
    with Workers(processes, Pools()) as workers:
        results = workers.map(double, counted(60, taken))
        assert taken == []
        for batch, _ in results:
            assert batch == done
            done += 1
            most = max(most, len(taken) - done)
    assert done == 60
    assert processes <= most <= processes * (1 + AHEAD), "enough to keep each worker busy, few enough for memory"


def test_an_exception_of_the_batches_is_raised_after_none_is_lost() -> None:
    def failing() -> Iterator[int]:
        yield 1
        yield 2
        raise OSError("the source is gone")

    with Workers(2, Pools()) as workers, pytest.raises(OSError, match="the source is gone"):
        list(workers.map(double, failing()))


def test_queued_batches_are_dropped_when_the_results_are_no_longer_wanted() -> None:
    pools = Pools()
    with Workers(2, pools) as workers:
        results = workers.map(double, range(50))
        next(results)
        results.close()  # type: ignore[attr-defined]
        ((_, pool),) = pools.made
        assert len(pool.waiting) > 1
        assert all(future.cancelled() for future in pool.waiting[1:])
        assert not pool.closed
    assert pool.closed


def test_a_result_of_none_is_a_result() -> None:
    with Workers(2, Pools()) as workers:
        assert list(workers.map(maybe_none, range(4))) == [(0, 0), (1, None), (2, 2), (3, None)]


def test_a_batch_is_tried_once_more_alone() -> None:
    pools = Pools()
    with Workers(2, pools) as workers:
        found = list(workers.map(mortal, range(12)))
    assert found == [(n, None if n == POISON else 2 * n) for n in range(12)]
    alone = [pool for processes, pool in pools.made if processes == 1]
    assert all(len(pool.waiting) == 1 for pool in alone)
    assert 1 <= len(alone) <= 2 * (1 + AHEAD), "the batch and those that were queued with it"


def test_a_death_costs_one_new_pool() -> None:
    pools = Pools()
    with Workers(2, pools) as workers:
        list(workers.map(mortal, range(30)))
    assert pools.sizes().count(2) == 2


def test_workers_that_died_while_idle_are_replaced() -> None:
    pools = Pools()
    with Workers(2, pools) as workers:
        list(workers.map(double, range(3)))
        pools.made[0][1].broken = True
        assert [batch for batch, _ in workers.map(double, range(3))] == [0, 1, 2]
    assert pools.sizes() == [2, 2]


def test_processes_that_never_start_are_an_error() -> None:
    with (
        Workers(2, lambda processes: Deferred(broken=True)) as workers,
        pytest.raises(BrokenProcessPool, match="cannot be started"),
    ):
        list(workers.map(double, range(3)))


def test_inline_hands_over_results_and_exceptions() -> None:
    inline = Inline()
    done = inline.submit(double, 4)
    assert done.done() and done.result() == (8, os.getpid())
    assert inline.submit(divmod, 7, 2).result() == (3, 1)
    failed = inline.submit(refusing, POISON)
    assert isinstance(failed.exception(), ValueError)


def inherited(_: int) -> list[int]:
    return MEMORY


def test_processes_begin_with_an_empty_memory() -> None:
    """They are spawned: a fork would copy the open database and its threads."""
    MEMORY.append(1)
    try:
        with Workers(2) as workers:
            assert list(workers.map(inherited, range(2))) == [(0, []), (1, [])]
    finally:
        MEMORY.clear()


def die_on_seven(batch: list[int]) -> int:
    """Kill the process when the batch holds a seven."""
    if 7 in batch:
        os._exit(1)
    return sum(batch)


def in_two(batch: list[int]) -> list[list[int]]:
    middle = len(batch) // 2
    return [batch[:middle], batch[middle:]] if middle else [batch]


def test_with_a_way_to_split_only_the_guilty_item_is_lost() -> None:
    with Workers(1) as workers:
        workers.isolated = True
        found = list(workers.map(die_on_seven, [[1, 2, 7, 4]], in_two))
    assert found == [([1, 2], 3), ([7], None), ([4], 4)]
