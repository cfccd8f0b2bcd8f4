"""Have something answered in a process of its own, so that what it loads does not stay in the window's memory."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

T = TypeVar("T")
Q = TypeVar("Q")
WAIT_S = 20.0


def apart(answer: Callable[[Q], T], question: Q, otherwise: T) -> T:
    """Return what a function of a module answers; `otherwise` when the process ends or takes too long."""
    # Not before something is asked.
    import multiprocessing  # noqa: PLC0415

    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_answer, args=(theirs, answer, question), daemon=True)
    process.start()
    theirs.close()
    try:
        return cast("T", ours.recv()) if ours.poll(WAIT_S) else otherwise
    except EOFError:
        return otherwise
    finally:
        ours.close()
        process.join(1.0)
        if process.is_alive():
            process.kill()
            process.join()
        process.close()


def _answer(connection: Connection, answer: Callable[[Q], object], question: Q) -> None:
    connection.send(answer(question))
    connection.close()
