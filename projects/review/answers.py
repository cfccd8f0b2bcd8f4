"""Read the answers a reviewer sends back, whatever they are: `ote-decisions-1` as JSON, checked line by line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from codebooks.errors import OteError
from projects.review.packet import CONSENT_LEVELS, DECISIONS, FORMAT

LARGEST = 2_000_000
_LONGEST_REMARK = 20_000
_LONGEST_NAME = 200
_MOST = 5_000
_LONGEST_MARK = 64
# What stands for the mark of an answer that names no text: it fits nothing that was sent.
_NO_MARK = "no-mark"


class AnswerError(OteError):
    """Say by its code why a file of answers was refused as a whole."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Hold what one reviewer says of one quote; `identifiable` is None when not said, `level` when not asked."""

    token: str
    mark: str
    decision: str
    identifiable: bool | None = None
    remark: str = ""
    level: int | None = None


@dataclass(frozen=True, slots=True)
class AnswerNote:
    """Report one thing about an answer that was read or left out; `number` counts the answers in the file from 1."""

    code: str
    number: int


@dataclass(frozen=True, slots=True)
class Answers:
    """Hold a whole file of answers, each quote at most once unless two of them differ.

    `written_over` names the tokens whose quote a reviewer has changed in the form itself.
    """

    nonce: str
    reviewer: str
    answers: tuple[Answer, ...]
    notes: tuple[AnswerNote, ...] = ()
    written_over: frozenset[str] = frozenset()


def read_answers(data: bytes) -> Answers:
    """Read answers from JSON bytes (UTF-8, a byte order mark allowed), or from text copied out of the page.

    AnswerError: `answers-too-large`, `not-answers` (no such file, or nested beyond reason), `answers-newer` (a later
    format). What is wrong with a single answer is noted and the rest is read.
    """
    if len(data) > LARGEST:
        raise AnswerError("answers-too-large", megabytes=LARGEST // 1_000_000)
    found = _object(data)
    if found.get("format") != FORMAT:
        newer = str(found.get("format", "")).startswith("ote-decisions-")
        raise AnswerError("answers-newer" if newer else "not-answers")
    nonce, reviewer, listed = found.get("nonce"), found.get("reviewer", ""), found.get("decisions")
    if not isinstance(nonce, str) or not isinstance(reviewer, str) or not isinstance(listed, list):
        raise AnswerError("not-answers")
    if len(listed) > _MOST:
        raise AnswerError("answers-too-large", megabytes=LARGEST // 1_000_000)
    return _settled(nonce, _plain(reviewer).strip()[:_LONGEST_NAME], listed)


def differing(answers: Iterable[Answer]) -> frozenset[str]:
    """Return the tokens that have two different decisions."""
    seen: dict[str, str] = {}
    return frozenset(one.token for one in answers if seen.setdefault(one.token, one.decision) != one.decision)


def _object(data: bytes) -> Mapping[str, object]:
    try:
        text = data.decode("utf-8-sig")
        start, stop = text.index("{"), text.rindex("}") + 1
        found = json.loads(text[start:stop])
    except (UnicodeDecodeError, ValueError, RecursionError):
        raise AnswerError("not-answers") from None
    if not isinstance(found, dict):
        raise AnswerError("not-answers")
    return found


def _settled(nonce: str, reviewer: str, listed: list[object]) -> Answers:
    answers: dict[Answer, None] = {}
    notes = []
    for number, raw in enumerate(listed, 1):
        one, code = _answer(raw)
        if one is None:
            notes.append(AnswerNote(code, number))
        elif one in answers:
            notes.append(AnswerNote("repeated", number))
        else:
            answers[one] = None
            notes += [AnswerNote(code, number)] if code else []
    clash = differing(answers)
    notes += [AnswerNote("conflict", place) for place, one in enumerate(answers, 1) if one.token in clash]
    return Answers(nonce, reviewer, tuple(answers), tuple(notes))


def _answer(raw: object) -> tuple[Answer | None, str]:
    """Return an answer with the code of what is odd about it, or None and why it cannot be one."""
    if not isinstance(raw, dict) or not isinstance(raw.get("id"), str) or not isinstance(raw.get("sha"), str):
        return None, "unreadable"
    decision = raw.get("decision")
    if not isinstance(decision, str) or decision not in DECISIONS:
        return None, "unknown-decision"
    identifiable, remark, level = raw.get("identifiable"), raw.get("remark", ""), raw.get("level")
    odd = not (identifiable is None or isinstance(identifiable, bool)) or not isinstance(remark, str)
    said = _plain(remark) if isinstance(remark, str) else ""
    rung = level if isinstance(level, int) and not isinstance(level, bool) and level in CONSENT_LEVELS else None
    known = identifiable if isinstance(identifiable, bool) else None
    mark = _plain(raw["sha"]).strip()[:_LONGEST_MARK] or _NO_MARK
    code = "half-read" if odd or rung != level else "remark-cut" if len(said) > _LONGEST_REMARK else ""
    return Answer(raw["id"], mark, decision, known, said[:_LONGEST_REMARK], rung), code


def _plain(text: str) -> str:
    """Keep letters and line ends; control and direction characters go, for a remark is shown beside others."""
    return "".join(letter for letter in text if letter in "\n\t" or (letter.isprintable() and letter not in _UNSEEN))


_UNSEEN = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u200e\u200f")
