"""Know the header fields that every interview should have, by whatever name a document or a file name gives them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from projects.importers.header_fields import SHORT_FIELDS
from projects.model import HeaderLine

# The fields offered, with the other names that documents use for them (after lower case, without "(t)").
_NAMES: Mapping[str, str] = {
    "Aineisto": "aineiston nimi,aineistotunnus,dataset",
    "Haastattelutunnus": ",".join(SHORT_FIELDS),
    "Pvm": (
        "päivämäärä,päiväys,haastattelupäivä,haastattelupäivämäärä,haastattelun päivämäärä,haastattelun pvm,ajankohta,"
        "haastattelun ajankohta,haastatteluaika,date,interview date,date of interview,datum,intervjudatum"
    ),
    "Paikka": "haastattelupaikka,haastattelun paikka,place,location,interview location,venue,plats,intervjuplats",
    "Kesto": "haastattelun kesto,äänitteen kesto,tallenteen kesto,duration,length,längd",
    "Haastattelija(t)": "haastattelija,haastattelijat,interviewer,interviewers,intervjuare",
    "Litteroija": "litteroinut,transcriber,transcribed by,transkriberare,transkriberad av",
    "Litterointitaso": "litteroinnin taso,litterointitarkkuus",
    "Anonymisoitu": "anonymisointi,anonymised,anonymized",
    "Suostumusversio": "suostumuksen versio",
}
FIELDS = tuple(_NAMES)
SHORT_FIELD = "Haastattelutunnus"
_LONGEST_SHORT = 40
_CANON: Mapping[str, str] = {
    name: field for field, names in _NAMES.items() for name in (*names.split(","), field.lower().replace("(t)", ""))
}
_PARTS = re.compile(r"[_\s]+")
_CODE = re.compile(r"[A-ZÅÄÖ]{1,4}-?\d{1,3}[a-zåäö]?")
_DATE = re.compile(r"(?:19|20)\d\d-\d\d?-\d\d?|\d{1,2}\.\d{1,2}\.(?:19|20)\d\d")
_ANONYMOUS = re.compile(r"anon(?:ym(?:isoitu|ised|ized|iserad)?)?", re.IGNORECASE)
_YES = "kyllä"


def canonical(field: str) -> str:
    """Return the offered field that a document's field is, or its own name."""
    return _CANON.get(" ".join(field.lower().replace("(t)", "").split()), field)


def short_of(header: Sequence[HeaderLine]) -> str:
    """Return the interview's own short name by its header, or nothing; the best of several names counts."""
    values = {" ".join(line.field.lower().split()): line.value for line in reversed(header)}
    found = next((values[name] for name in SHORT_FIELDS if values.get(name)), "")
    return found[:_LONGEST_SHORT].strip()


def file_fields(stem: str) -> tuple[HeaderLine, ...]:
    """Return what a file's name tells: RH01_2020-11-05_asumisneuvojat_anon_v2 has a code, a day and a remark."""
    return tuple(_told(_PARTS.split(stem.strip())))


def with_fields(
    header: Sequence[HeaderLine], written: Sequence[tuple[str, str]], offered: Sequence[HeaderLine] = ()
) -> tuple[HeaderLine, ...]:
    """Return a header with fields as a person wrote them; `offered` fill what neither document nor person tells.

    A line keeps the document's own name of its field. An empty value takes a field out.
    """
    values = {**{line.field: line.value for line in offered}, **dict(written)}
    decided = dict(written).keys()
    lines = []
    for line in header:
        field = canonical(line.field)
        value = values.pop(field, "").strip() if field in decided or not line.value else line.value
        if field not in decided:
            values.pop(field, None)
        if value or field not in decided:
            lines.append(HeaderLine(line.field, value))
    return (*lines, *(HeaderLine(field, value.strip()) for field, value in values.items() if value.strip()))


def field_values(header: Sequence[HeaderLine]) -> Mapping[str, str]:
    """Return every field of a header under the name it is offered by, the offered ones first."""
    found = {canonical(line.field): line.value for line in reversed(header)}
    own = [name for line in header if (name := canonical(line.field)) not in _NAMES]
    return {name: found.get(name, "") for name in (*FIELDS, *own)}


def _told(parts: Sequence[str]) -> Iterator[HeaderLine]:
    day = next((part for part in parts if _DATE.fullmatch(part)), "")
    anonymous = any(_ANONYMOUS.fullmatch(part) for part in parts)
    # A code that is the whole name names the file; the short name is the same anyway.
    if _CODE.fullmatch(parts[0]) and len(parts) > 1:
        yield HeaderLine(SHORT_FIELD, parts[0])
    if day:
        yield HeaderLine("Pvm", day)
    if anonymous:
        yield HeaderLine("Anonymisoitu", _YES)
