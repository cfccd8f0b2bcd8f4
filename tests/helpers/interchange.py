"""Make projects of other programs, and random projects of ours, for the tests of interchange."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from hypothesis import strategies as st

from helpers.codebook_strategies import codebooks
from projects.interchange.texts import document_of
from projects.interchange.values import Foreign
from projects.model import (
    Anchor,
    Coder,
    Coding,
    Document,
    Excerpt,
    Memo,
    Origin,
    Person,
    ProjectInfo,
    Snapshot,
    Theme,
    ThemeMember,
    Variable,
    VariableValue,
)

SHARED = Path(__file__).parents[3] / "shared" / "samples"
REFI = SHARED / "refi"
G = "{0:08x}-0000-4000-8000-000000000000"


def guid(number: int) -> str:
    """Return a GUID that is easy to recognise."""
    return G.format(number)


def project_xml(inside: str, attributes: str = 'origin="Test 1"') -> bytes:
    return f'<Project xmlns="urn:QDA-XML:project:1.0" name="P" {attributes}>{inside}</Project>'.encode()


def container(xml: bytes, members: Mapping[str, bytes] | None = None, name: str = "project.qde") -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, xml)
        for member, content in (members or {}).items():
            archive.writestr(member, content)
    return data.getvalue()


def saved(folder: Path, data: bytes, name: str = "x.qdpx") -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def counted(foreign: Foreign) -> dict[str, object]:
    """Return findings by code: their count, or how often they were told."""
    found: dict[str, object] = {}
    for one in foreign.findings:
        number = one.values.get("count", 1)
        found[one.code] = found.get(one.code, 0) + number  # type: ignore[operator]  # counts are numbers
    return found


def bare(snapshot: Snapshot) -> Snapshot:
    """Return a project without what every copy has of its own: its id, file name and keyed hashes."""
    return replace(
        snapshot,
        info=ProjectInfo("", "", ""),
        documents=tuple(replace(one, transcript=replace(one.transcript, hash="")) for one in snapshot.documents),
        excerpts=tuple(replace(one, hash="") for one in snapshot.excerpts),
    )


WORDS = ("koti", "äiti", "😀", "a\u0323\u0301", "👩‍👩‍👧", "vuokra-velka", "ja", "x & <y>", '"', "]]>", "\u2028", "ﬁ")
LINES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=6).map(" ".join)
LABELS = ("H1", "Maija", "AN2", "")
TIMES = st.sampled_from(["2026-01-02T03:04:05Z", "2026-11-25T11:00:00.123Z"])
TITLES = st.sampled_from(["", "Huomio", " väli ", "a\nb"])
TEXTS = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=12)


@st.composite
def snapshots(draw: st.DrawFn) -> Snapshot:
    """Draw a whole project of up to three texts, with everything that can hang on them."""
    book = draw(codebooks(min_codes=1))
    coders = tuple(Coder(guid(900 + n), f"Koodaaja {n}") for n in range(draw(st.integers(1, 3))))
    documents = tuple(_document(draw, number) for number in range(draw(st.integers(0, 3))))
    excerpts = tuple(_excerpts(draw, documents))
    codings = tuple(
        Coding(
            guid(3000 + n),
            draw(st.sampled_from(excerpts)).id,
            draw(st.sampled_from(book.codes)).id,
            draw(st.sampled_from(coders)).id,
            draw(TIMES),
            draw(st.none() | st.integers(0, 100)),
            draw(TEXTS),
        )
        for n in range(draw(st.integers(0, 8)) if excerpts else 0)
    )
    speakers = {key: one for document in documents for key, one in document.persons.items()}
    case = Person(guid(700), "tapaus", 1, "Kuusi", "yhdistys", "K6")
    persons = tuple(sorted((*speakers.values(), case), key=lambda one: (one.role, one.number)))
    snapshot = Snapshot(ProjectInfo("", "", ""), book, documents, excerpts, codings, coders, persons=persons)
    variables = _variables(draw)
    values = tuple(_values(draw, variables, snapshot))
    theme = Theme(guid(800), "Teema", draw(TEXTS), (ThemeMember(guid(801), "code", book.codes[0].id),))
    themes = (theme,) if draw(st.booleans()) else ()
    return replace(snapshot, variables=variables, values=values, memos=_memos(draw, snapshot), themes=themes)


def _document(draw: st.DrawFn, number: int) -> Document:
    lines = [
        f"{label}: {line}" if (label := draw(st.sampled_from(LABELS))) else line
        for line in draw(st.lists(LINES, min_size=1, max_size=6))
    ]
    own = guid(100 + number)
    origin = Origin(f"a{number}.txt", "ab" * 32, "2026-01-01")
    text = f"Text {number}\n" + "\n".join(lines)
    document = document_of(own, draw(st.sampled_from(["Ryhmä", "a/b.txt", " "])), text, origin, number + 1)
    persons = {
        key: replace(one, number=10 * number + place)
        for place, (key, one) in enumerate(document.persons.items(), 1)
    }
    return replace(document, persons=persons, transcript=replace(document.transcript, short=f"RH{number}"))


def _excerpts(draw: st.DrawFn, documents: Sequence[Document]) -> list[Excerpt]:
    found = []
    for number, document in enumerate(documents):
        length = len(document.text)
        ends = st.tuples(st.integers(0, length - 1), st.integers(1, length)).filter(lambda one: one[0] < one[1])
        places = sorted(draw(st.lists(ends, max_size=5)))
        own = document.transcript.id
        found += [Excerpt(guid(2000 + 100 * number + n), own, *place, "") for n, place in enumerate(places)]
    return found


def _variables(draw: st.DrawFn) -> tuple[Variable, ...]:
    kinds = draw(st.lists(st.sampled_from(["text", "number", "date", "choice"]), max_size=4))
    return tuple(
        Variable(guid(500 + 10 * p + n), f"M{n}", owner, kind, ("eka", "toka") if kind == "choice" else (), n, "Mikä?")
        for p, owner in enumerate(("person", "transcript"))
        for n, kind in enumerate(kinds)
    )


def _values(draw: st.DrawFn, variables: Sequence[Variable], snapshot: Snapshot) -> list[VariableValue]:
    kinds = {
        "text": TEXTS.filter(bool),
        "number": st.integers(-(10**9), 10**9) | st.floats(allow_nan=False, allow_infinity=False),
        "date": st.dates().map(lambda day: day.isoformat()),
        "choice": st.sampled_from(["eka", "toka"]),
    }
    owners = {
        "person": [one.id for one in snapshot.persons],
        "transcript": [one.transcript.id for one in snapshot.documents],
    }
    pairs = [(one, target) for one in variables for target in owners[one.owner]]
    chosen = draw(st.lists(st.sampled_from(pairs), unique=True, max_size=6)) if pairs else []
    return [
        VariableValue(str(UUID(int=7000 + n)), one.id, target, draw(kinds[one.kind]))
        for n, (one, target) in enumerate(chosen)
    ]


def _memos(draw: st.DrawFn, snapshot: Snapshot) -> tuple[Memo, ...]:
    targets: list[Anchor] = [Anchor(), Anchor("project")]
    targets += [Anchor("person", one.id) for one in snapshot.persons]
    targets += [Anchor("code", one.id) for one in snapshot.codebook]
    targets += [Anchor("excerpt", one.id) for one in snapshot.excerpts]
    targets += [Anchor("coding", one.id) for one in snapshot.codings]
    for document in snapshot.documents:
        own, length = document.transcript.id, len(document.text)
        targets += [Anchor("transcript", own), Anchor("place", own, 0, length), Anchor("place", own, 2, 2)]
        targets += [Anchor("turn", turn.id) for turn in document.turns]
    chosen = draw(st.lists(st.sampled_from(targets), max_size=5))
    made = [_memo(draw, number, anchor, snapshot) for number, anchor in enumerate(chosen)]
    return tuple(sorted(made, key=lambda one: (one.day or one.changed[:10], one.changed), reverse=True))


def _memo(draw: st.DrawFn, number: int, anchor: Anchor, snapshot: Snapshot) -> Memo:
    kind = draw(st.sampled_from(["memo", "journal"]))
    day = "2026-11-25" if kind == "journal" else ""
    times = (draw(TIMES), f"2026-11-25T12:00:0{number}Z")
    coder = draw(st.sampled_from(snapshot.coders)).id
    return Memo(guid(4000 + number), kind, draw(TITLES), draw(TEXTS), anchor, coder, *times, day)
