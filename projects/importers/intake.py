"""Keep a file as it was read, and make its final draft once a person has chosen: text, header, turns, findings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

from projects.errors import ImportRefusedError
from projects.importers.choices import Choices
from projects.importers.content import Content, Spoken
from projects.importers.draft import Counts, Draft, DraftTurn, Finding, Step
from projects.importers.fields import file_fields, short_of, with_fields
from projects.importers.header import Header, find_header
from projects.importers.language import guess_language
from projects.importers.mending import Mendable, find_repairs
from projects.importers.names import readable_name
from projects.importers.normalise import Normalised, account, normalise
from projects.importers.patterns import openings_for
from projects.importers.repairs import (
    FOOTER_ADDRESS,
    LINE_END_HYPHEN,
    PAGE_BREAK,
    SOFT_HYPHEN,
    WRAPPED_LINE,
    Mended,
    Repair,
    chosen,
    mend,
)
from projects.importers.turns import find_turns, note_turns, spoken_turns
from projects.model import Origin


@dataclass(frozen=True, slots=True)
class Shape:
    """Keep what the importer knew of a document's lines, as `Content` has it."""

    flowing: bool = False
    paged: bool = False
    spoken: tuple[Spoken, ...] = ()
    headings: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Intake:
    """Hold a file as read: its normalised text and what can be mended in it, for one pattern of labels."""

    origin: Origin
    stem: str
    base: Normalised
    mendable: Mendable
    findings: tuple[Finding, ...]
    shape: Shape
    pattern: str = ""

    @property
    def repairs(self) -> tuple[Repair, ...]:
        """Return what can be mended, in the order of the text."""
        return self.mendable.repairs

    def under(self, pattern: str) -> Intake:
        """Return the same file read with another pattern of labels; `bad-pattern` when it makes no sense."""
        if pattern == self.pattern:
            return self
        mendable = _mendable(self.base, self.shape, pattern)
        return replace(self, mendable=mendable, pattern=pattern)


@dataclass(frozen=True, slots=True)
class Settled:
    """Hold the draft that some choices give, and its text with the places of the repairs done in it."""

    draft: Draft
    mended: Mended


def take_in(content: Content, origin: Origin, stem: str, pattern: str = "") -> Intake:
    """Return what an importer read as an intake: normalised, and searched for what can be mended."""
    base = normalise(content)
    shape = Shape(content.flowing, content.paged, content.spoken, content.headings)
    return Intake(origin, stem, base, _mendable(base, shape, pattern), content.findings, shape, pattern)


def _mendable(base: Normalised, shape: Shape, pattern: str) -> Mendable:
    found = find_repairs(base, openings_for(pattern), flowing=shape.flowing, paged=shape.paged)
    if not shape.spoken:
        return found
    # each line has its speaker, so no line end may go
    return Mendable(tuple(one for one in found.repairs if one.kind == SOFT_HYPHEN), found.hyphens_kept)


def settle(intake: Intake, choices: Choices | None = None) -> Settled:
    """Return the draft of a file under some choices; `no-text` when nothing were left to say."""
    choices = choices or Choices()
    intake = intake.under(choices.pattern)
    done = chosen(intake.repairs, choices.refused, choices.wanted)
    mended = mend(intake.base.text, intake.repairs, done)
    text, body_end = mended.text, _body_end(intake, done)
    head = Header((), 0) if intake.shape.spoken else find_header(text[:body_end])
    turns = _turns(intake, text, (head.end, body_end), choices)
    if not turns:
        raise ImportRefusedError("no-text", file=intake.origin.name)
    header = with_fields(head.lines, choices.fields, file_fields(intake.stem))
    short = _first(choices.short, short_of(header), intake.stem)
    draft = Draft(
        name=_first(choices.name, readable_name(intake.stem, short)),
        short=short,
        text=text,
        header=header,
        header_end=head.end,
        language=choices.language or guess_language(text[head.end :]),
        turns=turns,
        origin=intake.origin,
        findings=(*intake.findings, *_findings(intake, frozenset(done))),
        counts=_counts(intake, done),
    )
    return Settled(draft, mended)


def _turns(intake: Intake, text: str, body: tuple[int, int], choices: Choices) -> tuple[DraftTurn, ...]:
    """Return the turns with spellings merged and labels ignored as chosen."""
    spelled = (one for one, _ in choices.merged if choices.label(one) in choices.ignored)
    ignored = choices.ignored.union(spelled)
    start, end = body
    if intake.shape.spoken and not choices.pattern:
        turns = spoken_turns(text, end, intake.shape.spoken, ignored)
    else:
        turns = find_turns(text, start, end, openings_for(choices.pattern), ignored, headings=intake.shape.headings)
    if choices.merged:
        turns = tuple(turn._replace(label=turn.label and choices.label(turn.label)) for turn in turns)
    return (*turns, *note_turns(text, end))


def _body_end(intake: Intake, done: tuple[int, ...]) -> int:
    """Return where the notes begin in the mended text."""
    end = intake.base.body_end
    made = (intake.repairs[at] for at in done)
    return end + sum(len(one.text) - (one.end - one.start) for one in made if one.end <= end)


def _counts(intake: Intake, done: tuple[int, ...]) -> Counts:
    """Return the account of characters with the repairs done, each kind a step of its own."""
    base = intake.base.counts
    made = (intake.repairs[at] for at in done)
    return account(base.read, (*base.steps, *(Step(one.kind, len(one.text), one.end - one.start) for one in made)))


def _findings(intake: Intake, done: frozenset[int]) -> Iterator[Finding]:
    """Go through what was mended and what was left; a word cut at a line's end and left alone is a hyphen kept."""
    made = Counter(one.kind for at, one in enumerate(intake.repairs) if at in done)
    left = Counter(one.kind for at, one in enumerate(intake.repairs) if at not in done)
    soft = sum(one.end - one.start for at, one in enumerate(intake.repairs) if at in done and one.kind == SOFT_HYPHEN)
    if soft or intake.base.controls:
        yield Finding("characters-removed", {"soft_hyphens": soft, "controls": intake.base.controls})
    numbers = (
        ("bidi", intake.base.bidi),
        ("hyphens-joined", made[LINE_END_HYPHEN]),
        ("hyphens-kept", intake.mendable.hyphens_kept + left[LINE_END_HYPHEN]),
        ("lines-joined", made[WRAPPED_LINE]),
        ("lines-kept", left[WRAPPED_LINE]),
        ("soft-hyphens-kept", left[SOFT_HYPHEN]),
        ("page-breaks-removed", made[PAGE_BREAK]),
        ("page-breaks-kept", left[PAGE_BREAK]),
        ("footer-addresses-removed", made[FOOTER_ADDRESS]),
        ("footer-addresses-kept", left[FOOTER_ADDRESS]),
    )
    for code, count in numbers:
        if count:
            yield Finding(code, {"count": count})


def _first(*values: str | None) -> str:
    """Return the first value that says something."""
    return next((value for value in values if value and value.strip()), "")
