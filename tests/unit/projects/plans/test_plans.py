"""Report plans: what stands where, what moves, and that every step can be taken back."""

from __future__ import annotations

from contextlib import suppress

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers.projects import dump, new_store
from projects import commands
from projects.check import check
from projects.commands import NewNode
from projects.errors import CommandError
from projects.plans.plan import CHAPTER, CODEBOOK, INTERPRETATION, INTRO, KINDS, MEMO, PART, QUOTE, RULE, TABLE, numbers
from projects.store import Store

OUTLINE = (
    NewNode(CHAPTER, title="Lähtökohdat"),
    NewNode(
        PART,
        title="Suhteet",
        inside=(
            NewNode(CHAPTER, title="Luottamus", inside=(NewNode(INTRO), NewNode(RULE, "c4", most=5), NewNode(TABLE))),
            NewNode(CHAPTER, title="Koti"),
        ),
    ),
    NewNode(CODEBOOK),
)


def made(store: Store, name: str = "Raportti") -> str:
    return str(store.do(commands.NewPlan(name, "tutkimus", "fi", OUTLINE), "Aino").result)


def shape(store: Store, at: int = 0) -> list[tuple[int, str, str]]:
    plan = store.plans()[at]
    return [(plan.level(node), node.kind, node.title) for node in plan.nodes]


def node(store: Store, title: str) -> str:
    return next(one.id for one in store.plans()[0].nodes if one.title == title)


def refused(store: Store, command: object, code: str) -> None:
    with pytest.raises(CommandError) as refusal:
        store.do(command, "Aino")
    assert refusal.value.code == code


def test_a_plan_holds_its_outline_in_order(store: Store) -> None:
    made(store)
    assert shape(store) == [
        (1, CHAPTER, "Lähtökohdat"), (1, PART, "Suhteet"), (2, CHAPTER, "Luottamus"), (3, INTRO, ""), (3, RULE, ""),
        (3, TABLE, ""), (2, CHAPTER, "Koti"), (1, CODEBOOK, ""),
    ]  # fmt: skip
    plan = store.plans()[0]
    assert (plan.preset, plan.language, plan.template) == ("tutkimus", "fi", "")
    assert numbers(plan) == {node(store, "Lähtökohdat"): "1", node(store, "Suhteet"): "2",
                             node(store, "Luottamus"): "2.1", node(store, "Koti"): "2.2"}  # fmt: skip


def test_a_copy_stands_on_its_own(store: Store) -> None:
    plan = made(store)
    copy = store.do(commands.CopyPlan(plan, "Vihkonen"), "Aino").result
    assert shape(store, 0) == shape(store, 1)
    store.do(commands.SetPlan(str(copy), {"preset": "vihkonen", "language": "sv", "template": "/a.dotx"}), "Aino")
    store.do(commands.RemoveNodes((store.plans()[1].nodes[1].id,)), "Aino")
    assert [one.kind for one in store.plans()[1].nodes] == [CHAPTER, CODEBOOK]
    assert len(shape(store, 0)) == len(shape(store, 0))
    assert [(one.name, one.preset, one.language) for one in store.plans()] == [
        ("Raportti", "tutkimus", "fi"), ("Vihkonen", "vihkonen", "sv"),
    ]  # fmt: skip
    store.do(commands.DropPlan(plan), "Aino")
    assert [one.name for one in store.plans()] == ["Vihkonen"]
    assert check(store) == ()


def test_nodes_move_with_what_stands_in_them(store: Store) -> None:
    made(store)
    store.do(commands.MoveNode(node(store, "Luottamus"), None, 0), "Aino")
    assert shape(store)[:4] == [(1, CHAPTER, "Luottamus"), (2, INTRO, ""), (2, RULE, ""), (2, TABLE, "")]
    store.do(commands.MoveNode(node(store, "Luottamus"), node(store, "Suhteet"), 99), "Aino")
    assert [title for level, _, title in shape(store) if level == 2] == ["Koti", "Luottamus"]
    assert store.do(commands.MoveNode(node(store, "Luottamus"), node(store, "Suhteet"), 1), "Aino").entry is None


def test_what_does_not_stand_there_is_refused(store: Store) -> None:
    plan = made(store)
    part, chapter = node(store, "Suhteet"), node(store, "Luottamus")
    refused(store, commands.MoveNode(part, chapter, 0), "plan-misplaced")
    refused(store, commands.MoveNode(chapter, chapter, 0), "plan-misplaced")
    refused(store, commands.AddNodes(plan, None, 0, (NewNode(INTRO),)), "plan-misplaced")
    refused(store, commands.AddNodes(plan, part, 0, (NewNode(PART),)), "plan-misplaced")
    deep = NewNode(CHAPTER, inside=(NewNode(CHAPTER),))
    refused(store, commands.AddNodes(plan, chapter, 0, (deep,)), "plan-misplaced")
    refused(store, commands.AddNodes(plan, chapter, 0, (NewNode("poem"),)), "plan-misplaced")
    new = NewNode(CHAPTER, title="Uusi", inside=(deep,))
    (one,) = store.do(commands.AddNodes(plan, None, 0, (new,)), "Aino").result
    refused(store, commands.MoveNode(one, part, 0), "plan-misplaced")
    refused(store, commands.AddNodes(plan, chapter, 0, (NewNode(QUOTE, "none"),)), "plan-no-target")
    refused(store, commands.AddNodes(plan, chapter, 0, (NewNode(MEMO, "none"),)), "plan-no-target")
    refused(store, commands.SetNode(one, {"most": -1}), "plan-value")
    refused(store, commands.SetNode(one, {"kind": "part"}), "plan-value")
    refused(store, commands.SetPlan(plan, {"language": "de"}), "plan-value")
    refused(store, commands.SetPlan(plan, {"position": "1"}), "plan-value")
    refused(store, commands.SetPlan("none", {}), "no-plan")
    refused(store, commands.RemoveNodes(("none",)), "no-plan-node")


