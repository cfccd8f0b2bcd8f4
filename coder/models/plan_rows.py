"""Show a report plan's outline as rows: parts, chapters, and what stands in them, quotes by name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from exports.planned import UNWRITTEN, PlanMaterial, Planned
from projects.plans.plan import CHAPTER, FACTS, HOLDERS, MEMO, PART, QUOTE, RULE, TUTKIMUS, Plan, PlanNode, numbers

_FIRST = 40


class Place(NamedTuple):
    """Say what a row stands for: a node, and the quote that a rule or a node brings, or ""."""

    node: str
    quote: str = ""


class PlanRows:
    """Make the rows of one plan as it would be printed now."""

    def __init__(self, plan: Plan, material: PlanMaterial, made: Planned, say: Catalogue) -> None:
        """Gather what the rows ask for."""
        self._plan, self._material, self._made, self._say = plan, material, made, say
        self._numbers = numbers(plan)
        self._unwritten = {one.node for one in made.remaining if one.kind == UNWRITTEN}
        self._memos = {one.id: one.title or one.text[:_FIRST] for one in material.snapshot.memos}

    def rows(self) -> list[Item]:
        """Return a row for each node and each quote, in the order of print, with its place as payload."""
        return [item for node in self._plan.nodes for item in self._items(node)]

    def _items(self, node: PlanNode) -> Iterator[Item]:
        level = self._plan.level(node) - 1
        if node.kind == QUOTE:
            yield self._quote(node.id, node.target, level, self._reason(node.id, node.target)), Place(node.id)
            return
        yield self._row(node, level), Place(node.id)
        if node.kind == RULE:
            choice = self._made.chosen.by_node[node.id]
            for key in choice.kept:
                yield self._quote(node.id, key, level, ""), Place(node.id, key)
            for key, reason in choice.dropped:
                yield self._quote(node.id, key, level, reason), Place(node.id, key)

    def _row(self, node: PlanNode, level: int) -> Row:
        if node.kind in HOLDERS:
            number = f"{self._numbers[node.id]} " if self._plan.preset == TUTKIMUS else ""
            title = node.title or self._say(f"plan.kind.{node.kind}")
            count = sum(1 for _ in self._printed_in(node))
            return Row(f"{number}{title}", count=str(count), level=level, strong=node.kind == PART or level == 0)
        aside = self._say("plan.unwritten") if node.id in self._unwritten else ""
        return Row(self._name(node), aside=aside, level=level, dim=bool(aside))

    def _name(self, node: PlanNode) -> str:
        word = self._say(f"plan.kind.{node.kind}")
        about = {
            MEMO: self._memos.get(node.target, ""), RULE: self._target(node.target), FACTS: node.title,
        }.get(node.kind, node.title or self._shown(node))
        return f"{word}: {about}" if about else word

    def _shown(self, node: PlanNode) -> str:
        what = node.target.partition(":")[0]
        key = f"plan.{node.kind}.{what}"
        return self._say(key) if what and self._say.has(key) else ""

    def _target(self, target: str) -> str:
        snapshot, language = self._material.snapshot, self._say.language
        book = snapshot.codebook
        named = (one.name(language) for group in (book, book.families) for one in group if one.id == target)
        return next(named, "") or next((one.name for one in snapshot.themes if one.id == target), "")

    def _reason(self, node: str, key: str) -> str:
        return dict(self._made.chosen.by_node[node].dropped).get(key, "")

    def _quote(self, node: str, key: str, level: int, reason: str) -> Row:
        quote = self._material.quotes.get(key)
        if quote is None:
            return Row(self._say("plan.quote_gone"), level=level, dim=True, tip=node)
        words = " ".join(one.text for one in quote.paragraphs)
        told = self._say(f"plan.reason.{reason}") if reason else self._say(f"plan.state.{quote.state}")
        aside = told if reason else told.partition(" ")[0]
        return Row(words[:_FIRST], lead=quote.name, aside=aside, level=level, dim=bool(reason), tip=told)

    def _printed_in(self, node: PlanNode) -> Iterator[str]:
        for one in self._plan.below(node.id):
            choice = self._made.chosen.by_node.get(one.id)
            yield from choice.kept if choice else ()


def neighbour(plan: Plan, node: PlanNode, by: int) -> tuple[str | None, int] | None:
    """Return where a node goes one step up or down: the parent, and the place among the others there; None at the edge.

    A chapter at the edge of a part goes on into the part beside it.
    """
    beside = [one for one in plan.inside(node.parent) if one.kind in HOLDERS or node.kind not in HOLDERS]
    at = beside.index(node)
    if 0 <= at + by < len(beside):
        everything = plan.inside(node.parent)
        return node.parent, everything.index(beside[at + by])
    holder = plan.node(node.parent) if node.parent else None
    if holder is None or node.kind != CHAPTER:
        return None
    around = [one for one in plan.inside(holder.parent) if one.kind == holder.kind]
    to = around.index(holder) + by
    if not 0 <= to < len(around):
        return None
    return around[to].id, len(plan.inside(around[to].id)) if by < 0 else 0


def places_after(plan: Plan, node: PlanNode | None) -> tuple[str | None, int]:
    """Return where a new chapter goes: behind the part or chapter in hand, at its level; without one last of all."""
    holder = plan.chapter_of(node) if node else None
    if holder is None:
        return None, len(plan.inside(None))
    if holder.kind == PART:
        return holder.id, len(plan.inside(holder.id))
    return holder.parent, plan.inside(holder.parent).index(holder) + 1


