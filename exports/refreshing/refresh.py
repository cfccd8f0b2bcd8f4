"""Decide quote by quote what a refresh does to a draft, and do it: nothing the author has changed is written over."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field

from exports.blocks import Quote
from exports.refreshing.draft import DraftFile
from exports.refreshing.elements import Change, Element, changed
from exports.refreshing.regions import Found, Region, find_quotes, style_of, text_of
from exports.refreshing.rewriting import SPEAKER, Fresh, can_rewrite, rewrite
from exports.styles import STYLES
from exports.units import DRAFT, OPENING, lines_of, mark_of, same_mark, sent_bookmark

UNCHANGED, UPDATED, EDITED, CONFLICT, REMOVED = "unchanged", "updated", "edited", "conflict", "removed"
OUTCOMES = (UNCHANGED, UPDATED, EDITED, CONFLICT, REMOVED)
"""What became of a quote: as it was; written anew; changed by the author alone, or by both: left as it is, and listed;
taken out, with a mark in its place, because it may not be printed any more."""

_PLACEHOLDER = "täydennettävä"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Say what a quote should be in the draft; `gone` when it may not be printed any more."""

    name: str
    block: Quote
    gone: bool = False


@dataclass(frozen=True, slots=True)
class RefreshedQuote:
    """Say what became of one quote; the texts are those of the draft and of the project, for a look side by side.

    `draft` tells that a mark above it says it is not approved; `copies` counts how often it stands in the draft.
    """

    quote: str
    name: str
    outcome: str
    in_draft: tuple[str, ...]
    in_project: tuple[str, ...]
    draft: bool = False
    gone: bool = False
    copies: int = 1


@dataclass(frozen=True, slots=True)
class Refreshed:
    """Hold a refresh: quotes in the order of the draft, the placeholders that nobody has filled, the changed parts."""

    quotes: tuple[RefreshedQuote, ...]
    placeholders: tuple[str, ...]
    parts: Mapping[str, bytes] = field(default_factory=dict)

    def count(self, outcome: str) -> int:
        """Return how many quotes met an outcome."""
        return sum(one.outcome == outcome for one in self.quotes)


Ask = Callable[[str, bool], Wanted]
"""Returns what a quote (by id) should be now, as an opening quote or not."""


def refresh(draft: DraftFile, ask: Ask, names: Mapping[str, str]) -> Refreshed:
    """Return what the draft becomes; `names` are quotes' ids by their readable names. The draft is not written."""
    styles = _style_ids(draft.styles)
    quotes: list[RefreshedQuote] = []
    parts: dict[str, bytes] = {}
    every = {name: find_quotes(part, draft.styles, names) for name, part in draft.parts.items()}
    copies: dict[str, int] = {}
    for found in every.values():
        for region in found.regions:
            copies[region.quote] = copies.get(region.quote, 0) + 1
    for name, found in every.items():
        work = _Work(found, ask, styles, copies)
        changes = [*work.changes()]
        quotes += work.told
        if changes:
            parts[name] = changed(found.part.data, changes)
    placeholders = tuple(text for part in every.values() for text in _placeholders(part, draft.styles))
    return Refreshed(tuple(quotes), placeholders, parts)


class _Work:
    """Go through the quotes of one part."""

    def __init__(self, found: Found, ask: Ask, styles: Mapping[str, str], copies: Mapping[str, int]) -> None:
        self._found, self._ask, self._styles, self._copies = found, ask, styles, copies
        self.told: list[RefreshedQuote] = []

    def changes(self) -> Iterator[Change]:
        renamed: set[str] = set()
        for region in self._found.regions:
            wanted = self._ask(region.quote, OPENING in region.roles)
            lines = lines_of(wanted.block)
            mark = mark_of(line.said for line in lines)
            outcome = self._outcome(region, wanted, mark)
            if outcome in (UPDATED, REMOVED):
                names = () if region.quote in renamed else tuple(self._names(region.quote, mark))
                renamed.add(region.quote)
                yield from rewrite(region, Fresh(lines, mark, names), self._found.part, self._styles)
            self._tell(region, wanted, outcome)

    def _outcome(self, region: Region, wanted: Wanted, mark: str) -> str:
        there, sent = mark_of(region.texts), self._found.sent.get(region.quote, ())
        if there == mark:
            return UNCHANGED
        own = same_mark(there, sent)
        if not own or not region.plain or not can_rewrite(region, lines_of(wanted.block), self._found.part):
            return EDITED if same_mark(mark, sent) else CONFLICT
        return REMOVED if wanted.gone else UPDATED

    def _names(self, quote: str, mark: str) -> Iterator[tuple[Element, str]]:
        """Go through the hidden bookmarks that tell what is written, with the names they get.

        The name that a word processor has given to a copy stays, since no name may stand twice.
        """
        first = ""
        for start in self._found.bookmarks.get(quote, ()):
            first = first or start.value("name")
            if start.value("name") == first:
                yield start, sent_bookmark(quote, mark)

    def _tell(self, region: Region, wanted: Wanted, outcome: str) -> None:
        said = tuple(line.said for line in lines_of(wanted.block))
        draft = bool(wanted.block.draft) if outcome in (UPDATED, UNCHANGED) else DRAFT in region.roles
        self.told.append(
            RefreshedQuote(region.quote, wanted.name, outcome, region.texts, said, draft and not wanted.gone,
                           wanted.gone, self._copies.get(region.quote, 1))
        )  # fmt: skip


def _style_ids(names: Mapping[str, str]) -> Mapping[str, str]:
    """Return the draft's style ids by role: a word processor may have given them other ids."""
    ids = {name.casefold(): key for key, name in names.items()}
    roles = {style.role: ids[style.name.casefold()] for style in STYLES if style.name.casefold() in ids}
    return {role: key for role, key in roles.items() if role in ("draft", "quote", "opening", "source", SPEAKER)}


def _placeholders(found: Found, styles: Mapping[str, str]) -> Iterator[str]:
    """Go through the places that still wait for the author's words."""
    for one in found.part.root.walk():
        if one.name == "p" and styles.get(style_of(one), "").casefold() == _PLACEHOLDER:
            text = text_of(found.part, one).strip()
            if text.startswith("[") and text.endswith("]"):
                yield text
