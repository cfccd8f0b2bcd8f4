"""Make, copy and drop report plans, and edit their outlines, one verb a command."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import ClassVar

from projects.errors import CommandError
from projects.plans.plan import DEEPEST, HOLDERS, KINDS, LANGUAGES, MEMO, PRESETS, QUOTE, TUTKIMUS, may_hold
from projects.recorder import Row, Writer, new_id

_POINTING = {QUOTE: "quote", MEMO: "memo"}
_OF_PLAN = ("name", "title", "language", "preset", "template")
_OF_NODE = ("target", "title", "text", "approved", "balanced", "most", "opening")


@dataclass(frozen=True, slots=True)
class NewNode:
    """Describe a node to be added, with all that stands in it; fields as for `projects.plans.plan.PlanNode`."""

    kind: str
    target: str = ""
    title: str = ""
    text: str = ""
    approved: bool = False
    balanced: bool = False
    most: int = 0
    opening: bool = False
    inside: tuple[NewNode, ...] = ()


@dataclass(frozen=True, slots=True)
class NewPlan:
    """Make a plan, last in the list. Refusals: `plan-no-name`, `plan-name-taken`, `plan-value`, those of `AddNodes`."""

    label: ClassVar[str] = "new-plan"
    name: str
    preset: str = TUTKIMUS
    language: str = "fi"
    nodes: tuple[NewNode, ...] = ()

    def apply(self, writer: Writer) -> str:
        """Return the plan's id."""
        plan = _insert_plan(writer, self.name, {"preset": self.preset, "language": self.language})
        _add(writer, plan, None, 0, self.nodes)
        return plan

    def describe(self) -> Mapping[str, object]:
        """Return nothing: a name may be anybody's."""
        return {}


@dataclass(frozen=True, slots=True)
class CopyPlan:
    """Make a plan like another, under a name of its own. Refusals: `no-plan`, `plan-no-name`, `plan-name-taken`."""

    label: ClassVar[str] = "copy-plan"
    plan: str
    name: str

    def apply(self, writer: Writer) -> str:
        """Return the new plan's id."""
        like = _plan(writer, self.plan)
        plan = _insert_plan(writer, self.name, {name: like[name] for name in _OF_PLAN if name != "name"})
        rows = writer.find("plan_node", plan=like["id"])
        ids = {row["id"]: new_id() for row in rows}
        writer.insert_all(
            "plan_node",
            [{**row, "id": ids[row["id"]], "plan": plan, "parent": ids.get(row["parent"])} for row in rows],
        )
        return plan

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the rows say it."""
        return {}


@dataclass(frozen=True, slots=True)
class SetPlan:
    """Change a plan's `name`, `title`, `language`, `preset` or `template`.

    Refusals: `no-plan`, `plan-no-name`, `plan-name-taken`, `plan-value`.
    """

    label: ClassVar[str] = "set-plan"
    plan: str
    values: Mapping[str, str] = field(default_factory=dict)

    def apply(self, writer: Writer) -> None:
        """Write the values."""
        row = _plan(writer, self.plan)
        values = dict(self.values)
        if not values.keys() <= set(_OF_PLAN):
            raise CommandError("plan-value")
        if "name" in values:
            values["name"] = _named(writer, values["name"], but=row["id"])
        _check_choices(values)
        writer.update("plan", row["id"], **values)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the values are in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class DropPlan:
    """Take a plan away; what it pointed at stays. Refusal: `no-plan`."""

    label: ClassVar[str] = "drop-plan"
    plan: str

    def apply(self, writer: Writer) -> None:
        """Drop the outline and the plan."""
        row = _plan(writer, self.plan)
        writer.delete_all("plan_node", writer.find("plan_node", plan=row["id"]))
        writer.delete("plan", row["id"])

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the rows say it."""
        return {}


