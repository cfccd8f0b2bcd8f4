"""A codebook as REFI-QDA's tree of codes, in a codebook file and in a project alike."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from lxml import etree

from codebooks.colours import family_colour, next_colour
from codebooks.findings import Finding
from codebooks.model import CODE_TEXTS, Code, Codebook, Family, free_key
from codebooks.rows import Row
from codebooks.safe_xml import child, children, colour, derived, guid, holdable, text_of, truth

_IN_TREE = ("name_fi", "definition_fi")
_CODE_EXTRAS = (*(name for name in CODE_TEXTS if name not in _IN_TREE), "shortcut")
_FAMILY_EXTRAS = ("name_en", "question_en")
_ID = 8


@dataclass(slots=True)
class _Reading:
    """Gather what a tree of codes holds while it is walked."""

    file: str
    families: list[Family] = field(default_factory=list)
    codes: list[Code] = field(default_factory=list)
    seen: set[str] = field(default_factory=set)
    counts: dict[str, int] = field(default_factory=dict)

    def note(self, code: str) -> None:
        """Count one more finding of a kind."""
        self.counts[code] = self.counts.get(code, 0) + 1


@dataclass(frozen=True, slots=True)
class _Place:
    """Say where in the tree an element stands: names from the top, the code above, the family around."""

    path: tuple[str, ...] = ()
    parent: str | None = None
    family: str | None = None


def read_codes(
    codes: etree._Element | None, extras: Mapping[str, object], file: str
) -> tuple[Codebook, tuple[Finding, ...]]:
    """Return the codebook in a `Codes` element and what was found in it.

    A folder (`isCodable="false"`) at the top becomes a family, one further down a code. What is missing is made from
    the path of names, always the same. `extras` is what `code_extras` returned when we wrote the file.

    Raises CodebookError with `codebook-wrong-type` when the extras are not as we write them.
    """
    reading = _Reading(file)
    _walk(reading, codes)
    families = _families(reading, _rows(extras, "families", file))
    found = _codes(reading, _rows(extras, "codes", file))
    top = Row("codebook", 1, extras, file)
    order = {one: place for place, one in enumerate(top.texts("order"))}
    found.sort(key=lambda one: order.get(one.id, math.inf))
    codebook = Codebook(tuple(families), tuple(found), top.text("name_fi"), top.text("name_en"))
    return codebook, tuple(Finding(code, {"count": count}) for code, count in reading.counts.items())


def write_codes(parent: etree._Element, namespace: str, codebook: Codebook) -> None:
    """Append a `Codes` element with the whole codebook; families are folders, codes without one come after them."""
    tree = etree.SubElement(parent, f"{{{namespace}}}Codes")
    for family in codebook.families:
        folder = _element(tree, namespace, family, family_colour(family.colour))
        _describe(folder, namespace, family.question_fi)
        _write_below(folder, namespace, codebook, [one for one in codebook.children(None) if one.family == family.id])
    _write_below(tree, namespace, codebook, [one for one in codebook.children(None) if one.family is None])


def code_extras(codebook: Codebook) -> Mapping[str, object]:
    """Return what the tree of codes cannot say, for `read_codes`."""
    return {
        "name_fi": codebook.name_fi,
        "name_en": codebook.name_en,
        "families": {one.id: _family_extras(one) for one in codebook.families},
        "codes": {one.id: _code_extras(codebook, one) for one in codebook},
        "order": [one.id for one in codebook],
    }


def _walk(reading: _Reading, codes: etree._Element | None) -> None:
    """Go through the tree without recursion: a stranger decides how deep it is."""
    waiting: list[tuple[etree._Element, _Place]] = [(one, _Place()) for one in _reversed(codes)]
    while waiting:
        element, place = waiting.pop()
        inside = _take(reading, element, place)
        waiting += [(one, inside) for one in _reversed(element)]


def _reversed(element: etree._Element | None) -> Sequence[etree._Element]:
    return list(children(element, "Code"))[::-1]


def _take(reading: _Reading, element: etree._Element, place: _Place) -> _Place:
    """Make a family or code of an element; return the place of what stands under it."""
    name = (element.get("name") or "").strip()
    own = guid(element.get("guid"))
    if own is None or own in reading.seen:
        reading.note("code-without-id" if own is None else "duplicate-id")
        own = derived("code", own or "", *place.path, name, str(len(reading.seen)) if own else "")
    while own in reading.seen:
        own = derived("again", own)
    reading.seen.add(own)
    if not name:
        reading.note("code-without-name")
        name = own[:_ID]
    path = (*place.path, name)
    described = text_of(child(element, "Description"))
    if not truth(element.get("isCodable"), default=True):
        if not place.path:
            slot = next_colour(reading.families)
            reading.families.append(Family(own, "", name, "", slot, question_fi=described))
            return _Place(path, None, own)
        reading.note("folder-became-code")
    shade = _own_colour(reading, element.get("color"))
    code = Code(own, "", name, definition_fi=described, parent=place.parent, family=place.family, own_colour=shade)
    reading.codes.append(code)
    return _Place(path, own, place.family)


def _own_colour(reading: _Reading, given: str | None) -> str:
    if not (given or "").strip():
        return ""
    found = colour(given or "")
    if found is None:
        reading.note("lost-colour")
    return found or ""


def _rows(extras: Mapping[str, object], name: str, file: str) -> dict[str, Row]:
    given = extras.get(name, {})
    if not isinstance(given, dict):
        return {}
    rows = [(key, value) for key, value in given.items() if isinstance(value, dict)]
    return {key: Row(name, number, value, file) for number, (key, value) in enumerate(rows, 1)}


def _families(reading: _Reading, rows: Mapping[str, Row]) -> list[Family]:
    keys = _keys([one.id for one in reading.families], rows, "F")
    made = []
    for family in reading.families:
        row = rows.get(family.id)
        one = replace(family, key=keys[family.id])
        made.append(one if row is None else _family_as_ours(one, row))
    return made


def _codes(reading: _Reading, rows: Mapping[str, Row]) -> list[Code]:
    keys = _keys([one.id for one in reading.codes], rows, "C")
    made = []
    for code in reading.codes:
        row = rows.get(code.id)
        one = replace(code, key=keys[code.id])
        made.append(one if row is None else _code_as_ours(one, row))
    return made


def _family_as_ours(family: Family, row: Row) -> Family:
    return replace(
        family,
        name_fi=_kept(row, "name_fi", family.name_fi),
        name_en=row.text("name_en"),
        colour=row.count("colour", family.colour),
        question_fi=_kept(row, "question_fi", family.question_fi),
        question_en=row.text("question_en"),
    )


def _code_as_ours(code: Code, row: Row) -> Code:
    return replace(
        code,
        synonyms=row.texts("synonyms"),
        retired=row.truth("retired"),
        own_colour=_kept(row, "own_colour", code.own_colour),
        **{name: _kept(row, name, getattr(code, name)) for name in _IN_TREE},
        **{name: row.text(name) for name in _CODE_EXTRAS},
    )


def _kept(row: Row, name: str, read: str) -> str:
    """Return a text that the tree could not hold as it is, else the one read from the tree."""
    return row.text(name) if name in row else read


def _keys(ids: Sequence[str], rows: Mapping[str, Row], letter: str) -> dict[str, str]:
    """Return each id's key: its own from the extras while that is free, else the next C1, C2 ..."""
    keys: dict[str, str] = {}
    for one in ids:
        own = rows[one].text("key").strip() if one in rows else ""
        if own and own not in keys.values():
            keys[one] = own
    for one in ids:
        if one not in keys:
            keys[one] = free_key(keys.values(), letter)
    return keys


