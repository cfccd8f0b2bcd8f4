"""Match a person's own regular expression against texts, in a process that can be stopped: some patterns never end.

The process gets values over a pipe and imports nothing of the program but this module.
"""

from __future__ import annotations

import multiprocessing
import re
import signal
from collections.abc import Sequence
from typing import TYPE_CHECKING

from projects.errors import QueryError

if TYPE_CHECKING:
    from multiprocessing.connection import Connection

LIMIT_S = 5.0
_STOP_S = 5.0
# Without these no pattern can go back and forth, so it is matched here and at once.
_REPEATING = frozenset("*+{?|")

Ranges = tuple[tuple[int, int], ...]


def matches(pattern: str, texts: Sequence[str], *, case: bool, limit_s: float = LIMIT_S) -> tuple[Ranges, ...]:
    """Return for each text the ranges that a pattern fits, none of them empty; `^` and `$` are a line's edges.

    QueryError `pattern-bad` (with the position in the pattern) or `pattern-endless` after `limit_s` seconds.
    """
    flags = re.MULTILINE | (re.NOFLAG if case else re.IGNORECASE)
    try:
        compiled = re.compile(pattern, flags)
    except (re.error, OverflowError, RecursionError) as problem:
        raise QueryError("pattern-bad", position=getattr(problem, "pos", None) or 0) from problem
    if not _REPEATING & set(pattern):
        return _found(compiled, texts)
    return _matched_elsewhere(pattern, int(flags), texts, limit_s)


def _matched_elsewhere(pattern: str, flags: int, texts: Sequence[str], limit_s: float) -> tuple[Ranges, ...]:
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=work, args=(theirs,), daemon=True)
    process.start()
    theirs.close()
    try:
        if not ours.poll(_STOP_S * 4):  # it says that it stands; the limit is for the pattern alone
            raise QueryError("pattern-endless", seconds=limit_s)
        ours.recv()
        ours.send((pattern, flags, tuple(texts)))
        if not ours.poll(limit_s):
            raise QueryError("pattern-endless", seconds=limit_s)
        answer: tuple[Ranges, ...] = ours.recv()
    except (EOFError, BrokenPipeError) as problem:
        raise QueryError("pattern-endless", seconds=limit_s) from problem
    finally:
        ours.close()
        process.kill()
        process.join(_STOP_S)
        process.close()
    return answer


def work(connection: Connection) -> None:
    """Be the process: take one pattern, answer once."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    connection.send(True)
    pattern, flags, texts = connection.recv()
    connection.send(_found(re.compile(pattern, flags), texts))


def _found(compiled: re.Pattern[str], texts: Sequence[str]) -> tuple[Ranges, ...]:
    return tuple(
        tuple(one.span() for one in compiled.finditer(text) if one.start() < one.end()) for text in texts
    )
