"""Fill the method appendix from what the project knows: the items of COREQ and SRQR that its history can answer.

COREQ: Tong, Sainsbury & Craig 2007. SRQR: O'Brien et al. 2014. What only the author knows stays a placeholder.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from codebooks.model import Codebook
from exports.blocks import Block, Column, Paragraph, Table
from exports.dates import printed_date
from exports.plan_quotes import APPROVED, BLOCKED, LEFT_OUT, TO_CHANGE, WORDS, PlanQuote
from exports.words import number, plural, words
from projects.model import Snapshot


@dataclass(frozen=True, slots=True)
class MethodFacts:
    """Hold what the appendix tells beside the snapshot.

    `quotes` are those of the project, `printed` the ids in this report, `reviewed` the ids that were in a review;
    `consents` and `withdrawn` count persons; `version` is the program's.
    """

    quotes: Sequence[PlanQuote]
    printed: frozenset[str]
    reviewed: frozenset[str] = frozenset()
    consents: int = 0
    withdrawn: int = 0
    version: str = ""


def method_blocks(snapshot: Snapshot, facts: MethodFacts, language: str) -> Iterator[Block]:
    """Go through the appendix: one table of what is known, and the gaps that the author fills."""
    say = words(language, WORDS)
    rows = tuple(_rows(snapshot, facts, language))
    columns = (Column(say["item"], 2.0), Column(say["told"], 4.6))
    yield Table(columns, rows, say["method_caption"], note=say["method_note"])
    if not snapshot.themes:
        yield Paragraph(say["method_no_themes"], "placeholder")
    yield Paragraph(say["method_ethics_gap"], "placeholder")


def codebook_table(snapshot: Snapshot, language: str) -> Iterator[Block]:
    """Go through the codebook appendix: a table of the codes in use for each family, with definition and excerpts."""
    say, own = words(language, WORDS), words(language)
    counts = _excerpts(snapshot)
    columns = (Column(own["code"], 2.0), Column(say["definition"], 4.4), Column(say["used"], 0.9, number=True))
    for family in (*snapshot.codebook.families, None):
        codes = [one for one in snapshot.codebook if one.family == (family.id if family else None) and one.id in counts]
        name = family.name(language) if family else own["other_codes"]
        if codes:
            rows = tuple((one.name(language), one.definition(language), number(language, counts[one.id]))
                         for one in codes)  # fmt: skip
            yield Table(columns, rows, f"{name}.")


def _rows(snapshot: Snapshot, facts: MethodFacts, language: str) -> Iterator[tuple[str, str]]:
    say = words(language, WORDS)
    values: dict[str, str | int] = {**_counted(snapshot, language), **_quoted(facts), "version": facts.version}
    own: dict[str, dict[str, str | int]] = {
        "method_themes": {"n": len(snapshot.themes), "names": ", ".join(one.name for one in snapshot.themes)},
        "method_ethics": {"n": facts.consents},
    }
    for name, told in _items(snapshot, facts):
        yield say[name], say[told].format(**{**values, **own.get(name, {})})


def _items(snapshot: Snapshot, facts: MethodFacts) -> Iterator[tuple[str, str]]:
    yield "method_material", "method_material_told"
    yield "method_coders", "method_coders_told"
    days = {one.time[:10] for one in snapshot.codings if one.time}
    yield "method_dates", ("method_no_dates", "method_day", "method_dates_told")[min(len(days), 2)]
    yield "method_units", "method_units_told"
    yield "method_tree", "method_tree_told"
    if snapshot.themes:
        yield "method_themes", "method_themes_told"
    yield "method_software", "method_software_told"
    yield "method_checking", "method_checking_told" if facts.reviewed else "method_no_checking"
    yield "method_quotes", "method_quotes_told"
    yield "method_ethics", "method_ethics_told"


def _counted(snapshot: Snapshot, language: str) -> Mapping[str, str | int]:
    names = {one.id: one.name for one in snapshot.coders}
    active = [key for key in names if any(coding.coder == key for coding in snapshot.codings)]
    times = sorted(one.time for one in snapshot.codings if one.time)
    turns = sum(len(one.turns) for one in snapshot.documents)
    said = sum(one.transcript.words for one in snapshot.documents)
    return {
        "n": f"{len(active)}",
        "names": ", ".join(names[key] for key in active),
        "codings": number(language, len(snapshot.codings)),
        "excerpts": number(language, len({one.excerpt for one in snapshot.codings})),
        "first": printed_date(times[0], language) if times else "",
        "last": printed_date(times[-1], language) if times else "",
        "codes": len(snapshot.codebook.codes),
        "families": len(snapshot.codebook.families),
        "levels": _levels(snapshot.codebook),
        "used": len({one.code for one in snapshot.codings}),
        "transcripts": plural(language, "transcripts", len(snapshot.documents)),
        "turns": plural(language, "turns", turns),
        "words": plural(language, "words", said),
    }


def _quoted(facts: MethodFacts) -> Mapping[str, str | int]:
    printed = [one for one in facts.quotes if one.id in facts.printed]
    asked = [one for one in facts.quotes if one.id in facts.reviewed]
    return {
        "printed": len(printed),
        "speakers": len({speaker for one in printed for speaker in one.speakers}),
        "drafts": sum(one.state != APPROVED for one in printed),
        "asked": len(asked),
        "approved": sum(one.state == APPROVED for one in asked),
        "changed": sum(one.state == TO_CHANGE for one in asked),
        "left": sum(one.state in (LEFT_OUT, BLOCKED) for one in asked),
        "withdrawn": facts.withdrawn,
    }


def _levels(codebook: Codebook) -> int:
    parents = {one.id: one.parent for one in codebook}

    def depth(key: str) -> int:
        parent = parents[key]
        return 1 if parent is None else 1 + depth(parent)

    return max((depth(key) for key in parents), default=0)


def _excerpts(snapshot: Snapshot) -> Mapping[str, int]:
    found: dict[str, set[str]] = {}
    for one in snapshot.codings:
        found.setdefault(one.code, set()).add(one.excerpt)
    return {code: len(excerpts) for code, excerpts in found.items()}
