"""Find the quotes of a draft: by tag, by alias, by bookmark, whatever a word processor has made of them."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from exports.refreshing.elements import Element, Part
from exports.units import DRAFT, OPENING, SAID, SOURCE, read_bookmark, read_sent, read_tag

_ROLES = {"luonnosmerkki": DRAFT, "aineisto-ote": SAID, "avausote": OPENING, "aineisto-ote lähde": SOURCE}
_TEXT = ("t", "tab", "br", "noBreakHyphen", "cr")
# What an author may hang on a quote without touching its words, and what word processors write round it.
_HARMLESS = frozenset(
    ("p", "pPr", "r", "rPr", "t", "tab", "br", "cr", "noBreakHyphen", "sdt", "sdtPr", "sdtEndPr", "sdtContent",
     "bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference", "proofErr",
     "lastRenderedPageBreak", "smartTag", "smartTagPr", "annotationRef", "softHyphen")
)  # fmt: skip
_PROPERTIES = ("pPr", "rPr", "sdtPr", "sdtEndPr", "smartTagPr")


@dataclass(eq=False, slots=True)
class Region:
    """Hold where one quote stands: its paragraphs, and the control they stand in, if there is one.

    `quote` is the id; `texts` what each paragraph says; `roles` of the paragraphs by their styles ("" for others);
    `plain` is False when something stands in it that is no mere text: tracked changes, notes, pictures, fields.
    """

    quote: str
    paragraphs: list[Element]
    control: Element | None
    texts: tuple[str, ...]
    roles: tuple[str, ...]
    plain: bool

    @property
    def start(self) -> int:
        """Return where the first paragraph begins."""
        return self.paragraphs[0].start

    @property
    def end(self) -> int:
        """Return where the last paragraph ends."""
        return self.paragraphs[-1].end


@dataclass(eq=False, slots=True)
class Found:
    """Hold the quotes of one part in the order of its text, and what is known to have been written, by quote's id."""

    part: Part
    regions: list[Region] = field(default_factory=list)
    sent: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    bookmarks: dict[str, list[Element]] = field(default_factory=lambda: defaultdict(list))


def find_quotes(part: Part, styles: Mapping[str, str], names: Mapping[str, str]) -> Found:
    """Return the quotes of a part; `styles` are style names by id, `names` quotes' ids by readable name."""
    return _Finding(part, styles, names).found()


