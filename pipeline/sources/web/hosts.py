"""Whose turn it is: tasks by host, one at a time for each, in the order given; hosts take turns.

Knows nothing of what a task does.
"""

import threading
from collections import deque
from typing import Generic, TypeVar

Task = TypeVar("Task")


class Hosts(Generic[Task]):
    """Queues of tasks by host, for several threads: `take` a task, do it, then say `done`."""

    def __init__(self) -> None:
        self._changed = threading.Condition()
        self._tasks: dict[str, deque[Task]] = {}
        self._ready: deque[str] = deque()
        self._busy: set[str] = set()
        self._is_stopped = False

    def add(self, host: str, task: Task) -> None:
        """Append a task to its host's queue."""
        with self._changed:
            tasks = self._tasks.setdefault(host, deque())
            if not tasks and host not in self._busy:
                self._ready.append(host)
            tasks.append(task)
            self._changed.notify()

    def take(self) -> tuple[str, Task] | None:
        """Wait for a host whose turn it is; None when no task is left and none is at work, or after `stop`.

        A host is not given again before it is `done`: never two tasks of a host at a time.
        """
        with self._changed:
            while not self._is_stopped:
                if self._ready:
                    host = self._ready.popleft()
                    self._busy.add(host)
                    return host, self._tasks[host].popleft()
                if not self._busy:
                    return None
                self._changed.wait()
            return None

    def done(self, host: str) -> None:
        """Say that the host's task is done; its next one waits until the other hosts had their turn."""
        with self._changed:
            self._busy.discard(host)
            if self._tasks[host]:
                self._ready.append(host)
            self._changed.notify_all()

    def stop(self) -> None:
        """Give no more tasks."""
        with self._changed:
            self._is_stopped = True
            self._changed.notify_all()
