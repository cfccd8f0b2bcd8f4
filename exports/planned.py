"""Turn a report plan into the blocks of a report, and tell what is still to be done before print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from exports.blocks import REFERENCE, Block, Contents, Heading, Paragraph, Picture, Report, Table
from exports.choosing import Chosen, Sources, choose_all
from exports.dates import printed_date
from exports.method import MethodFacts, codebook_table, method_blocks
from exports.plan_quotes import APPROVED, WORDS, PlanQuote, PlanQuotes, lead_in, quote_block, reference_block
from exports.speakers import project_speakers
from exports.tables import code_table, speaker_table, transcript_table
from exports.words import words
from projects.analysis.frequencies import FamilyCount, family_counts
from projects.model import Memo, Snapshot
from projects.plans import plan as kinds
from projects.plans.plan import Plan, PlanNode, numbers
from projects.plans.selection import LIMIT, NOT_APPROVED

CODES, TRANSCRIPTS, SPEAKERS = "codes", "transcripts", "speakers"
TABLES = (CODES, TRANSCRIPTS, SPEAKERS)
"""What a table's node can show; `codes` may be followed by a family's id, as in `codes:ID`."""

# What is still to be done, by kind; each has a sentence in the window.
DRAFT, DROPPED, GONE, UNWRITTEN, NO_CAPTION, NO_TITLE, NO_QUOTES = (
    "draft", "dropped", "gone", "unwritten", "no-caption", "no-title", "no-quotes",
)  # fmt: skip
_DEEPEST = 3

Figures = Callable[[str, str], Picture | None]
"""Draws a figure by its key in a language; None when there is nothing to show."""


@dataclass(frozen=True, slots=True)
class Remaining:
    """Say one thing that is not ready: its kind, the node it is about, and the quote's id and name."""

    kind: str
    node: str
    quote: str = ""
    name: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Planned:
    """Hold a report made from a plan.

    `printed` are the quotes that stand in it; `spans` the blocks of each node, half-open, by the node's id.
    """

    report: Report
    chosen: Chosen
    printed: tuple[PlanQuote, ...]
    remaining: tuple[Remaining, ...]
    spans: Mapping[str, tuple[int, int]]


@dataclass(frozen=True, slots=True)
class PlanMaterial:
    """Hold all that a plan is filled from; `facts` say what the method appendix tells beside the snapshot."""

    snapshot: Snapshot
    quotes: PlanQuotes
    figures: Figures
    facts: MethodFacts
    created: str = ""


@dataclass(slots=True)
class _Writing:
    """Remember, while blocks are made, what is printed already, what is missing, and where each node's blocks stand."""

    plan: Plan
    material: PlanMaterial
    sources: Sources
    chosen: Chosen
    numbers: Mapping[str, str]
    blocks: list[Block] = field(default_factory=list)
    printed: dict[str, PlanQuote] = field(default_factory=dict)
    remaining: list[Remaining] = field(default_factory=list)
    spans: dict[str, tuple[int, int]] = field(default_factory=dict)
    headings: int = 0

    @property
    def research(self) -> bool:
        return self.plan.preset == kinds.TUTKIMUS

    def say(self, key: str) -> str:
        return words(self.plan.language, WORDS)[key]

    def heading(self, level: int, text: str) -> None:
        self.headings += 1
        self.blocks.append(Heading(min(level, _DEEPEST), text, f"_Toc{self.headings:09d}"))

    def missing(self, kind: str, node: PlanNode, quote: str = "", name: str = "", reason: str = "") -> None:
        self.remaining.append(Remaining(kind, node.id, quote, name, reason))


def planned(plan: Plan, material: PlanMaterial) -> Planned:
    """Build the whole report of a plan as blocks."""
    sources = Sources(material.snapshot, material.quotes)
    chosen = choose_all(plan, sources, references=plan.preset == kinds.TUTKIMUS)
    writing = _Writing(plan, material, sources, chosen, numbers(plan))
    for node in plan.inside(None):
        _node(writing, node)
    title = plan.title or material.snapshot.info.name
    front = tuple(_front(writing, title))
    spans = {key: (start + len(front), end + len(front)) for key, (start, end) in writing.spans.items()}
    own = words(plan.language)
    report = Report(title, plan.language, material.created or material.snapshot.info.created, own["table"],
                    own["figure"], (*front, *writing.blocks), plan.id)  # fmt: skip
    return Planned(report, chosen, tuple(writing.printed.values()), tuple(writing.remaining), spans)


