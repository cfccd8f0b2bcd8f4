"""The process that analyses and indexes: it gets values over a pipe and answers each, so it can stop anywhere.

It is started by `spawn` and must never import Qt. Messages to it: `("add", text)`, `("keep", addresses)`,
`("finish", tidy)`, `("ask", words)`, `("explain", question)`; its answers: `("done", value)`, `("failed", error)`,
`("damaged", None)`.
"""

from __future__ import annotations

import gc
import multiprocessing
import signal
import traceback
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, cast

from sqlcipher3 import dbapi2

from codebooks.errors import OteError
from projects.search.cachefile import Damaged, trouble
from projects.search.index import Analysed, Asked, SearchIndex
from projects.search.terms import HOME, Analyser
from projects.search.tokens import ADDRESS, tokens

if TYPE_CHECKING:
    from collections.abc import Iterable
    from multiprocessing.connection import Connection

    from projects.search.index import Key
    from projects.search.reasons import Reason

Question = tuple[str, str, frozenset[str]]
"""A language, a form in a text of it, and the terms that were asked for."""

BATCH_TEXTS = 10
BATCH_WORDS = 200_000
SMALL_TEXT = 200
"""Texts of fewer words, such as memos and definitions, do not count as texts of a batch: a commit takes its time."""
IDLE_S = 60.0
STOP_S = 5.0
RARELY = (100_000, 20, 100)
"""When this process looks for garbage in circles: it makes next to none, and looking was a ninth of the work."""


class Lost(Exception):  # noqa: N818 - not an error a person sees: another process is started
    """Say that the process ended before it answered."""


@dataclass(frozen=True, slots=True)
class Text:
    """Hold one text for the index: its address, its language, and what is said turn by turn."""

    address: str
    language: str
    turns: tuple[str, ...]


class Batch:
    """Gather analysed texts until there are enough for one commit."""

    def __init__(self, index: SearchIndex, analyser: Analyser) -> None:
        """Keep the index the texts go to."""
        self._index = index
        self._analyser = analyser
        self._texts: list[Analysed] = []
        self._terms: dict[Key, frozenset[str]] = {}
        self._new: set[Key] = set()
        self._words = self._large = 0

    def add(self, text: Text) -> None:
        """Analyse a text; write when the batch is full."""
        turns = tuple(tuple(_keys(text, turn)) for turn in text.turns)
        fresh = {key for turn in turns for key in turn} - self._terms.keys()
        there = self._index.terms_of(fresh)
        self._new.update(fresh - there.keys())
        self._terms |= there | {key: self._analyser.indexed(*key) for key in fresh - there.keys()}
        self._texts.append(Analysed(text.address, turns))
        words = sum(map(len, turns))
        self._words += words
        self._large += words >= SMALL_TEXT
        if self._large >= BATCH_TEXTS or self._words >= BATCH_WORDS:
            self.write()

    def write(self) -> None:
        """Write the batch in one transaction, with the terms of what people are likely to ask for."""
        if not self._texts:
            return
        self._index.add(self._texts, self._terms)
        new = {form for language, form in self._new if language in HOME}
        bases = frozenset[str]().union(*map(self._analyser.bases, new))
        self._index.remember(asked(self._analyser, new | bases))
        self._texts, self._terms, self._new, self._words, self._large = [], {}, set(), 0, 0


