"""The one resource of the assets: the working file, its lock and the worker processes, for the length of a run.

What the assets do with it belongs to the other modules of this folder.
"""

from collections.abc import Iterator
from contextlib import ExitStack, contextmanager

import dagster as dg
from duckdb import DuckDBPyConnection
from filelock import FileLock, Timeout
from pydantic import Field, PrivateAttr

from pipeline import settings
from pipeline.stages.batches import Workers
from warehouse import store


class RefreshRunning(RuntimeError):
    """Another refresh holds the lock."""


class Warehouse(dg.ConfigurableResource):  # type: ignore[type-arg]
    """The working file and the processes that extract; one refresh at a time may use them.

    A file lock and not a Dagster pool keeps refreshes apart: it frees itself when its process dies, while a pool's slot
    stays taken.
    """

    workers: int = Field(default=0, description="Processes that clean and extract; 0: LUMBUNG_WORKERS or all cores.")

    _stack: ExitStack = PrivateAttr()
    _connection: DuckDBPyConnection | None = PrivateAttr(default=None)
    _pool: Workers = PrivateAttr()

    @property
    def settings(self) -> settings.Settings:
        """Paths, from the environment at run time."""
        return settings.load()

    @property
    def pool(self) -> Workers:
        """Worker processes of this run."""
        return self._pool

    @contextmanager
    def yield_for_execution(self, context: dg.InitResourceContext) -> Iterator["Warehouse"]:
        """Hold the lock for the run. Raises RefreshRunning when another refresh holds it."""
        lock = FileLock(self.settings.lock)
        self.settings.lock.parent.mkdir(parents=True, exist_ok=True)
        try:
            lock.acquire(timeout=0)
        except Timeout as error:
            raise RefreshRunning(
                f"Another refresh is at work in {self.settings.home}. Wait for it to end; readers are not affected."
            ) from error
        with ExitStack() as self._stack:
            self._stack.callback(lock.release)
            self._pool = self._stack.enter_context(Workers(self.workers or self.settings.workers))
            self._stack.callback(self.close)
            yield self

    def connect(self) -> DuckDBPyConnection:
        """Return the run's connection to the working file, opened at first use."""
        if self._connection is None:
            self._file = ExitStack()
            self._connection = self._file.enter_context(store.connect(self.settings.working))
        return self._connection

    def close(self) -> None:
        """Close the working file, so that it can be copied."""
        if self._connection is not None:
            self._connection = None
            self._file.close()

    _file: ExitStack = PrivateAttr(default_factory=ExitStack)