def _front(writing: _Writing, title: str) -> Iterator[Block]:
    own = words(writing.plan.language)
    yield Paragraph(title, "title")
    yield Paragraph(printed_date(writing.material.created, writing.plan.language), "subtitle")
    if any(one.state != APPROVED for one in writing.printed.values()):
        yield Paragraph(own["not_anonymised"], "notice")
    deep = any(one.kind == kinds.CHAPTER and writing.plan.level(one) > 1 for one in writing.plan.nodes)
    yield Contents(own["contents"], 2 if deep else 1)


def _node(writing: _Writing, node: PlanNode) -> None:
    start = len(writing.blocks)
    _WRITERS[node.kind](writing, node)
    writing.spans[node.id] = (start, len(writing.blocks))


def _holder(writing: _Writing, node: PlanNode) -> None:
    """Write a part or chapter: heading, opening quotes, then what stands in it in order."""
    level = writing.plan.level(node)
    title = node.title or writing.say(f"unnamed_{node.kind}")
    if not node.title:
        writing.missing(NO_TITLE, node)
    number = f"{writing.numbers[node.id]} " if writing.research else ""
    writing.heading(level, number + title)
    inside = writing.plan.inside(node.id)
    for one in inside:
        _openings(writing, one)
    for one in inside:
        _node(writing, one)


def _openings(writing: _Writing, node: PlanNode) -> None:
    """Write the quotes that open a chapter of a booklet, directly below its heading."""
    if writing.research or node.kind not in (kinds.QUOTE, kinds.RULE):
        return
    for key in writing.chosen.by_node[node.id].kept:
        quote = writing.material.quotes[key]
        if (node.opening or quote.opening) and key not in writing.printed:
            _print(writing, node, quote, opening=True)


def _quotes(writing: _Writing, node: PlanNode) -> None:
    choice = writing.chosen.by_node[node.id]
    if node.kind == kinds.RULE:
        _about_rule(writing, node, choice.kept)
    for key, reason in [one for one in choice.dropped if one[1] != LIMIT]:
        name = writing.material.quotes[key].name if key in writing.material.quotes else ""
        writing.missing(DROPPED if name else GONE, node, key, name, reason)
    again: list[PlanQuote] = []
    for key in choice.kept:
        quote = writing.material.quotes[key]
        if key not in writing.printed:
            _print(writing, node, quote)
        elif writing.research:
            again.append(quote)
    if again:
        writing.blocks.append(Paragraph(words(writing.plan.language)["elsewhere"], "lead"))
        writing.blocks += [reference_block(one, writing.plan.language) for one in again]


def _about_rule(writing: _Writing, node: PlanNode, kept: tuple[str, ...]) -> None:
    """Say how often the rule's code occurs and refer to the chapter's table; say so when the rule brings nothing."""
    if not writing.sources.knows(node.target):
        writing.missing(GONE, node)
    if not kept:
        writing.missing(NO_QUOTES, node, name=writing.sources.name(node.target, writing.plan.language))
        writing.blocks.append(Paragraph(writing.say("no_quotes"), "placeholder"))
        return
    tables = [*_tables_about(writing.plan, node)]
    excerpts = len(writing.sources.excerpts.get(node.target, ()))
    if writing.research and tables and excerpts:
        found = writing.say("found_one" if excerpts == 1 else "found_many").format(n=excerpts)
        name = writing.sources.name(node.target, writing.plan.language)
        text = writing.say("many_excerpts").format(code=name, excerpts=found, reference=REFERENCE)
        writing.blocks.append(Paragraph(text, refers=_anchor(tables[0])))


def _tables_about(plan: Plan, node: PlanNode) -> Iterator[PlanNode]:
    """Go through the tables of codes in a rule's chapter and what it stands in, the nearest first."""
    parent = node.parent
    while parent is not None:
        yield from (one for one in plan.inside(parent) if one.kind == kinds.TABLE and one.target.startswith(CODES))
        parent = plan.node(parent).parent


def _print(writing: _Writing, node: PlanNode, quote: PlanQuote, *, opening: bool = False) -> None:
    language = writing.plan.language
    if not opening:
        first = writing.research and not writing.printed
        note = writing.say("sources_footnote") if first else ""
        lead = lead_in(quote, language, len(writing.printed))
        writing.blocks.append(Paragraph(lead, keep=True, footnote=note))
    writing.printed[quote.id] = quote
    writing.blocks.append(quote_block(quote, language, opening=opening))
    if quote.state != APPROVED:
        writing.missing(DRAFT, node, quote.id, quote.name, quote.state or NOT_APPROVED)