def test_names_are_there_and_unique(store: Store) -> None:
    plan = made(store)
    refused(store, commands.NewPlan(" "), "plan-no-name")
    refused(store, commands.NewPlan(" raportti "), "plan-name-taken")
    refused(store, commands.CopyPlan(plan, "RAPORTTI"), "plan-name-taken")
    store.do(commands.SetPlan(plan, {"name": " raportti "}), "Aino")
    assert store.plans()[0].name == "raportti"


def test_a_rule_is_set_and_fixed_into_quotes(group: tuple[Store, str]) -> None:
    store, transcript = group
    made(store)
    rule = next(one for one in store.plans()[0].nodes if one.kind == RULE)
    store.do(commands.SetNode(rule.id, {"approved": True, "balanced": True, "most": 3}), "Aino")
    rule = next(one for one in store.plans()[0].nodes if one.kind == RULE)
    assert (rule.approved, rule.balanced, rule.most) == (True, True, 3)
    excerpt = store.do(commands.Code(transcript, 4, 20, ("c4",)), "Aino").result.excerpt
    for name in ("a", "b"):
        store.database["quote"].insert(quote_row(store, name, excerpt))
    store.do(commands.FixRule(rule.id, ("b", "a")), "Aino")
    assert [(one.kind, one.target) for one in store.plans()[0].inside(node(store, "Luottamus"))] == [
        (INTRO, ""), (QUOTE, "b"), (QUOTE, "a"), (TABLE, ""),
    ]  # fmt: skip


def quote_row(store: Store, name: str, excerpt: str) -> dict[str, object]:
    """Return a row of a quote with every column the schema has."""
    filled = {"id": name, "excerpt": excerpt, "name": name, "start": 4, "end": 20, "edits": "[]", "state": "draft"}
    info = store.database.execute("PRAGMA table_info(quote)").fetchall()
    return {row[1]: filled.get(row[1], 0 if row[2] == "INTEGER" else "") for row in info}


def test_every_step_is_taken_back(store: Store) -> None:
    start = dump(store)
    plan = made(store)
    store.do(commands.MoveNode(node(store, "Koti"), None, 1), "Aino")
    store.do(commands.AddNodes(plan, node(store, "Koti"), 0, (NewNode(INTERPRETATION),)), "Aino")
    store.do(commands.RemoveNodes((node(store, "Suhteet"), node(store, "Luottamus"))), "Aino")
    store.do(commands.CopyPlan(plan, "Toinen"), "Aino")
    store.do(commands.DropPlan(plan), "Aino")
    after = dump(store)
    while store.next_undo() is not None:
        store.undo("Aino")
    assert dump(store) == start
    while store.next_redo() is not None:
        store.redo("Aino")
    assert dump(store) == after
    assert check(store) == ()


STEPS = st.lists(
    st.tuples(st.sampled_from(("add", "move", "remove")), st.integers(0, 99), st.integers(0, 99), st.integers(0, 9),
              st.sampled_from([one for one in KINDS if one not in (QUOTE, MEMO)])),
    max_size=14,
)  # fmt: skip


@given(STEPS)
@settings(max_examples=25, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
def test_any_edits_leave_an_outline_that_holds(tmp_path_factory, steps) -> None:
    store = new_store(tmp_path_factory.mktemp("plan"))
    plan = made(store)
    for act, one, other, place, kind in steps:
        nodes = store.plans()[0].nodes
        holder = [None, *(each.id for each in nodes)][other % (len(nodes) + 1)]
        chosen = nodes[one % len(nodes)].id if nodes else ""
        command = {
            "add": commands.AddNodes(plan, holder, place, (NewNode(kind),)),
            "move": commands.MoveNode(chosen, holder, place),
            "remove": commands.RemoveNodes((chosen,)),
        }[act]
        with suppress(CommandError):
            store.do(command, "Aino")
    plan_now = store.plans()[0]
    assert len(plan_now.nodes) == store.database.execute("SELECT count(*) FROM plan_node").fetchone()[0]
    assert all(plan_now.level(each) <= 4 for each in plan_now.nodes)
    for parent in {each.parent for each in plan_now.nodes}:
        rows = store.database.execute("SELECT position FROM plan_node WHERE parent IS ?", [parent]).fetchall()
        assert sorted(row[0] for row in rows) == list(range(len(rows)))
    store.close()
