"""Mapping a pure function over batches, inline or in processes, with results in the order of the batches.

The seam to larger machines: whatever `concurrent.futures.Executor` is given does the work. What a batch holds is not
known here.
"""

import multiprocessing
import os
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from typing import Any, TypeVar

Batch = TypeVar("Batch")
Result = TypeVar("Result")

AHEAD = 2  # batches waiting per worker: enough to keep it busy, few enough to keep memory flat


class Inline(Executor):
    """Runs each call at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        """Run the call now; the returned future is done."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:
            future.set_exception(error)
        return future


class Workers:
    """Processes for the length of a refresh, started when there is more than one batch to do."""

    def __init__(self, processes: int, make: Callable[[int], Executor] | None = None) -> None:
        self.processes = processes
        self._make = make or _spawned
        self._pool: Executor | None = None
        # Set when the last refresh did not end by itself: a document may have killed it, so that none is done inline.
        self.isolated = False

    def __enter__(self) -> "Workers":
        return self

    def __exit__(self, *exception: object) -> None:
        self.close()

    def close(self) -> None:
        """Stop the processes; queued work is dropped."""
        if self._pool is not None:
            self._pool.shutdown(wait=True, cancel_futures=True)
            self._pool = None

    def map(
        self,
        function: Callable[[Batch], Result],
        batches: Iterable[Batch],
        split: Callable[[Batch], list[Batch]] | None = None,
    ) -> Iterator[tuple[Batch, Result | None]]:
        """Yield (batch, result) in order; the result is None for a batch that killed its process twice.

        An exception of the function is raised here. Batches are taken from the iterable as workers become free. With
        `split`, a batch that kills its process is cut into its parts until the guilty one stands alone.
        """
        waiting = iter(batches)
        first = next(waiting, None)
        if first is None:
            return
        second = next(waiting, None)
        if (second is None or self.processes == 1) and not self.isolated:
            inline = Inline()
            for batch in _chain(first, second, waiting):
                yield batch, inline.submit(function, batch).result()
            return
        yield from self._pooled(function, _chain(first, second, waiting), split)

    def _pooled(
        self,
        function: Callable[[Batch], Result],
        batches: Iterator[Batch],
        split: Callable[[Batch], list[Batch]] | None,
    ) -> Iterator[tuple[Batch, Result | None]]:
        queue: deque[tuple[Batch, Future[Result], Executor]] = deque()
        try:
            for batch in batches:
                queue.append((batch, *self._submit(function, batch)))
                if len(queue) >= self.processes * (1 + AHEAD):
                    yield from self._finish(function, split, *queue.popleft())
            while queue:
                yield from self._finish(function, split, *queue.popleft())
        finally:
            for _, future, _ in queue:
                future.cancel()

    def _submit(self, function: Callable[[Batch], Result], batch: Batch) -> tuple["Future[Result]", Executor]:
        for _ in range(2):
            if self._pool is None:
                self._pool = self._make(self.processes)
            try:
                return self._pool.submit(function, batch), self._pool
            except BrokenProcessPool:
                self._pool = None
        raise BrokenProcessPool("worker processes cannot be started")

    def _finish(
        self,
        function: Callable[[Batch], Any],
        split: Callable[[Batch], list[Batch]] | None,
        batch: Batch,
        future: Future[Any],
        pool: Executor,
    ) -> list[tuple[Batch, Any]]:
        try:
            return [(batch, future.result())]
        except BrokenProcessPool:
            if self._pool is pool:
                self._pool = None
        # One batch broke the pool and with it the others that ran: each is tried once more, alone.
        return self._alone(function, split, batch)

    def _alone(
        self, function: Callable[[Batch], Any], split: Callable[[Batch], list[Batch]] | None, batch: Batch
    ) -> list[tuple[Batch, Any]]:
        with self._make(1) as alone:
            try:
                return [(batch, alone.submit(function, batch).result())]
            except BrokenProcessPool:
                parts = split(batch) if split else [batch]
        if len(parts) < 2:
            return [(batch, None)]
        return [pair for part in parts for pair in self._alone(function, split, part)]


def _spawned(processes: int) -> Executor:
    context = multiprocessing.get_context("spawn")
    return ProcessPoolExecutor(processes, mp_context=context, initializer=_end_with, initargs=(os.getpid(),))


def _end_with(parent: int) -> None:
    """Let a worker end when the refresh that started it was killed and can no longer say so."""

    def watch() -> None:
        while os.getppid() == parent:
            time.sleep(1)
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()


def _chain(first: Batch, second: Batch | None, rest: Iterator[Batch]) -> Iterator[Batch]:
    yield first
    if second is not None:
        yield second
    yield from rest
