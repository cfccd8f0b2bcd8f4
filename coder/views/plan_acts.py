"""What a person does to a plan's outline: add, name, move, take out, choose by hand, each as one step."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import partial

from coder.models.plan_rows import Place, neighbour, places_after
from coder.models.quote_rows import node_of, quote_sources, thing_sources
from coder.models.row import Row, Square
from coder.models.row_model import Item
from coder.models.theme_rows import Source
from coder.views.gather import Gather
from coder.views.pages import Desk
from projects import commands
from projects.commands import NewNode
from projects.plans.plan import APPENDICES, CHAPTER, HOLDERS, PART, Plan, PlanNode
from projects.plans.selection import Choice
from projects.plans.starting import chapter
from projects.store import Command

Chosen = Callable[[str], Choice]


class PlanActs:
    """Change one plan; a new one is made for each plan that is shown."""

    def __init__(self, desk: Desk, plan: Plan) -> None:
        """Work on a plan."""
        self._desk, self._plan = desk, plan
        self._session, self._say = desk.session, desk.say

    def add_chapters(self, node: PlanNode | None) -> None:
        """Let codes, families and themes be ticked that get chapters of their own; none ticked: an empty chapter."""
        act = partial(self._chapters, node)
        Gather(self._say("plan.add_chapters"), self._sources(), act, theme=self._desk.theme, say=self._say,
               parent=self._desk.window).open()  # fmt: skip

    def add_empty(self, kind: str, node: PlanNode | None) -> str:
        """Add a part, or a chapter behind the one in hand, and return its id."""
        parent, place = (None, len(self._plan.inside(None))) if kind == PART else places_after(self._plan, node)
        made = chapter("") if kind == CHAPTER else NewNode(PART)
        return self._add(parent, place, (made,))

    def add_things(self, node: PlanNode | None) -> None:
        """Let quotes, memos, figures and tables be ticked that go into the chapter in hand, and appendices."""
        sources = [*quote_sources(self._session, self._say), *thing_sources(self._session, self._say)]
        Gather(self._say("plan.add_things"), sources, partial(self._things, node), theme=self._desk.theme,
               say=self._say, parent=self._desk.window).open()  # fmt: skip

    def code_dropped(self, code: str, before: PlanNode | None) -> None:
        """Make a chapter of a code where it was dropped."""
        parent, place = places_after(self._plan, before)
        self._add(parent, place, (self._chapter_of(code),))

    def part(self, kind: str, holder: PlanNode, *, on: bool) -> None:
        """Put something into a chapter, or take it out."""
        there = tuple(one.id for one in self._plan.inside(holder.id) if one.kind == kind)
        if on and not there:
            target = "codes" if kind == "table" else ""
            place = 0 if kind == "intro" else len(self._plan.inside(holder.id))
            self._session.do(commands.AddNodes(self._plan.id, holder.id, place, (NewNode(kind, target),)))
        elif there and not on:
            self._session.do(commands.RemoveNodes(there))

    def remove(self, nodes: Iterable[str]) -> None:
        """Take nodes out."""
        self._session.do(commands.RemoveNodes(tuple(nodes)))

    def step(self, node: PlanNode, by: int) -> None:
        """Move a node one place up or down."""
        where = neighbour(self._plan, node, by)
        if where is not None:
            self._session.do(commands.MoveNode(node.id, *where))

    def indent(self, node: PlanNode, by: int) -> None:
        """Put a chapter into the one above it (1), or out of the one it stands in (-1)."""
        if node.kind not in HOLDERS:
            return
        if by > 0:
            beside = [one for one in self._plan.inside(node.parent) if one.kind in HOLDERS]
            at = beside.index(node)
            if at:
                above = beside[at - 1].id
                self._session.do(commands.MoveNode(node.id, above, len(self._plan.inside(above))))
        elif node.parent is not None:
            holder = self._plan.node(node.parent)
            place = self._plan.inside(holder.parent).index(holder) + 1
            self._session.do(commands.MoveNode(node.id, holder.parent, place))

    def dropped(self, key: str, before: Place | None) -> None:
        """Move a node before the row it was dropped on, or to the end."""
        node = self._plan.node(key)
        if before is None:
            parent = None if node.kind in HOLDERS else self._last_holder()
            self._session.do(commands.MoveNode(key, parent, len(self._plan.inside(parent))))
            return
        other = self._plan.node(before.node)
        if other.kind in HOLDERS and node.kind not in HOLDERS:
            self._session.do(commands.MoveNode(key, other.id, 0))
            return
        beside = [one for one in self._plan.inside(other.parent) if one.id != key]
        if other in beside:
            self._session.do(commands.MoveNode(key, other.parent, beside.index(other)))

    def fix(self, rule: str, choice: Choice) -> None:
        """Put what a rule takes now in its place, to be ordered by hand."""
        self._session.do(commands.FixRule(rule, choice.kept))

    def _last_holder(self) -> str | None:
        holders = [one.id for one in self._plan.nodes if one.kind in HOLDERS]
        return holders[-1] if holders else None

    def _add(self, parent: str | None, place: int, nodes: tuple[NewNode, ...]) -> str:
        receipt = self._session.do(commands.AddNodes(self._plan.id, parent, place, nodes))
        result = receipt.result if receipt is not None else ()
        return str(result[0]) if isinstance(result, tuple) and result else ""

    def _chapters(self, node: PlanNode | None, targets: tuple[str, ...]) -> None:
        parent, place = places_after(self._plan, node)
        self._add(parent, place, tuple(self._chapter_of(one) for one in targets) or (chapter(""),))

    def _chapter_of(self, target: str) -> NewNode:
        return chapter(dict(self._named()).get(target, ""), target)

    def _things(self, node: PlanNode | None, targets: tuple[str, ...]) -> None:
        """Add what was ticked in one step: appendices behind everything, the rest behind the row in hand."""
        holder = self._plan.chapter_of(node) if node else None
        nodes = [node_of(one) for one in targets]
        steps: list[Command] = []
        inside = [one for one in nodes if one.kind not in APPENDICES]
        if holder is not None and inside:
            beside = self._plan.inside(holder.id)
            place = beside.index(node) + 1 if node in beside else len(beside)
            steps.append(commands.AddNodes(self._plan.id, holder.id, place, tuple(inside)))
        last = tuple(one for one in nodes if one.kind in APPENDICES)
        if last:
            steps.append(commands.AddNodes(self._plan.id, None, len(self._plan.inside(None)), last))
        if steps:
            self._session.do(commands.Together(tuple(steps)))

    def _named(self) -> Iterable[tuple[str, str]]:
        book, language = self._session.store.codebook(), self._say.language
        yield from ((one.id, one.name(language)) for group in (book, book.families) for one in group)
        yield from ((one.id, one.name) for one in self._session.store.themes())

    def _sources(self) -> list[Source]:
        book = self._session.store.codebook()
        return [
            Source(self._say("plan.of_codes"), lambda: [self._code_item(one.id) for one in book]),
            Source(self._say("plan.of_families"), lambda: [
                (Row(one.name(self._say.language), square=Square(one.colour)), one.id) for one in book.families]),
            Source(self._say("page.themes"), lambda: [
                (Row(one.name), one.id) for one in self._session.store.themes()]),
        ]  # fmt: skip

    def _code_item(self, key: str) -> Item:
        book = self._session.store.codebook()
        code = book.code(key)
        family = next((one for one in book.families if one.id == code.family), None)
        square = Square(family.colour, lighter=code.parent is not None) if family else None
        return Row(code.name(self._say.language), square=square), key
