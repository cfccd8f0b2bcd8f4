"""Find which quotes each chapter of a plan prints: those the author chose, and those its rules take."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from exports.plan_quotes import PlanQuotes
from projects.analysis.frequencies import excerpts_by_code
from projects.model import Snapshot, Theme
from projects.plans.plan import QUOTE, RULE, Plan, PlanNode
from projects.plans.selection import CLOSED, Choice, choose

REPEATED, MISSING = "repeated", "missing"
"""Why a quote of a chapter is not printed there, beside the reasons of `projects.plans.selection`."""


@dataclass(frozen=True, slots=True)
class Chosen:
    """Hold what every node of a plan that brings quotes prints, by the node's id; ids in the order of print."""

    by_node: Mapping[str, Choice]

    def printed(self) -> tuple[str, ...]:
        """Return every quote of the report, each once, in the order of print."""
        return tuple(dict.fromkeys(one for choice in self.by_node.values() for one in choice.kept))


@dataclass(slots=True)
class Sources:
    """Find the quotes that belong to a code, family or theme."""

    snapshot: Snapshot
    quotes: PlanQuotes
    excerpts: Mapping[str, frozenset[str]] = field(init=False)
    by_excerpt: Mapping[str, tuple[str, ...]] = field(init=False)

    def __post_init__(self) -> None:
        """Gather what every rule of a plan asks for."""
        found: dict[str, list[str]] = defaultdict(list)
        for one in self.quotes.values():
            found[one.excerpt].append(one.id)
        self.by_excerpt = {excerpt: tuple(ids) for excerpt, ids in found.items()}
        self.excerpts = excerpts_by_code(self.snapshot)

    def of(self, target: str) -> tuple[str, ...]:
        """Return the quotes of a code (its own codings), a family or a theme, in the order of the texts."""
        wanted = set(self._of(target))
        return tuple(one for one in self.quotes if one in wanted)

    def knows(self, target: str) -> bool:
        """Tell whether a code, family or theme is there."""
        book = self.snapshot.codebook
        ids = (one.id for group in (book, book.families, self.snapshot.themes) for one in group)
        return target in set(ids)

    def name(self, target: str, language: str) -> str:
        """Return the name of a code, family or theme; "" when it is gone."""
        book = self.snapshot.codebook
        named = next((one.name(language) for group in (book, book.families) for one in group if one.id == target), "")
        return named or next((one.name for one in self.snapshot.themes if one.id == target), "")

    def _of(self, target: str) -> Iterator[str]:
        theme = next((one for one in self.snapshot.themes if one.id == target), None)
        if theme is not None:
            yield from self._of_theme(theme)
            return
        codes = {one.id for one in self.snapshot.codebook if target in (one.id, one.family)}
        for code in codes:
            for excerpt in self.excerpts.get(code, ()):
                yield from self.by_excerpt.get(excerpt, ())

    def _of_theme(self, theme: Theme) -> Iterator[str]:
        for member in theme.members:
            if member.kind == "code":
                yield from self._of(member.target)
            elif member.kind == "excerpt":
                yield from self.by_excerpt.get(member.target, ())
            else:
                yield member.target


def choose_all(plan: Plan, sources: Sources, *, references: bool) -> Chosen:
    """Return what every node prints; a quote that stands in full before is only referred to, or left out.

    With `references` a repeated quote stays in the choice (a line points at it), without them it is dropped.
    """
    found: dict[str, Choice] = {}
    printed: set[str] = set()
    for node in plan.nodes:
        if node.kind in (QUOTE, RULE):
            choice = _choice(node, sources)
            if not references:
                choice = _without(choice, printed)
            printed.update(choice.kept)
            found[node.id] = choice
    return Chosen(found)


def _choice(node: PlanNode, sources: Sources) -> Choice:
    if node.kind == RULE:
        candidates = [sources.quotes[one].candidate() for one in sources.of(node.target)]
        return choose(candidates, approved=node.approved, balanced=node.balanced, most=node.most)
    quote = sources.quotes.get(node.target)
    if quote is None:
        return Choice((), ((node.target, MISSING),))
    return Choice((quote.id,)) if quote.printable else Choice((), ((quote.id, CLOSED),))


def _without(choice: Choice, printed: set[str]) -> Choice:
    kept = tuple(one for one in choice.kept if one not in printed)
    repeated = tuple((one, REPEATED) for one in choice.kept if one in printed)
    return Choice(kept, (*choice.dropped, *repeated))