@dataclass(frozen=True, slots=True)
class AddNodes:
    """Put nodes, with all that stands in them, into a node or at the top (None), at a place counted from 0.

    Refusals: `no-plan`, `no-plan-node`, `plan-misplaced` (such a thing does not stand there, or too deep),
    `plan-no-target` (the quote or memo is not there).
    """

    label: ClassVar[str] = "add-to-plan"
    plan: str
    parent: str | None
    place: int
    nodes: tuple[NewNode, ...]

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the ids of the new nodes that stand directly there."""
        plan = _plan(writer, self.plan)["id"]
        parent = _node(writer, self.parent, plan) if self.parent else None
        return _add(writer, plan, parent, self.place, self.nodes)

    def describe(self) -> Mapping[str, object]:
        """Return how many nodes it is about."""
        return {"count": len(self.nodes)}


@dataclass(frozen=True, slots=True)
class MoveNode:
    """Move a node, with all that stands in it, to a place in another node or at the top of the same plan.

    `place` counts among the others that stand there. Refusals: `no-plan-node`, `plan-misplaced`.
    """

    label: ClassVar[str] = "move-in-plan"
    node: str
    parent: str | None
    place: int

    def apply(self, writer: Writer) -> None:
        """Write the parent and the order."""
        row = _node(writer, self.node)
        parent = _node(writer, self.parent, row["plan"]) if self.parent else None
        if parent and row["id"] in _path(writer, parent):
            raise CommandError("plan-misplaced")
        _refuse_misplaced(writer, parent, row["kind"], _height(writer, row))
        former = row["parent"]
        writer.update("plan_node", row["id"], parent=self.parent)
        _reorder(writer, row["plan"], self.parent, (row["id"],), self.place)
        if former != self.parent:
            _reorder(writer, row["plan"], former, (), 0)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the order is in the rows."""
        return {}


@dataclass(frozen=True, slots=True)
class RemoveNodes:
    """Take nodes (by id) out of their plan, with all that stands in them. Refusal: `no-plan-node`."""

    label: ClassVar[str] = "remove-from-plan"
    nodes: tuple[str, ...]

    def apply(self, writer: Writer) -> None:
        """Drop the rows and close the gaps."""
        rows = {row["id"]: row for one in self.nodes for row in _whole(writer, _node(writer, one))}
        writer.delete_all("plan_node", [*reversed(rows.values())])
        for plan, parent in dict.fromkeys((row["plan"], row["parent"]) for row in rows.values()):
            if parent not in rows:
                _reorder(writer, plan, parent, (), 0)

    def describe(self) -> Mapping[str, object]:
        """Return how many nodes it is about."""
        return {"count": len(self.nodes)}


@dataclass(frozen=True, slots=True)
class SetNode:
    """Change what a node says, points at or takes. Refusals: `no-plan-node`, `plan-value`, `plan-no-target`."""

    label: ClassVar[str] = "set-in-plan"
    node: str
    values: Mapping[str, str | int | bool] = field(default_factory=dict)

    def apply(self, writer: Writer) -> None:
        """Write the values."""
        row = _node(writer, self.node)
        most = self.values.get("most", 0)
        if not self.values.keys() <= set(_OF_NODE) or not isinstance(most, int) or most < 0:
            raise CommandError("plan-value")
        _refuse_no_target(writer, row["kind"], str(self.values.get("target", row["target"])))
        stored = {name: int(value) if isinstance(value, bool) else value for name, value in self.values.items()}
        writer.update("plan_node", row["id"], **stored)

    def describe(self) -> Mapping[str, object]:
        """Return nothing: the values are in the row."""
        return {}


@dataclass(frozen=True, slots=True)
class FixRule:
    """Put quotes in the place of a rule, so that the author orders them by hand. Refusals: as for `AddNodes`."""

    label: ClassVar[str] = "fix-rule"
    rule: str
    quotes: tuple[str, ...]

    def apply(self, writer: Writer) -> tuple[str, ...]:
        """Return the ids of the quotes' nodes."""
        row = _node(writer, self.rule)
        parent = _node(writer, row["parent"], row["plan"])
        writer.delete("plan_node", row["id"])
        nodes = tuple(NewNode(QUOTE, one) for one in self.quotes)
        return _add(writer, row["plan"], parent, row["position"], nodes)

    def describe(self) -> Mapping[str, object]:
        """Return how many quotes there are."""
        return {"count": len(self.quotes)}