class Worker:
    """Be the process's end of the conversation: answer messages until the pipe closes or nobody asks."""

    def __init__(self, connection: Connection, path: Path, key: bytes) -> None:
        """Keep the pipe; the index is opened by the first message."""
        self._connection = connection
        self._path = path
        self._key = key
        self._analyser = Analyser()
        self._index: SearchIndex | None = None
        self._batch: Batch | None = None

    def run(self) -> None:
        """Answer until there is nothing to do for a while; an uncommitted batch is lost with the pipe."""
        while self._connection.poll(IDLE_S):
            try:
                name, value = self._connection.recv()
            except EOFError:
                break
            self._connection.send(self._answer(name, value))

    def close(self) -> None:
        """Close the index."""
        if self._index:
            self._index.close()

    def _answer(self, name: str, value: object) -> tuple[str, object]:
        try:
            return "done", getattr(self, f"do_{name}")(value)
        except Damaged:
            return "damaged", None
        except OteError as error:
            return "failed", error
        except dbapi2.Error as error:
            told = trouble(error, self._path)
            return ("failed", told) if told else ("damaged", None)
        except Exception:  # noqa: BLE001 - a fault goes to the main process, which reports it
            return "failed", RuntimeError(traceback.format_exc(chain=False, limit=-6))

    def do_add(self, text: Text) -> None:
        """Analyse a text and write it, at once or with the next ones."""
        self._writing()[1].add(text)

    def do_keep(self, addresses: frozenset[str]) -> int:
        """Drop all other texts."""
        return self._writing()[0].drop_all_but(addresses)

    def do_finish(self, tidy: bool) -> None:  # noqa: FBT001 - the value of a message
        """Write what is gathered; tidy up when told to."""
        index, batch = self._writing()
        batch.write()
        if tidy:
            index.tidy()

    def do_ask(self, words: frozenset[str]) -> dict[str, Asked]:
        """Return the terms of query words and keep them."""
        found = asked(self._analyser, words)
        self._writing()[0].remember_if_free(found)
        return found

    def do_explain(self, question: Question) -> Reason | None:
        """Return why a form is found by one of the wanted terms."""
        return self._analyser.reason(*question)

    def _writing(self) -> tuple[SearchIndex, Batch]:
        if self._index is None or self._batch is None:
            self._index = SearchIndex(self._path, self._key)
            self._batch = Batch(self._index, self._analyser)
        return self._index, self._batch


class Helper:
    """Start the process when it is needed and talk to it; close it when done. One thread only."""

    def __init__(self, path: Path, key: bytes) -> None:
        """Keep where the index lies."""
        self._path = path
        self._key = key
        self._process: multiprocessing.process.BaseProcess | None = None
        self._connection: Connection | None = None

    def add(self, text: Text) -> None:
        """Have a text analysed and indexed, now or with the next ones."""
        self._ask("add", text)

    def keep(self, addresses: frozenset[str]) -> None:
        """Have all other texts dropped."""
        self._ask("keep", addresses)

    def finish(self, *, tidy: bool) -> None:
        """Have everything written, and the index tidied up when told to."""
        self._ask("finish", tidy)

    def terms(self, words: frozenset[str]) -> dict[str, Asked]:
        """Return the terms query words ask for; they are known from now on."""
        return cast("dict[str, Asked]", self._ask("ask", words))

    def reason(self, language: str, form: str, wanted: frozenset[str]) -> Reason | None:
        """Return why a form is found by one of the wanted terms."""
        return cast("Reason | None", self._ask("explain", (language, form, wanted)))

    def _ask(self, name: str, value: object) -> object:
        """Send a message and wait for the answer; raises what the process raised, or `Damaged`."""
        connection = self._living()
        try:
            connection.send((name, value))
            kind, answer = connection.recv()
        except (EOFError, OSError) as error:
            self.close()
            raise Lost from error
        if kind == "damaged":
            self.close()
            raise Damaged
        if isinstance(answer, Exception):
            self.close()
            raise answer
        return answer

    def close(self) -> None:
        """Close the pipe, and with it the process."""
        if self._connection:
            self._connection.close()
        if self._process:
            self._process.join(STOP_S)
            if self._process.is_alive():
                self._process.kill()
                self._process.join()
            self._process.close()
        self._connection = self._process = None

    def _living(self) -> Connection:
        if self._connection and self._process and self._process.is_alive():
            return self._connection
        self.close()
        context = multiprocessing.get_context("spawn")
        mine, theirs = context.Pipe()
        process = context.Process(target=work, args=(theirs, self._path, self._key), daemon=True)
        try:
            process.start()
        except BaseException:
            mine.close()
            raise
        finally:
            theirs.close()
        self._connection, self._process = mine, process
        return mine


def asked(analyser: Analyser, words: Iterable[str]) -> dict[str, Asked]:
    """Return what each query word asks for."""
    return {word: Asked(analyser.asked(word), analyser.also(word)) for word in words}


def work(connection: Connection, path: Path, key: bytes) -> None:
    """Be the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.set_threshold(*RARELY)
    worker = Worker(connection, path, key)
    try:
        worker.run()
    finally:
        worker.close()
        connection.close()


def _keys(text: Text, turn: str) -> Iterable[Key]:
    for token in tokens(turn, 0, len(turn)):
        yield ADDRESS if token.address else text.language, token.form