def _write_below(parent: etree._Element, namespace: str, codebook: Codebook, codes: Sequence[Code]) -> None:
    waiting = [(parent, one) for one in reversed(codes)]
    while waiting:
        above, code = waiting.pop()
        element = _element(above, namespace, code, _shown_colour(codebook, code))
        _describe(element, namespace, code.definition_fi)
        waiting += [(element, one) for one in reversed(codebook.children(code.id))]


def _element(parent: etree._Element, namespace: str, value: Code | Family, shade: str) -> etree._Element:
    element = etree.SubElement(parent, f"{{{namespace}}}Code")
    element.set("guid", value.id)
    element.set("name", holdable(value.name_fi))
    element.set("isCodable", "true" if isinstance(value, Code) else "false")
    if shade:
        element.set("color", shade)
    return element


def _describe(element: etree._Element, namespace: str, words: str) -> None:
    if words:
        etree.SubElement(element, f"{{{namespace}}}Description").text = holdable(words)


def _shown_colour(codebook: Codebook, code: Code) -> str:
    """Return the code's own colour, else its family's: other programs know no families."""
    own = colour(code.own_colour) if code.own_colour else None
    family = codebook.family_of(code)
    return own or (family_colour(family.colour) if family else "")


def _family_extras(family: Family) -> dict[str, object]:
    texts = {name: getattr(family, name) for name in _FAMILY_EXTRAS}
    return {
        "key": family.key,
        "colour": family.colour,
        **{name: value for name, value in texts.items() if value},
        **_unholdable(family, "name_fi", "question_fi"),
    }


def _code_extras(codebook: Codebook, code: Code) -> dict[str, object]:
    texts = {name: getattr(code, name) for name in _CODE_EXTRAS}
    extras: dict[str, object] = {"key": code.key, **{name: value for name, value in texts.items() if value}}
    if code.synonyms:
        extras["synonyms"] = list(code.synonyms)
    if code.retired:
        extras["retired"] = True
    if code.own_colour != _shown_colour(codebook, code):
        extras["own_colour"] = code.own_colour
    return {**extras, **_unholdable(code, *_IN_TREE)}


def _unholdable(value: Code | Family, *names: str) -> dict[str, str]:
    """Return the texts that do not come back from XML as they are."""
    texts = {name: str(getattr(value, name)) for name in names}
    return {name: text for name, text in texts.items() if holdable(text) != text or text != text.strip()}


def elements(codes: etree._Element | None) -> Iterator[etree._Element]:
    """Go through every `Code` element of a tree, in document order."""
    waiting = list(_reversed(codes))
    while waiting:
        element = waiting.pop()
        yield element
        waiting += _reversed(element)
