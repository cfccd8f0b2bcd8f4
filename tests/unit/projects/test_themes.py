"""Themes: what they gather, in which order, and what happens when that goes."""

from __future__ import annotations

import pytest

from helpers.projects import dump
from projects import commands
from projects.check import check
from projects.errors import CommandError
from projects.store import Store

Group = tuple[Store, str]


def made(store: Store, *names: str) -> list[str]:
    return [str(store.do(commands.AddTheme(name), "Aino").result) for name in names]


def targets(store: Store, at: int = 0) -> list[str]:
    return [one.target for one in store.themes()[at].members]


def test_a_theme_gathers_codes_and_excerpts_in_order(group: Group) -> None:
    store, transcript = group
    excerpt = store.do(commands.Code(transcript, 4, 20, ("c1",)), "Aino").result.excerpt
    (theme,) = made(store, " Koti ")
    store.do(commands.GatherIntoTheme(theme, "code", ("c2", "c1")), "Aino")
    store.do(commands.GatherIntoTheme(theme, "excerpt", (excerpt, excerpt)), "Aino")
    assert store.do(commands.GatherIntoTheme(theme, "code", ("c1",)), "Aino").entry is None
    assert [(one.kind, one.target) for one in store.themes()[0].members] == [
        ("code", "c2"),
        ("code", "c1"),
        ("excerpt", excerpt),
    ]
    assert store.themes()[0].name == "Koti"
    assert store.snapshot().themes == store.themes()


def test_members_move_and_go(group: Group) -> None:
    store, _ = group
    (theme,) = made(store, "Koti")
    places = store.do(commands.GatherIntoTheme(theme, "code", ("c1", "c2", "c3")), "Aino").result
    store.do(commands.MoveInTheme(places[2], 0), "Aino")
    assert targets(store) == ["c3", "c1", "c2"]
    store.do(commands.MoveInTheme(places[2], 99), "Aino")
    assert targets(store) == ["c1", "c2", "c3"]
    store.do(commands.TakeFromTheme(places[:2]), "Aino")
    assert targets(store) == ["c3"]
    store.do(commands.GatherIntoTheme(theme, "code", ("c1",)), "Aino")
    assert targets(store) == ["c3", "c1"]


def test_themes_are_written_ordered_and_removed_and_all_of_it_is_undone(group: Group) -> None:
    store, _ = group
    start = dump(store)
    first, second = made(store, "Koti", "Katu")
    store.do(commands.WriteTheme(first, "Oma koti", "Koti on enemmän kuin asunto."), "Aino")
    store.do(commands.StepTheme(second, -1), "Aino")
    store.do(commands.StepTheme(second, -1), "Aino")
    assert [(one.name, one.prose) for one in store.themes()] == [
        ("Katu", ""),
        ("Oma koti", "Koti on enemmän kuin asunto."),
    ]
    store.do(commands.GatherIntoTheme(first, "code", ("c1",)), "Aino")
    store.do(commands.RemoveTheme(first), "Aino")
    assert [one.name for one in store.themes()] == ["Katu"]
    assert check(store) == ()
    while store.next_undo() is not None and store.next_undo().label != "import":
        store.undo("Aino")
    assert dump(store) == start


def test_an_excerpt_in_a_theme_outlives_its_codings(group: Group) -> None:
    store, transcript = group
    coded = store.do(commands.Code(transcript, 4, 20, ("c1",)), "Aino").result
    (theme,) = made(store, "Koti")
    store.do(commands.GatherIntoTheme(theme, "excerpt", (coded.excerpt,)), "Aino")
    store.do(commands.Uncode(coded.codings), "Aino")
    assert targets(store) == [coded.excerpt]
    store.undo("Aino")
    store.do(commands.RemoveCodes(("c1",)), "Aino")
    assert targets(store) == [coded.excerpt]


def test_what_goes_with_its_transcript_leaves_the_theme(group: Group) -> None:
    store, transcript = group
    coded = store.do(commands.Code(transcript, 4, 20, ("c1",)), "Aino").result
    (theme,) = made(store, "Koti")
    store.do(commands.GatherIntoTheme(theme, "excerpt", (coded.excerpt,)), "Aino")
    before = dump(store)
    store.do(commands.RemoveTranscript(transcript), "Aino")
    assert targets(store) == []
    store.undo("Aino")
    assert dump(store) == before


def test_a_quote_can_be_gathered(group: Group) -> None:
    store, transcript = group
    excerpt = store.do(commands.Code(transcript, 4, 20, ("c1",)), "Aino").result.excerpt
    (quote,) = store.do(commands.ChooseQuotes((excerpt,)), "Aino").result
    (theme,) = made(store, "Koti")
    store.do(commands.GatherIntoTheme(theme, "quote", (quote,)), "Aino")
    assert [one.kind for one in store.themes()[0].members] == ["quote"]


@pytest.mark.parametrize(
    ("code", "command"),
    [
        ("theme-no-name", commands.AddTheme(" ")),
        ("no-theme", commands.WriteTheme("?", "a", "")),
        ("no-theme", commands.RemoveTheme("?")),
        ("no-theme", commands.StepTheme("?", 1)),
        ("no-theme", commands.GatherIntoTheme("?", "code", ("c1",))),
        ("theme-no-member", commands.MoveInTheme("?", 0)),
        ("theme-no-member", commands.TakeFromTheme(("?",))),
    ],
)
def test_what_is_refused(group: Group, code: str, command: object) -> None:
    store, _ = group
    with pytest.raises(CommandError, match=code):
        store.do(command, "Aino")


def test_only_what_is_there_can_be_gathered(group: Group) -> None:
    store, _ = group
    (theme,) = made(store, "Koti")
    for kind, target in (("code", "?"), ("excerpt", "c1"), ("turn", "c1")):
        with pytest.raises(CommandError, match="theme-no-target"):
            store.do(commands.GatherIntoTheme(theme, kind, (target,)), "Aino")
