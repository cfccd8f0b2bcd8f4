"""What a foreign project left with us for the way out, written so that the schema accepts it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lxml import etree

from codebooks.safe_xml import colour, fragment, guid, holdable

_NUMBER = re.compile(r"[+-]?\d{1,15}")
_DIRECTIONS = ("Associative", "OneWay", "Bidirectional")
_LINES = ("dotted", "dashed", "solid")
_SHAPES = (
    *("Person", "Oval", "Rectangle", "RoundedRectangle", "Star"),
    *("LeftTriangle", "RightTriangle", "UpTriangle", "DownTriangle", "Note"),
)
Form = Callable[[str], str | None]


@dataclass(frozen=True, slots=True)
class _Shape:
    """Say which attributes an element may have and in what form, which it must have, and which children in order."""

    attributes: Mapping[str, Form]
    needed: tuple[str, ...] = ("guid",)
    inside: tuple[str, ...] = ()


def _text(value: str) -> str | None:
    return holdable(value)


def _number(value: str) -> str | None:
    return value.strip() if _NUMBER.fullmatch(value.strip()) else None


def _one_of(*words: str) -> Form:
    return lambda value: value if value in words else None


_REF = _Shape({"targetGUID": guid}, ("targetGUID",))
_PLACE = {"firstX": _number, "firstY": _number, "secondX": _number, "secondY": _number}
_NAMED: Mapping[str, Form] = {"guid": guid, "name": _text}
_SHAPED: Mapping[str, _Shape] = {
    "Set": _Shape(_NAMED, ("guid", "name"), ("Description", "MemberCode", "MemberSource", "MemberNote")),
    "MemberCode": _REF,
    "MemberSource": _REF,
    "MemberNote": _REF,
    "Link": _Shape(
        {
            **_NAMED,
            "direction": _one_of(*_DIRECTIONS),
            "color": colour,
            "originGUID": guid,
            "targetGUID": guid,
        },
        ("guid", "originGUID", "targetGUID"),
        ("NoteRef",),
    ),
    "NoteRef": _REF,
    "Graph": _Shape(_NAMED, ("guid",), ("Vertex", "Edge")),
    "Vertex": _Shape(
        {**_NAMED, "representedGUID": guid, **_PLACE, "shape": _one_of(*_SHAPES), "color": colour},
        ("guid", "firstX", "firstY"),
    ),
    "Edge": _Shape(
        {
            **_NAMED,
            "representedGUID": guid,
            "sourceVertex": guid,
            "targetVertex": guid,
            "color": colour,
            "direction": _one_of(*_DIRECTIONS),
            "lineStyle": _one_of(*_LINES),
        },
        ("guid", "sourceVertex", "targetVertex"),
    ),
    "Description": _Shape({}, ()),
}
_POINTS_OUT = ("targetGUID", "originGUID", "representedGUID")
_NO_COPY = ("Description",)


def brought_out(xml: str, namespace: str, known: frozenset[str]) -> etree._Element | None:
    """Return a kept set, link or graph as an element, without what points at nothing any more.

    None when nothing is left that the schema accepts. `known` holds the ids of all that goes out.
    """
    kept = fragment(xml)
    return None if kept is None else _element(kept, namespace, known)


def _element(kept: etree._Element, namespace: str, known: frozenset[str]) -> etree._Element | None:
    name = str(kept.tag)
    shape = _SHAPED.get(name)
    if shape is None:
        return None
    attributes = {key: value for key in shape.attributes if (value := _attribute(kept, key, shape, known)) is not None}
    if any(key not in attributes for key in shape.needed):
        return None
    made = etree.Element(f"{{{namespace}}}{name}", attributes)
    if name in _NO_COPY:
        made.text = holdable(kept.text or "")
    for inside in shape.inside:
        found = (_element(one, namespace, known) for one in kept if one.tag == inside)
        made.extend(one for one in found if one is not None)
    return made


def _attribute(kept: etree._Element, key: str, shape: _Shape, known: frozenset[str]) -> str | None:
    given = kept.get(key)
    value = None if given is None else shape.attributes[key](given)
    return None if key in _POINTS_OUT and value not in known else value
