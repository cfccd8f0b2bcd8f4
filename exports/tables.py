"""Lay out the tables of a report: facts, transcripts, speakers, code frequencies, overlaps."""

from __future__ import annotations

from collections.abc import Mapping

from exports.blocks import Column, Table
from exports.speakers import Speakers
from exports.words import number, plural, words
from projects.analysis.frequencies import CodeCount, FamilyCount
from projects.analysis.quadrants import QUADRANTS, Membership
from projects.model import Person, Snapshot

MOST_COLUMNS = 7
_WIDE = 4.0


def facts_table(snapshot: Snapshot, language: str, day: str) -> Table:
    """Tell the project's name, date, material, codings and coders."""
    say = words(language)
    turns = sum(len(document.turns) for document in snapshot.documents)
    spoken = sum(document.transcript.words for document in snapshot.documents)
    coded = {coding.excerpt for coding in snapshot.codings}
    used = {coding.code for coding in snapshot.codings}
    active = {coding.coder for coding in snapshot.codings}
    rows = (
        (say["project"], snapshot.info.name),
        (say["date"], day),
        (
            say["material"],
            say["material_fact"].format(
                transcripts=plural(language, "transcripts", len(snapshot.documents)),
                turns=plural(language, "turns", turns),
                words=plural(language, "words", spoken),
            ),
        ),
        (
            say["coded"],
            say["coded_fact"].format(
                codings=plural(language, "codings", len(snapshot.codings)),
                excerpts=plural(language, "excerpts", len(coded)),
                codes=plural(language, "codes", len(used)),
            ),
        ),
        (say["coders"], ", ".join(coder.name for coder in snapshot.coders if coder.id in active)),
    )
    return Table((Column("", 1.0), Column("", 5.0)), tuple(row for row in rows if row[1]))


def transcript_table(snapshot: Snapshot, language: str) -> Table:
    """List the transcripts with their turns, words and coded excerpts."""
    say = words(language)
    coded = {coding.excerpt for coding in snapshot.codings}
    excerpts = [excerpt.transcript for excerpt in snapshot.excerpts if excerpt.id in coded]
    counts = [
        (one.transcript.short, len(one.turns), one.transcript.words, excerpts.count(one.transcript.id))
        for one in snapshot.documents
    ]
    totals = [sum(row[place] for row in counts) for place in (1, 2, 3)]  # type: ignore[misc]
    return Table(
        (
            Column(say["transcript"], _WIDE),
            Column(say["turns_column"], 1.5, number=True),
            Column(say["words_column"], 1.5, number=True),
            Column(say["excerpts_column"], 1.5, number=True),
        ),
        tuple((name, *(number(language, value) for value in values)) for name, *values in counts),
        say["transcripts_caption"],
        (say["total"], *(number(language, value) for value in totals)) if len(counts) > 1 else (),
    )


def speaker_table(snapshot: Snapshot, speakers: Speakers, language: str) -> Table:
    """List the printed speakers, their short forms and where they speak."""
    say = words(language)
    persons: dict[str, tuple[Person, list[str]]] = {}
    for document in snapshot.documents:
        for person in document.persons.values():
            persons.setdefault(person.id, (person, []))[1].append(document.transcript.short)
    rows = sorted(persons.values(), key=lambda entry: (bool(entry[0].pseudonym), entry[0].role, entry[0].number))
    return Table(
        (Column(say["short_form"], 1.2), Column(say["speaker"], 3.0), Column(say["appears_in"], 4.0)),
        tuple((speakers.short(person), speakers.printed(person), ", ".join(places)) for person, places in rows),
        say["speakers_caption"],
        note=say["sources_note"],
    )


def code_table(family: FamilyCount, name: str, snapshot: Snapshot, language: str) -> Table:
    """Count a family's used codes by transcript; totals only when the transcripts are too many for the page."""
    say = words(language)
    shorts = {one.transcript.id: one.transcript.short for one in snapshot.documents}
    columns = list(shorts) if 1 < len(shorts) <= MOST_COLUMNS else []
    counts = [[*(count.by_transcript.get(one, 0) for one in columns), count.codings] for count in family.used]
    heads = [*(Column(shorts[one], 1.0, number=True) for one in columns), _total_column(say, columns=bool(columns))]
    total = [sum(column) for column in zip(*counts, strict=True)]
    return Table(
        (Column(say["code"], _WIDE), *heads),
        tuple(
            (_code_name(count, language), *_numbers(language, row))
            for count, row in zip(family.used, counts, strict=True)
        ),
        say["codes_caption"].format(family=name),
        (say["total"], *_numbers(language, total)) if len(counts) > 1 else (),
        say["codes_note"],
    )


def overlap_table(membership: Membership, names: Mapping[str, str], language: str) -> Table:
    """Count the excerpts that each two quadrants share."""
    say = words(language)
    return Table(
        (Column(say["overlap_field"], _WIDE), *(Column(key, 0.8, number=True) for key in QUADRANTS)),
        tuple(
            (f"{key} {names[key]}", *_numbers(language, row))
            for key, row in zip(QUADRANTS, membership.overlap(), strict=True)
        ),
        say["overlap_caption"],
        note=say["overlap_note"],
    )


def _total_column(say: Mapping[str, str], *, columns: bool) -> Column:
    return Column(say["total"] if columns else say["codings_column"], 1.3, number=True)


def _numbers(language: str, values: list[int] | tuple[int, ...]) -> tuple[str, ...]:
    return tuple(number(language, value) for value in values)


def _code_name(count: CodeCount, language: str) -> str:
    english = count.code.name_en if language == "en" else ""
    return english or count.code.name_fi or count.code.name_en
