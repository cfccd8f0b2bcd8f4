"""Say in rows what was found that may tell who somebody is, what stands in for it, and what each place will become."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from projects.anonymise.cases import Standing
from projects.anonymise.finding import Found, Occurrence
from projects.anonymise.replacing import Replacement, written
from projects.anonymise.things import Thing
from projects.anonymise.words import Words
from projects.model import Document
from projects.speech import turns_in

_AROUND = 56
_FORMS = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """Stand for one row of the list: something found, something on the key's list, or both."""

    kind: str
    base: str
    found: Found | None = None
    thing: Thing | None = None


def entries(found: Sequence[Found], things: Sequence[Thing]) -> tuple[Entry, ...]:
    """Put together what was found and what is on the list; what is listed and no longer found comes last."""
    by_base = {base.casefold(): thing for thing in things for base in thing.bases}
    rows = [Entry(one.kind, one.base, one, by_base.get(one.base.casefold())) for one in found]
    shown = {one.thing.id for one in rows if one.thing}
    rest = [Entry("listed", ", ".join(one.bases), None, one) for one in things if one.id not in shown]
    return (*rows, *rest)


def entry_items(listed: Sequence[Entry], words: Words, waiting: Mapping[str, int], say: Catalogue) -> list[Item]:
    """Return the rows with a heading over each kind; `waiting` tells by thing's id how many places are undecided."""
    items: list[Item] = []
    for kind, group in groupby(listed, key=lambda one: one.kind):
        items.append((Row(say(f"naming.group.{kind}"), heading=True), None))
        items += [(_entry_row(one, words, waiting, say), one) for one in group]
    return items


def _entry_row(one: Entry, words: Words, waiting: Mapping[str, int], say: Catalogue) -> Row:
    found = one.found
    aside = substitute_words(one.thing, words) if one.thing else ""
    undecided = waiting.get(one.thing.id, 0) if one.thing else 0
    if found is None:
        return Row(one.base, aside=aside)
    forms = [form for form in found.forms if form != found.base]
    shown = ", ".join(forms[:_FORMS]) + (" …" if len(forms) > _FORMS else "")
    maybe = "" if found.sure or one.thing else say("anonymise.maybe")
    maybe = say("naming.undecided", n=undecided) if undecided else maybe
    count = str(len(found.occurrences))
    return Row(one.base, second=shown or maybe, note=maybe if shown else "", count="" if aside else count,
               aside=f"{aside} · {count}" if aside else "", dim=not found.sure and one.thing is None)


def substitute_words(thing: Thing, words: Words) -> str:
    """Return what stands in for a thing, in base form, in brackets."""
    return f"[{written(thing.substitute, Standing(), words)}]"


def place_row(document: Document, one: Replacement | Occurrence, say: Catalogue) -> Row:
    """Return a place as a row: its words with what is around them, what it will be, where it is."""
    text = one.old if isinstance(one, Replacement) else one.text
    title, matched = in_context(document.text, one.start, one.end)
    turn = next(iter(turns_in(document, one.start, one.end)), None)
    where = " · ".join(filter(None, (document.transcript.short, turn.name if turn else say("naming.header"))))
    second = say("naming.becomes", old=text, new=one.new) if isinstance(one, Replacement) else ""
    note = "" if one.sure else say("anonymise.maybe")
    return Row(title, second=second, aside=where, note=note, matched=(matched,))


def in_context(text: str, start: int, end: int) -> tuple[str, tuple[int, int]]:
    """Return a place with whole words around it within its line, and where it is in that."""
    line = text.rfind("\n", 0, start) + 1
    stop = text.find("\n", end)
    low, high = max(line, start - _AROUND), min(stop if stop >= 0 else len(text), end + _AROUND)
    before, after = text[low:start], text[end:high]
    head = f"… {before.partition(' ')[2]}" if low > line else before
    tail = f"{after.rpartition(' ')[0]} …" if high < (stop if stop >= 0 else len(text)) else after
    return head + text[start:end] + tail, (len(head), len(head) + end - start)


def forms_of(places: Sequence[Replacement], brackets: tuple[str, str]) -> Mapping[str, tuple[int, str]]:
    """Return each form -> how often, and what will stand for it, without brackets."""
    found: dict[str, tuple[int, str]] = {}
    for one in places:
        bare = one.new.removeprefix(brackets[0]).removesuffix(brackets[1])
        found[one.old] = (found.get(one.old, (0, ""))[0] + 1, bare)
    return found
