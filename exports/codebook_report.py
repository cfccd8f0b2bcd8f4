"""The codebook as a booklet: families as chapters, codes as sections, as blocks that a writer turns into Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from codebooks.model import Code, Codebook, Family
from exports.blocks import Block, Column, Contents, Heading, Paragraph, Report, Table
from exports.words import number, plural, words

WORDS = "codebook_words.toml"
_DEEPEST = 3


@dataclass(frozen=True, slots=True)
class CodebookPlan:
    """Say how a booklet of the codebook is to be: the project's name, the language, the moment (ISO 8601)."""

    title: str
    language: str
    created: str


@dataclass(frozen=True, slots=True)
class Entry:
    """Hold a code as the booklet tells it: how deep it stands, how often it is used, and its facts by name."""

    code: Code
    depth: int
    count: int
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Chapter:
    """Hold a family (None: codes outside every family) with its codes in the order of the tree."""

    family: Family | None
    name: str
    entries: tuple[Entry, ...]


def chapters(codebook: Codebook, counts: Mapping[str, int], language: str) -> tuple[Chapter, ...]:
    """Return the codebook chapter by chapter; codes outside every family come last, when there are any."""
    children = codebook.by_parent()
    found = []
    for family in (*codebook.families, None):
        tops = [code for code in children.get(None, []) if code.family == (family.id if family else None)]
        entries = tuple(_entries(tops, children, counts, language, depth=1))
        if family is not None or entries:
            name = family.name(language) if family else words(language, WORDS)["orphans"]
            found.append(Chapter(family, name, entries))
    return tuple(found)


def codebook_report(codebook: Codebook, counts: Mapping[str, int], plan: CodebookPlan) -> Report:
    """Return the booklet as blocks."""
    say = words(plan.language, WORDS)
    parts = chapters(codebook, counts, plan.language)
    own = words(plan.language)
    blocks = tuple(_blocks(codebook, parts, plan))
    title = codebook.name_fi if plan.language == "fi" else codebook.name_en
    return Report(title or say["title"], plan.language, plan.created, own["table"], own["figure"], blocks)


def _entries(
    codes: list[Code], children: Mapping[str | None, list[Code]], counts: Mapping[str, int], language: str, depth: int
) -> Iterator[Entry]:
    for code in codes:
        count = counts.get(code.id, 0)
        yield Entry(code, depth, count, tuple(_facts(code, count, language)))
        yield from _entries(children.get(code.id, []), children, counts, language, depth + 1)


def _facts(code: Code, count: int, language: str) -> Iterator[tuple[str, str]]:
    """Go through what is known of a code beside its name and definition; empty fields are left out."""
    say = words(language, WORDS)
    other = code.name_en if language == "fi" else code.name_fi
    rows = (
        ("retired", say["retired_note"] if code.retired else ""),
        ("include", code.include(language)),
        ("exclude", code.exclude(language)),
        ("example", code.example(language)),
        ("synonyms", ", ".join(code.synonyms)),
        ("other", other if other != code.name(language) else ""),
        ("shortcut", code.shortcut),
        ("key", code.key),
        ("used", plural(language, "codings", count, WORDS)),
    )
    return ((say[name], text) for name, text in rows if text)


def _blocks(codebook: Codebook, parts: tuple[Chapter, ...], plan: CodebookPlan) -> Iterator[Block]:
    say = words(plan.language, WORDS)
    title = codebook.name_fi if plan.language == "fi" else codebook.name_en
    yield Paragraph(title or say["title"], "title")
    yield Paragraph(say["subtitle"].format(project=plan.title), "subtitle")
    if not codebook.codes:
        yield Paragraph(say["empty"])
        return
    yield _overview(parts, plan.language)
    yield Contents(say["contents"])
    at = 0
    for chapter_number, chapter in enumerate(parts, 1):
        yield Heading(1, chapter.name, f"perhe_{chapter_number}")
        if chapter.family is not None and chapter.family.question(plan.language):
            yield Paragraph(chapter.family.question(plan.language))
        for entry in chapter.entries:
            at += 1
            yield from _entry(entry, at, plan.language)


def _entry(entry: Entry, at: int, language: str) -> Iterator[Block]:
    yield Heading(min(entry.depth + 1, _DEEPEST), entry.code.name(language), f"koodi_{at}")
    definition = entry.code.definition(language)
    if definition:
        yield Paragraph(definition, "definition")
    yield Table((Column("", 1.0), Column("", 3.2)), entry.facts)


def _overview(parts: tuple[Chapter, ...], language: str) -> Table:
    say = words(language, WORDS)
    rows = [(part.name, len(part.entries), _used(part)) for part in parts]
    columns = (Column(say["family"], 3.0), Column(say["codes_column"], number=True),
               Column(say["codings_column"], number=True))
    return Table(
        columns,
        tuple((name, number(language, codes), number(language, used)) for name, codes, used in rows),
        say["overview"] + ".",
        (say["total"], number(language, sum(row[1] for row in rows)), number(language, sum(row[2] for row in rows))),
    )


def _used(part: Chapter) -> int:
    return sum(entry.count for entry in part.entries)
