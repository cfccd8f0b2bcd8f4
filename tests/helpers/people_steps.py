"""Make steps about memos, persons and variables for laws over sequences of steps."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from projects import commands, memos, reading, variables
from projects.model import Anchor
from projects.store import Command, Store

Step = Callable[[Store], Command | None]
numbers = st.integers(0, 10_000)


def pick(things: tuple, number: int):
    return things[number % len(things)] if things else None


def anchor(store: Store, a: int, b: int, c: int) -> Anchor:
    rows = {
        "transcript": store.transcripts(), "person": store.persons(), "code": tuple(store.codebook()),
        "excerpt": store.excerpts(), "coding": store.codings(), "place": store.transcripts(),
    }
    kind = pick(("free", "project", *rows), a)
    one = pick(rows.get(kind, ()), b)
    if one is None:
        return Anchor("project" if kind == "project" else "free")
    if kind != "place":
        return Anchor(kind, one.id)
    length = len(store.document(one.id).text)
    start, end = sorted((b % (length + 1), c % (length + 1)))
    return Anchor("place", one.id, start, end)


def writing(a: int, b: int, c: int) -> Step:
    return lambda store: commands.WriteMemo(f"Teksti {a}", "", anchor(store, a, b, c), ("memo", "journal")[b % 2])


def attaching(a: int, b: int, c: int) -> Step:
    def step(store: Store) -> Command | None:
        one = pick(memos.memos(store.database), a)
        return commands.AttachMemo(one.id, anchor(store, b, c, a)) if one else None

    return step


def rewriting(a: int) -> Step:
    def step(store: Store) -> Command | None:
        one = pick(memos.memos(store.database), a)
        if one is None:
            return None
        return commands.RemoveMemo(one.id) if a % 3 == 0 else commands.EditMemo(one.id, f"Otsikko {a % 4}", "Uusi")

    return step


def joining(a: int, b: int) -> Step:
    def step(store: Store) -> Command | None:
        one, other = pick(store.persons(), a), pick(store.persons(), b)
        return commands.JoinPersons(one.id, (other.id,)) if one and other else None

    return step


def parting(a: int) -> Step:
    return lambda store: commands.PartLabel(one.id) if (one := pick(reading.labels(store.database), a)) else None


def allowing(a: int, b: int) -> Step:
    def step(store: Store) -> Command | None:
        one = pick(store.persons(), a)
        scope = ("", "no", "role", "pseudonym")[b % 4]
        return commands.SetConsent(one.id, "report", scope, withdrawn="1.2.2026" if b % 5 == 0 else "") if one else None

    return step


def adding(a: int) -> Step:
    owner, kind = ("person", "transcript")[a % 2], ("text", "number", "choice")[a % 3]
    return lambda _: commands.AddVariable(f"Muuttuja {a % 5}", owner, kind, ("1", "2"))


def changing(a: int, b: int) -> Step:
    def step(store: Store) -> Command | None:
        one = pick(variables.variables(store.database), a)
        if one is None:
            return None
        kinds = ("text", "number", "choice")
        return (
            commands.ChangeVariable(one.id, kind=kinds[b % 3]), commands.MoveVariable(one.id, b % 3),
            commands.RemoveVariable(one.id), commands.ChangeVariable(one.id, name=f"Muuttuja {b % 5}"),
        )[b % 4]

    return step


def valuing(a: int, b: int) -> Step:
    def step(store: Store) -> Command | None:
        one = pick(variables.variables(store.database), a)
        if one is None:
            return None
        target = pick(store.persons() if one.owner == "person" else store.transcripts(), b)
        value = ("1", "2", "", "kaksi")[b % 4]
        return commands.SetValues((commands.Assign(one.id, target.id, value),)) if target else None

    return step


people_steps = st.one_of(
    st.builds(writing, numbers, numbers, numbers),
    st.builds(attaching, numbers, numbers, numbers),
    st.builds(rewriting, numbers),
    st.builds(joining, numbers, numbers),
    st.builds(parting, numbers),
    st.builds(allowing, numbers, numbers),
    st.builds(adding, numbers),
    st.builds(changing, numbers, numbers),
    st.builds(valuing, numbers, numbers),
)
