"""Read report plans from the project's rows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlite_utils import Database

from projects.plans.plan import Plan, PlanNode

_NODE = (
    "SELECT plan, id, kind, parent, target, title, text, approved, balanced, most, opening FROM plan_node "
    "ORDER BY position, rowid"
)
Held = Mapping[str | None, Sequence[PlanNode]]


def plans(database: Database) -> tuple[Plan, ...]:
    """Return every plan in order, its nodes in the order of the outline."""
    held: dict[str, dict[str | None, list[PlanNode]]] = defaultdict(lambda: defaultdict(list))
    for plan, *row in database.execute(_NODE).fetchall():
        node = _node(row)
        held[plan][node.parent].append(node)
    rows = database.execute(
        "SELECT id, name, title, language, preset, template FROM plan ORDER BY position, rowid"
    ).fetchall()
    return tuple(_plan(row, tuple(_outline(held[row[0]], None))) for row in rows)


def _plan(row: Sequence[Any], nodes: tuple[PlanNode, ...]) -> Plan:
    key, name, title, language, preset, template = row
    return Plan(key, name, title, language, preset, template, nodes)


def _node(row: Sequence[Any]) -> PlanNode:
    key, kind, parent, target, title, text, approved, balanced, most, opening = row
    return PlanNode(key, kind, parent, target, title, text, bool(approved), bool(balanced), most, bool(opening))


def _outline(held: Held, parent: str | None) -> Iterator[PlanNode]:
    for node in held.get(parent, ()):
        yield node
        yield from _outline(held, node.id)