def _intro(writing: _Writing, node: PlanNode) -> None:
    _prose(writing, node, words(writing.plan.language)["intro_placeholder"])


def _interpretation(writing: _Writing, node: PlanNode) -> None:
    writing.heading(writing.plan.level(node), words(writing.plan.language)["meaning"])
    _prose(writing, node, words(writing.plan.language)["meaning_placeholder"])


def _prose(writing: _Writing, node: PlanNode, placeholder: str, role: str = "body") -> None:
    if not node.text.strip():
        writing.missing(UNWRITTEN, node)
        writing.blocks.append(Paragraph(placeholder, "placeholder"))
    writing.blocks += [Paragraph(line.strip(), role) for line in node.text.split("\n") if line.strip()]


def _facts(writing: _Writing, node: PlanNode) -> None:
    writing.blocks.append(Paragraph(node.title or writing.say("facts_title"), "box_title", keep=True))
    _prose(writing, node, writing.say("facts_placeholder"), "box")


def _memo(writing: _Writing, node: PlanNode) -> None:
    memo: Memo | None = next((one for one in writing.material.snapshot.memos if one.id == node.target), None)
    if memo is None:
        writing.missing(GONE, node)
        return
    lines = [line.strip() for line in (memo.title, *memo.text.split("\n")) if line.strip()]
    writing.blocks += [Paragraph(line, "memo") for line in lines]


def _table(writing: _Writing, node: PlanNode) -> None:
    snapshot, language = writing.material.snapshot, writing.plan.language
    what, _, family = node.target.partition(":")
    if what == TRANSCRIPTS:
        table = transcript_table(snapshot, language)
    elif what == SPEAKERS:
        table = speaker_table(snapshot, project_speakers(snapshot, language), language)
    else:
        counts = _counts(snapshot, family)
        name = counts.family.name(language) if counts.family else writing.say("all_codes")
        table = code_table(counts, name, snapshot, language)
    if not table.rows:
        writing.missing(GONE, node)
        return
    caption = node.title or table.caption
    writing.blocks.append(
        Table(table.columns, table.rows, caption, table.total, table.note, _anchor(node))
    )


def _counts(snapshot: Snapshot, family: str) -> FamilyCount:
    """Return one family's codes, or all codes as if they were one family."""
    counts = family_counts(snapshot)
    found = next((one for one in counts if one.family is not None and one.family.id == family), None)
    return found or FamilyCount(None, tuple(code for one in counts for code in one.codes))


def _anchor(node: PlanNode) -> str:
    return f"_table_{node.id.replace('-', '')[:32]}"


def _figure(writing: _Writing, node: PlanNode) -> None:
    picture = writing.material.figures(node.target, writing.plan.language)
    if picture is None:
        writing.missing(GONE, node)
        return
    caption = node.title or picture.caption or writing.say("caption_placeholder")
    if not node.title and not picture.caption:
        writing.missing(NO_CAPTION, node)
    writing.blocks.append(Picture(picture.figure, caption))


def _method(writing: _Writing, node: PlanNode) -> None:
    writing.heading(writing.plan.level(node), node.title or writing.say("method"))
    facts = writing.material.facts
    full = MethodFacts(tuple(writing.material.quotes.values()), frozenset(writing.chosen.printed()), facts.reviewed,
                       facts.consents, facts.withdrawn, facts.version)  # fmt: skip
    writing.blocks += method_blocks(writing.material.snapshot, full, writing.plan.language)


def _codebook(writing: _Writing, node: PlanNode) -> None:
    writing.heading(writing.plan.level(node), node.title or writing.say("codebook"))
    writing.blocks += codebook_table(writing.material.snapshot, writing.plan.language)


_WRITERS: Mapping[str, Callable[[_Writing, PlanNode], None]] = {
    kinds.PART: _holder, kinds.CHAPTER: _holder, kinds.QUOTE: _quotes, kinds.RULE: _quotes, kinds.INTRO: _intro,
    kinds.INTERPRETATION: _interpretation, kinds.MEMO: _memo, kinds.FACTS: _facts, kinds.TABLE: _table,
    kinds.FIGURE: _figure, kinds.METHOD: _method, kinds.CODEBOOK: _codebook,
}  # fmt: skip