def _insert_plan(writer: Writer, name: str, values: Mapping[str, str]) -> str:
    _check_choices(values)
    row = {"name": _named(writer, name), "title": "", "template": "", **values, "position": len(writer.find("plan"))}
    return writer.insert("plan", row)


def _check_choices(values: Mapping[str, str]) -> None:
    if values.get("language", "fi") not in LANGUAGES or values.get("preset", TUTKIMUS) not in PRESETS:
        raise CommandError("plan-value")


def _named(writer: Writer, name: str, but: str = "") -> str:
    name = name.strip()
    if not name:
        raise CommandError("plan-no-name")
    if any(row["id"] != but and row["name"].casefold() == name.casefold() for row in writer.find("plan")):
        raise CommandError("plan-name-taken", name=name)
    return name


def _plan(writer: Writer, plan: str) -> Row:
    row = writer.get("plan", plan)
    if row is None:
        raise CommandError("no-plan", plan=plan)
    return row


def _node(writer: Writer, node: str | None, plan: str | None = None) -> Row:
    row = writer.get("plan_node", node) if node else None
    if row is None or (plan is not None and row["plan"] != plan):
        raise CommandError("no-plan-node")
    return row


def _add(writer: Writer, plan: str, parent: Row | None, place: int, nodes: Sequence[NewNode]) -> tuple[str, ...]:
    ids = []
    for node in nodes:
        _refuse_no_target(writer, node.kind, node.target)
        _refuse_misplaced(writer, parent, node.kind, 1)
        row: Row = {"id": new_id(), "plan": plan, "parent": parent["id"] if parent else None, "position": -1,
                    "kind": node.kind, "target": node.target, "title": node.title, "text": node.text,
                    "approved": int(node.approved), "balanced": int(node.balanced), "most": max(node.most, 0),
                    "opening": int(node.opening)}  # fmt: skip
        ids.append(writer.insert("plan_node", row))
        _add(writer, plan, row, 0, node.inside)
    _reorder(writer, plan, parent["id"] if parent else None, tuple(ids), place)
    return tuple(ids)


def _refuse_no_target(writer: Writer, kind: str, target: str) -> None:
    if kind in _POINTING and writer.get(_POINTING[kind], target) is None:
        raise CommandError("plan-no-target")


def _refuse_misplaced(writer: Writer, parent: Row | None, kind: str, height: int) -> None:
    """Refuse a kind that does not stand there, and headings deeper than the third level."""
    if kind not in KINDS or not may_hold(parent["kind"] if parent else None, kind):
        raise CommandError("plan-misplaced")
    above = len(_path(writer, parent)) if parent else 0
    if kind in HOLDERS and above + height > DEEPEST:
        raise CommandError("plan-misplaced")


def _path(writer: Writer, row: Row) -> list[str]:
    """Return the ids from a node up to the top."""
    path = [row["id"]]
    while row["parent"] is not None:
        row = _node(writer, row["parent"])
        path.append(row["id"])
    return path


def _whole(writer: Writer, row: Row) -> list[Row]:
    """Return a node and all that stands in it, parents first."""
    return [row, *(one for below in writer.find("plan_node", parent=row["id"]) for one in _whole(writer, below))]


def _height(writer: Writer, row: Row) -> int:
    """Return how many levels of headings a node has, itself counted."""
    holding = [one for one in writer.find("plan_node", parent=row["id"]) if one["kind"] in HOLDERS]
    return 1 + max((_height(writer, one) for one in holding), default=0)


def _reorder(writer: Writer, plan: str, parent: str | None, ids: Sequence[str], place: int) -> None:
    """Put the nodes `ids` at a place among the others there, and number all anew."""
    rows = sorted(writer.find("plan_node", plan=plan, parent=parent), key=lambda row: int(row["position"]))
    others = [row["id"] for row in rows if row["id"] not in ids]
    place = min(max(place, 0), len(others))
    for at, one in enumerate((*others[:place], *ids, *others[place:])):
        writer.update("plan_node", one, position=at)
