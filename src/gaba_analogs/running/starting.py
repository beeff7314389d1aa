"""Worker processes that do not import the main program, of which they need nothing.

`multiprocessing` lets every process that is not forked import the main program again. A script without
``if __name__ == "__main__":`` would start over in each worker, and a program that is not a file
(standard input, ``-c``, a notebook) cannot be imported at all.
"""

from __future__ import annotations

import multiprocessing
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing import context, spawn
from typing import Any

_STARTING = threading.Lock()


@contextmanager
def _without_main() -> Iterator[None]:
    """Leave the main program out of what the processes that this thread starts are told to import."""
    thread = threading.get_ident()
    with _STARTING:
        whole = spawn.get_preparation_data

        def preparation_data(name: str) -> dict[str, Any]:
            data = whole(name)
            ours = threading.get_ident() == thread
            return {key: value for key, value in data.items() if not (ours and key.startswith("init_main"))}

        spawn.get_preparation_data = preparation_data
        try:
            yield
        finally:
            spawn.get_preparation_data = whole


class SpawnedWorker(context.SpawnProcess):
    """A worker that is a new interpreter."""

    @staticmethod
    def _Popen(process: Any) -> Any:  # noqa: ANN401, N802 - as in the base class
        with _without_main():
            return context.SpawnProcess._Popen(process)  # noqa: SLF001 - likewise


class SpawnContext(context.SpawnContext):
    """Starts such workers."""

    Process = SpawnedWorker


if hasattr(context, "ForkServerProcess"):  # not on Windows

    class ServedWorker(context.ForkServerProcess):
        """A worker forked from the clean server process."""

        @staticmethod
        def _Popen(process: Any) -> Any:  # noqa: ANN401, N802 - as in the base class
            with _without_main():
                return context.ForkServerProcess._Popen(process)  # noqa: SLF001 - likewise

    class ForkServerContext(context.ForkServerContext):
        """Starts such workers."""

        Process = ServedWorker


def context_without_main(method: str) -> context.BaseContext:
    """Return a context of `multiprocessing` whose processes do not import the main program."""
    match method:
        case "spawn":
            return SpawnContext()
        case "forkserver":
            return ForkServerContext()
    return multiprocessing.get_context(method)
