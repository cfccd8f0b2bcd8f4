"""Decide what a Word report says: a project and a plan become blocks; nothing here knows Word."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from exports.blocks import Block, Contents, Heading, Paragraph, Picture, Quote, Report
from exports.dates import printed_date
from exports.material import Material, material
from exports.plan_quotes import NEVER, draft_words, gone_block
from exports.quadrants import quadrant_figure
from exports.tables import code_table, facts_table, overlap_table, speaker_table, transcript_table
from exports.words import words
from projects.analysis.frequencies import CodeCount, FamilyCount, excerpts_by_code, family_counts
from projects.analysis.quadrants import quadrant_codes, quadrant_membership
from projects.model import Snapshot

PLACE = frozenset({"paikka", "place"})


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """Choose how a report is laid out.

    `families` are family keys in the wished order, the others follow in codebook order; none means codebook
    order with place first. `created` is the ISO time that the file carries; `title` empty means the project's name.
    `quotes` says of excerpts (ids) that are chosen for print what the quote is called and where it stands
    (`exports.plan_quotes`): one that is not approved is marked, and one that may not be printed is left out.
    `limits` are the scopes (`projects.consents`) that speakers gave for single excerpts.
    """

    language: str = "fi"
    families: tuple[str, ...] = ()
    title: str = ""
    template: Path | None = None
    created: str = ""
    placeholders: bool = True
    quotes: Mapping[str, tuple[str, str]] = field(default_factory=dict)
    limits: Mapping[str, str] = field(default_factory=dict)


@dataclass(slots=True)
class _Writing:
    """Remember, while chapters are written, which excerpts are already printed in full."""

    snapshot: Snapshot
    plan: ReportPlan
    material: Material
    printed: set[str] = field(default_factory=set)
    headings: int = 0

    def heading(self, level: int, text: str) -> Heading:
        """Open a chapter or section with an anchor of its own."""
        self.headings += 1
        return Heading(level, text, f"_Toc{self.headings:09d}")


def report(snapshot: Snapshot, plan: ReportPlan) -> Report:
    """Build the whole report as blocks."""
    say = words(plan.language)
    title = plan.title or say["report_title"].format(project=snapshot.info.name)
    writing = _Writing(snapshot, plan, material(snapshot, plan.language, plan.limits))
    body = (*_front(writing, title), *_material_chapter(writing), *_chapters(writing))
    return Report(title, plan.language, plan.created or snapshot.info.created, say["table"], say["figure"], tuple(body))


def _front(writing: _Writing, title: str) -> Iterator[Block]:
    say = words(writing.plan.language)
    yield Paragraph(title, "title")
    yield Paragraph(say["report_subtitle"], "subtitle")
    if not writing.snapshot.info.anonymised:
        yield Paragraph(say["not_anonymised"], "notice")
    day = printed_date(writing.plan.created, writing.plan.language)
    yield facts_table(writing.snapshot, writing.plan.language, day)
    yield Contents(say["contents"])


def _material_chapter(writing: _Writing) -> Iterator[Block]:
    say, snapshot, language = words(writing.plan.language), writing.snapshot, writing.plan.language
    yield writing.heading(1, say["material"])
    if not snapshot.documents:
        yield Paragraph(say["nothing_imported"])
        return
    yield transcript_table(snapshot, language)
    if any(document.persons for document in snapshot.documents):
        yield speaker_table(snapshot, writing.material.speakers, language)
    if not snapshot.codings:
        yield Paragraph(say["nothing_coded"])


def _chapters(writing: _Writing) -> Iterator[Block]:
    excerpts = {code: writing.material.in_order(ids) for code, ids in excerpts_by_code(writing.snapshot).items()}
    for family in _ordered(family_counts(writing.snapshot), writing.plan.families):
        if family.used:
            yield from _chapter(writing, family, excerpts)


def _chapter(writing: _Writing, family: FamilyCount, excerpts: dict[str, tuple[str, ...]]) -> Iterator[Block]:
    plan, say = writing.plan, words(writing.plan.language)
    name = _family_name(family, plan.language)
    yield writing.heading(1, name)
    if plan.placeholders:
        yield Paragraph(say["intro_placeholder"], "placeholder")
    yield code_table(family, name, writing.snapshot, plan.language)
    yield from _quadrants(writing, family)
    for count in family.used:
        yield from _section(writing, count, excerpts[count.code.id])
    if plan.placeholders:
        yield writing.heading(3, say["meaning"])
        yield Paragraph(say["meaning_placeholder"], "placeholder")


def _section(writing: _Writing, count: CodeCount, excerpts: tuple[str, ...]) -> Iterator[Block]:
    language, say = writing.plan.language, words(writing.plan.language)
    code = count.code
    yield writing.heading(2, code.name_en or code.name_fi if language == "en" else code.name_fi or code.name_en)
    definition = code.definition_en if language == "en" else code.definition_fi
    if definition:
        yield Paragraph(definition, "definition")
    fresh = [excerpt for excerpt in excerpts if excerpt not in writing.printed]
    known = [excerpt for excerpt in excerpts if excerpt in writing.printed]
    for excerpt in fresh:
        yield _printed(writing, excerpt)
    if known:
        yield Paragraph(say["elsewhere"], "lead")
    for excerpt in known:
        if writing.plan.quotes.get(excerpt, ("", ""))[1] not in NEVER:
            yield writing.material.reference(excerpt)
    writing.printed.update(fresh)


def _printed(writing: _Writing, excerpt: str) -> Quote:
    """Return an excerpt in full, marked when its quote is not approved; or that it is left out, and why."""
    name, state = writing.plan.quotes.get(excerpt, ("", ""))
    quote = writing.material.quote(excerpt)
    if state in NEVER:
        return replace(gone_block(excerpt, name or quote.readable, state, writing.plan.language), fresh=False)
    return replace(quote, draft=draft_words(state, writing.plan.language)) if name else quote


def _quadrants(writing: _Writing, family: FamilyCount) -> Iterator[Block]:
    """Draw the four quadrants in the chapter of the family that they belong to."""
    codes = quadrant_codes(writing.snapshot.codebook)
    if not codes or family.family is None or codes["N1"].family != family.family.id:
        return
    language, membership = writing.plan.language, quadrant_membership(writing.snapshot)
    english = language == "en"
    names = {key: (code.name_en if english else code.name_fi) or code.name_fi for key, code in codes.items()}
    figure = quadrant_figure(membership, names, language, height=300.0, legend=False)
    yield Picture(figure, words(language)["figure_caption"])
    if membership.shared():
        yield overlap_table(membership, names, language)


def _ordered(families: tuple[FamilyCount, ...], wished: tuple[str, ...]) -> list[FamilyCount]:
    """Put the wished families first, else place; the rest stays in its order."""

    def rank(count: FamilyCount) -> int:
        key = count.family.key if count.family else ""
        if wished:
            return wished.index(key) if key in wished else len(wished)
        return 0 if key.casefold() in PLACE else 1

    return sorted(families, key=rank)


def _family_name(count: FamilyCount, language: str) -> str:
    if count.family is None:
        return words(language)["other_codes"]
    english = count.family.name_en if language == "en" else ""
    return english or count.family.name_fi or count.family.name_en
