"""Write a quote anew in the place where it stands in a draft, keeping all that the author has hung on it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from exports.escape import xml_attribute
from exports.refreshing.elements import Change, Element, Part, attribute_change
from exports.refreshing.regions import Region, runs_of
from exports.units import Line, read_tag, tag_of
from exports.wordxml import texts

_BEGINNING = ("bookmarkStart", "commentRangeStart")
_ENDING = ("bookmarkEnd", "commentRangeEnd")
SPEAKER = "speaker"


def can_rewrite(region: Region, lines: Sequence[Line], part: Part) -> bool:
    """Tell whether the paragraphs stand side by side, as they must when their number changes."""
    if len(lines) == len(region.paragraphs):
        return True
    parents = {id(one.parent) for one in region.paragraphs}
    pairs = zip(region.paragraphs, region.paragraphs[1:], strict=False)
    return len(parents) == 1 and all(not part.data[one.end : other.start].strip() for one, other in pairs)


@dataclass(frozen=True, slots=True)
class Fresh:
    """Hold what a region is to say, and the hidden bookmarks that get other names with it."""

    lines: Sequence[Line]
    mark: str
    names: Sequence[tuple[Element, str]]


def rewrite(region: Region, fresh: Fresh, part: Part, styles: Mapping[str, str]) -> Iterator[Change]:
    """Go through the changes that make a region say other lines; `styles` are style ids by role (also `speaker`)."""
    writing, lines = _Writing(region, part, styles, fresh.names), fresh.lines
    alike = len(lines) == len(region.paragraphs)
    for start, name in fresh.names:
        if alike or not region.start <= start.start < region.end:
            yield attribute_change(part, start, start.value("name"), name)
    yield from _renamed(region, fresh.mark, part)
    if alike:
        for paragraph, role, text, line in zip(region.paragraphs, region.roles, region.texts, lines, strict=True):
            if text != line.said or role != line.role:
                yield from writing.in_place(paragraph, role, line)
    else:
        yield region.start, region.end, writing.anew(lines)


def _renamed(region: Region, mark: str, part: Part) -> Iterator[Change]:
    """Tell in the tag of a quote's control what is written there now."""
    if region.control is None:
        return
    properties = region.control.child("sdtPr")
    tag = properties.child("tag") if properties else None
    if tag is not None and read_tag(tag.value())[0] == region.quote:
        yield attribute_change(part, tag, tag.value(), tag_of(region.quote, mark))


class _Writing:
    """Write paragraphs in the properties that those of a region have."""

    def __init__(
        self, region: Region, part: Part, styles: Mapping[str, str], names: Sequence[tuple[Element, str]]
    ) -> None:
        self._region, self._part, self._styles = region, part, styles
        self._names = {start.start: name for start, name in names}
        self._w = part.prefix

    def in_place(self, paragraph: Element, role: str, line: Line) -> Iterator[Change]:
        """Exchange the words of a paragraph and leave everything round them."""
        runs = [*runs_of(paragraph)]
        fresh = self._runs(line, self._look(runs))
        if runs:
            yield runs[0].start, runs[0].end, fresh
            yield from ((run.start, run.end, b"") for run in runs[1:])
        elif paragraph.close == paragraph.end:
            yield paragraph.start, paragraph.end, self._tag("p", self._properties(line.role) + fresh)
            return
        else:
            yield paragraph.close, paragraph.close, fresh
        if role != line.role:
            old = paragraph.child("pPr")
            span = (old.start, old.end) if old else (paragraph.inside, paragraph.inside)
            yield *span, self._properties(line.role)

    def anew(self, lines: Sequence[Line]) -> bytes:
        """Write all paragraphs, with what began and ended in the former ones at the beginning and end."""
        held = [one for paragraph in self._region.paragraphs for one in paragraph.walk()]
        begun = b"".join(self._named(one) for one in held if one.name in _BEGINNING)
        ended = b"".join(self._part.bytes_of(one) for one in held if one.name in _ENDING or _is_reference(one))
        look = self._look([run for paragraph in self._region.paragraphs for run in runs_of(paragraph)])
        written = []
        for place, line in enumerate(lines):
            first, last = begun if place == 0 else b"", ended if place == len(lines) - 1 else b""
            inside = self._properties(line.role) + first + self._runs(line, look) + last
            written.append(self._tag("p", inside))
        return b"".join(written)

    def _named(self, start: Element) -> bytes:
        """Return a beginning as it is written, under its other name when it gets one."""
        written = self._part.bytes_of(start)
        fresh = self._names.get(start.start, "")
        return written.replace(start.value("name").encode(), fresh.encode()) if fresh else written

    def _properties(self, role: str) -> bytes:
        """Return the properties of a former paragraph of the role, else just its style."""
        for paragraph, former in zip(self._region.paragraphs, self._region.roles, strict=True):
            found = paragraph.child("pPr")
            if former == role and found is not None:
                return self._part.bytes_of(found)
        style = self._styles.get(role, "")
        named = f'<{self._w}pStyle {self._w}val="{xml_attribute(style)}"/>' if style else ""
        return self._tag("pPr", named.encode()) if named else b""

    def _look(self, runs: Sequence[Element]) -> bytes:
        """Return how the words look now: the properties of the last run that is not a speaker's name."""
        for run in reversed(runs):
            found = run.child("rPr")
            style = found.child("rStyle") if found else None
            if found is not None and (style is None or style.value() != self._styles.get(SPEAKER)):
                return self._part.bytes_of(found)
            if found is None:
                return b""
        return b""

    def _runs(self, line: Line, look: bytes) -> bytes:
        speaker = b""
        if line.speaker:
            style = self._styles.get(SPEAKER, "")
            named = f'<{self._w}rStyle {self._w}val="{xml_attribute(style)}"/>' if style else ""
            speaker = self._run(line.speaker, self._tag("rPr", named.encode()) if named else b"")
        return speaker + self._run(line.text, look)

    def _run(self, text: str, look: bytes) -> bytes:
        inside = texts(text)
        if self._w != "w:":
            inside = inside.replace("<w:", f"<{self._w}").replace("</w:", f"</{self._w}")
        return self._tag("r", look + inside.encode())

    def _tag(self, name: str, inside: bytes) -> bytes:
        return f"<{self._w}{name}>".encode() + inside + f"</{self._w}{name}>".encode()


def _is_reference(one: Element) -> bool:
    return one.name == "r" and any(each.name == "commentReference" for each in one.children)
