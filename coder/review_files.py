"""Write a round's packages and read what comes back, for window and command line."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from exports.files import whole_file
from exports.review.feedback import Feedback, feedback_page
from exports.review.form import review_form
from exports.review.page import packet_words, review_page
from projects import commands
from projects.errors import CommandError
from projects.quote_rows import WrittenQuote
from projects.review.answers import LARGEST, AnswerError, Answers, read_answers
from projects.review.form_answers import read_form
from projects.review.matching import Match, match
from projects.review.packet import Packet
from projects.review.rounds import HTML, ODT, WORD, Review, Round, RoundQuote
from projects.review.sending import QuoteText, parcel

PAGE, FORM, PAPER = ".html", ".docx", ".pdf"
SUFFIXES = (PAGE, FORM, PAPER)
_ZIP = b"PK"
# An OpenDocument file names its kind first, in a part that is never packed.
_ODF = (b"mimetype", 30)
_MEGA = 1_000_000
_LARGEST_FORM = 20 * _MEGA


@dataclass(frozen=True, slots=True)
class Incoming:
    """Hold one file of answers, sorted into its round, and the form it came in (`html`, `word`, `odt`)."""

    file: str
    source: str
    match: Match

    def command(self) -> commands.TakeAnswers:
        """Return the step that takes the answers in."""
        taken = tuple(
            commands.TakenAnswer(row.asked.id, row.answer.decision, row.answer.identifiable, row.answer.remark,
                                 row.answer.level, row.answer.mark)
            for row in self.match.rows
        )  # fmt: skip
        return commands.TakeAnswers(self.match.round.id, self.match.reviewer, self.source, taken)


def packet_of(review: Review, one: Round, texts: Mapping[str, QuoteText], closed: frozenset[str]) -> Packet:
    """Return what a round sends; `closed` are the quotes that consent keeps from print.

    CommandError: `round-changed`, `round-gone` (with the quotes' numbers): everybody sees the same text, or nobody;
    `round-closed-quotes` (with their names): a consent taken back since the round was made holds for what goes out too.
    """
    found = parcel(review, one, texts)
    if found.gone:
        raise CommandError("round-gone", numbers=found.gone)
    if found.changed:
        raise CommandError("round-changed", numbers=found.changed)
    shut = tuple(texts[each.quote].name for each in review.by_round[one.id] if each.quote in closed)
    if shut:
        raise CommandError("round-closed-quotes", quotes=shut)
    return found.packet


def record_of(asked: Sequence[RoundQuote], texts: Mapping[str, QuoteText], path: Path) -> commands.RecordDocument:
    """Return the note that a package went out with these quotes, so that a consent taken back can follow it."""
    quotes = tuple(
        WrittenQuote(one.quote, texts[one.quote].name, one.fingerprint) for one in asked if one.quote in texts
    )
    return commands.RecordDocument("packet", path.name, quotes)


def write_package(packet: Packet, path: Path, *, cards: bool = False) -> None:
    """Write a packet by the file's suffix: a page, a Word form, or paper (A4 sheets, or A6 cards on A4).

    CommandError `review-suffix`; ExportError when the file cannot be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise CommandError("review-suffix", file=str(path))
    with whole_file(path) as stream:
        stream.write(_written(packet, suffix, cards=cards))


def write_feedback(feedback: Feedback, path: Path) -> None:
    """Write the page that tells reviewers what their answers changed; ExportError when the file cannot be written."""
    with whole_file(path) as stream:
        stream.write(feedback_page(feedback).encode())


def read_incoming(
    path: Path, review: Review, prints: Mapping[str, str], *, only: str = "", reviewer: str = ""
) -> Incoming:
    """Read a file of answers and sort it into its round; `prints` as for `match`.

    AnswerError and the refusals of damaged and hostile packages, each with the file.
    """
    data = _data(path)
    try:
        packed = data.startswith(_ZIP)
        answers = _form(data, path, review) if packed else read_answers(data)
        source = _form_source(data) if packed else HTML
        return Incoming(str(path), source, match(answers, review, prints, only=only, reviewer=reviewer))
    except AnswerError as problem:
        problem.file = problem.file or str(path)
        raise


def _written(packet: Packet, suffix: str, *, cards: bool) -> bytes:
    if suffix == PAGE:
        return review_page(packet).encode()
    if suffix == FORM:
        return review_form(packet)
    from coder.review_paper import paper  # noqa: PLC0415 - Qt only to paint

    return paper(packet, cards=cards)


def _data(path: Path) -> bytes:
    try:
        if path.stat().st_size > _LARGEST_FORM:
            raise AnswerError("answers-too-large", file=str(path), megabytes=LARGEST // _MEGA)
        return path.read_bytes()
    except (FileNotFoundError, NotADirectoryError) as problem:
        raise AnswerError("no-file", file=str(path)) from problem
    except IsADirectoryError as problem:
        raise AnswerError("is-folder", file=str(path)) from problem
    except OSError as problem:
        raise AnswerError("read-failed", file=str(path)) from problem


def _form_source(data: bytes) -> str:
    word, at = _ODF
    return ODT if data[at : at + len(word)] == word else WORD


def _form(data: bytes, path: Path, review: Review) -> Answers:
    """Read a form with the words of its own language, which is that of its round."""
    found = _read(data, path, "fi")
    spoken = next((one.language for one in review.rounds if one.nonce == found.nonce), "fi")
    return found if spoken == "fi" else _read(data, path, spoken)


def _read(data: bytes, path: Path, language: str) -> Answers:
    return read_form(data, str(path), packet_words(language))