class _Finding:
    """Look for quotes in three rounds; what one round has found is passed over by the next."""

    def __init__(self, part: Part, styles: Mapping[str, str], names: Mapping[str, str]) -> None:
        self._styles, self._names = styles, names
        self._result = Found(part)
        everything = [part.root, *part.root.walk()]
        self._paragraphs = [one for one in everything if one.name == "p"]
        self._at = [one.start for one in self._paragraphs]
        self._controls = [one for one in everything if one.name == "sdt"]
        self._starts = [one for one in everything if one.name == "bookmarkStart"]
        self._ends = self._ends_of([one for one in everything if one.name == "bookmarkEnd"])
        self._taken: set[int] = set()

    def _ends_of(self, ends: Sequence[Element]) -> Mapping[str, Element]:
        """Return bookmarks' ends by id; LibreOffice may begin one twice, and only the second then has an end."""
        by_id = {one.value("id"): one for one in ends}
        ended = {one.value("name"): by_id[one.value("id")] for one in self._starts if one.value("id") in by_id}
        other = {one.value("id"): ended[one.value("name")] for one in self._starts if one.value("name") in ended}
        return {**other, **by_id}

    def found(self) -> Found:
        self._read_marks()
        for control in self._controls:
            self._block_control(control)
        for start in self._starts:
            self._bookmark(start)
        for control in self._controls:
            self._run_control(control)
        self._result.regions.sort(key=lambda one: one.start)
        return self._result

    def _read_marks(self) -> None:
        for control in self._controls:
            quote, mark = read_tag(_property(control, "tag"))
            if quote:
                self._result.sent[quote].append(mark)
        for start in self._starts:
            quote, mark = read_sent(start.value("name"))
            if quote:
                self._result.sent[quote].append(mark)
                self._result.bookmarks[quote].append(start)

    def _block_control(self, control: Element) -> None:
        """Take a control of whole paragraphs that names a quote by its tag, else by its alias."""
        content = control.child("sdtContent")
        paragraphs = [one for one in content.children if one.name == "p"] if content else []
        quote = self._named(control)
        if quote and paragraphs:
            self._add(quote, paragraphs, control)

    def _named(self, control: Element) -> str:
        quote, _ = read_tag(_property(control, "tag"))
        if quote or any(one.name == "sdt" for one in control.walk()):
            return quote
        return self._names.get(_property(control, "alias"), "")

    def _bookmark(self, start: Element) -> None:
        """Take the paragraphs between a quote's bookmarks, where LibreOffice or an author has broken up the control."""
        quote, end = read_bookmark(start.value("name")), self._ends.get(start.value("id"))
        if not quote or end is None:
            return
        inside = self._near(start, end)
        held = [one for one in inside if (one.start > start.start and one.end < end.start) or _says(one, start, end)]
        if held and not any(one is not other and other in one.above() for one in held for other in held):
            self._add(quote, held, None)

    def _near(self, start: Element, end: Element) -> list[Element]:
        """Return the paragraphs between two bookmarks, with those that the first stands in."""
        first, last = bisect_right(self._at, start.start), bisect_left(self._at, end.start)
        return [*(one for one in start.above() if one.name == "p"), *self._paragraphs[first:last]]

    def _run_control(self, control: Element) -> None:
        """Take a paragraph that a control stands in, with those of a quote's styles that follow it."""
        quote = self._named(control)
        paragraph = next((one for one in control.above() if one.name == "p"), None)
        if not quote or paragraph is None or paragraph.start in self._taken:
            return
        at, held = bisect_left(self._at, paragraph.start), [paragraph]
        for one in self._paragraphs[at + 1 :]:
            named = any(self._named(each) for each in one.walk() if each.name == "sdt")
            if one.parent is not paragraph.parent or named or self._role(one) not in (SAID, OPENING, SOURCE):
                break
            held.append(one)
            if self._role(one) == SOURCE:
                break
        self._add(quote, held, None)

    def _add(self, quote: str, paragraphs: Sequence[Element], control: Element | None) -> None:
        if any(one.start in self._taken for one in paragraphs):
            return
        self._taken.update(one.start for one in paragraphs)
        texts = tuple(text_of(self._result.part, one) for one in paragraphs)
        roles = tuple(self._role(one) for one in paragraphs)
        plain = all(_is_plain(one, self._result.part) for one in paragraphs)
        self._result.regions.append(Region(quote, list(paragraphs), control, texts, roles, plain))

    def _role(self, paragraph: Element) -> str:
        return _ROLES.get(self._styles.get(style_of(paragraph), "").casefold(), "")


def style_of(paragraph: Element) -> str:
    """Return the id of a paragraph's style, or ""."""
    properties = paragraph.child("pPr")
    style = properties.child("pStyle") if properties else None
    return style.value() if style else ""


def runs_of(paragraph: Element) -> Iterator[Element]:
    """Go through the runs of a paragraph that say something, also those in controls, none of a paragraph inside it."""
    for one in _own(paragraph):
        if one.name == "r" and any(each.name in _TEXT for each in one.children):
            yield one


def text_of(part: Part, paragraph: Element) -> str:
    """Return what a paragraph says; tabs and breaks as characters."""
    return "".join(_said(part, one) for run in runs_of(paragraph) for one in run.children if one.name in _TEXT)


def _said(part: Part, one: Element) -> str:
    if one.name == "t":
        return unescaped(part.data[one.inside : one.close].decode("utf-8"))
    return {"tab": "\t", "noBreakHyphen": "\u2011"}.get(one.name, "\n")


def unescaped(text: str) -> str:
    """Return a text without XML's escapes."""
    if "&" not in text:
        return text
    from html import unescape  # noqa: PLC0415 - few texts hold one

    return unescape(text)


def _own(paragraph: Element) -> Iterator[Element]:
    """Go through what stands in a paragraph, but not in a paragraph inside it, such as that of a text box."""
    for one in paragraph.children:
        if one.name not in ("p", "pPr", "del", "moveFrom"):
            yield one
            yield from _own(one)


def _says(paragraph: Element, start: Element, end: Element) -> bool:
    return any(start.start < one.start < end.start for one in runs_of(paragraph))


def _is_plain(paragraph: Element, part: Part) -> bool:
    """Tell whether only text stands in a paragraph; LibreOffice's FILLIN field, once a control, counts as text."""
    for one in _visible(paragraph):
        if one.name in ("fldChar", "instrText"):
            if one.name == "instrText" and b"FILLIN" not in part.bytes_of(one):
                return False
        elif one.name not in _HARMLESS:
            return False
    return True


def _visible(element: Element) -> Iterator[Element]:
    for one in element.children:
        yield one
        if one.name not in _PROPERTIES:
            yield from _visible(one)


def _property(control: Element, name: str) -> str:
    properties = control.child("sdtPr")
    found = properties.child(name) if properties else None
    return found.value() if found else ""
