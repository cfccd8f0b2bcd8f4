"""What the field writes into REFI-QDA projects: all of it comes in, is mended and told, or is told as lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from codebooks.errors import OteError
from helpers.interchange import REFI, container, counted, guid, project_xml, saved
from projects.errors import ImportRefusedError
from projects.interchange.positions import Convention
from projects.interchange.reading import is_project, read_project
from projects.interchange.values import Foreign
from projects.model import Anchor

BOOK = f"""<CodeBook><Codes><Code guid="{guid(1)}" name="Koti" isCodable="true"/>
<Code guid="{guid(2)}" name="Kansio" isCodable="false"><Code guid="{guid(3)}" name="Piha" isCodable="true"/></Code>
</Codes></CodeBook>"""
TEXT = "Maija: Hei 😀, tämä on koti.\r\nH1: Ja tuo on piha, niin.\r\nMaija: Koti on täällä.\r\n"


def read(folder: Path, inside: str, members: dict[str, bytes] | None = None, **attributes: str) -> Foreign:
    return read_project(saved(folder, container(project_xml(inside, **attributes), members)))


def units(text: str, index: int, convention: Convention) -> int:
    before = text[:index].replace("\r\n", "\n") if convention.line_end == 1 else text[:index]
    return len(before.encode("utf-16-le")) // 2 if convention.utf16 else len(before)


def selection(text: str, word: str, number: int, convention: Convention, code: int = 1, name: str = "") -> str:
    at = text.index(word)
    start, end = units(text, at, convention), units(text, at + len(word), convention)
    return (
        f'<PlainTextSelection guid="{guid(number)}" startPosition="{start}" endPosition="{end}" name="{name}">'
        f'<Coding guid="{guid(number + 100)}"><CodeRef targetGUID="{guid(code)}"/></Coding></PlainTextSelection>'
    )


def source(inside: str, path: str = "internal://a.txt", number: int = 10) -> str:
    return f'<TextSource guid="{guid(number)}" name="a" plainTextPath="{path}">{inside}</TextSource>'


def coded(foreign: Foreign) -> list[str]:
    texts = {one.transcript.id: one.text for one in foreign.snapshot.documents}
    return [texts[one.transcript][one.start : one.end] for one in foreign.snapshot.excerpts]


@pytest.mark.parametrize(
    ("program", "convention"),
    [("NVivo 12.6", Convention(utf16=True)), ("ATLAS.ti 23", Convention(line_end=1)), ("qc", Convention())],
)
def test_each_program_counts_in_its_own_way(tmp_path: Path, program: str, convention: Convention) -> None:
    words = ("koti", "piha", "täällä")
    inside = "".join(selection(TEXT, word, 20 + n, convention) for n, word in enumerate(words))
    project = BOOK + f"<Sources>{source(inside)}</Sources>"
    members = {"Sources/A.TXT": "\ufeff".encode() + TEXT.encode()}
    foreign = read(tmp_path, project, members, attributes=f'origin="{program}"')
    assert coded(foreign) == list(words)
    assert foreign.snapshot.documents[0].text == TEXT.replace("\r\n", "\n")
    told = next(one for one in foreign.findings if one.code == "positions")
    assert told.values["counted"] == f"{'utf16' if convention.utf16 else 'codepoints'}-{convention.line_end}"
    assert (told.values["percent"], told.values["passages"]) == (100, 3)


PATHS = ("internal://a.txt", "a.txt", "INTERNAL://A.TXT", "internal://sources/a.txt", "%61.txt")


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("member", ["sources/a.txt", "Sources/a.TXT", "a.txt", "sources\\a.txt"])
def test_a_text_is_found_however_it_is_named(tmp_path: Path, path: str, member: str) -> None:
    foreign = read(tmp_path, f"<Sources>{source('', path)}</Sources>", {member: TEXT.encode()})
    assert len(foreign.snapshot.documents) == 1


def test_a_text_may_stand_in_the_xml_and_the_project_be_called_anything(tmp_path: Path) -> None:
    content = "<PlainTextContent>Koti on.</PlainTextContent>"
    inside = f'<Sources><TextSource guid="{{{guid(10).upper()}}}">{content}</TextSource></Sources>'
    data = container(project_xml(inside), name="Trial.QDE")
    foreign = read_project(saved(tmp_path, data))
    assert [(one.transcript.id, one.text) for one in foreign.snapshot.documents] == [(guid(10), "Koti on.")]


def test_speakers_and_cases_become_persons(tmp_path: Path) -> None:
    cases = f"""<Variables><Variable guid="{guid(60)}" name="Ikä" typeOfVariable="Integer"/>
    <Variable guid="{guid(61)}" name="Mukana" typeOfVariable="Boolean"><Description>Vieläkö?</Description></Variable>
    </Variables>
    <Cases><Case guid="{guid(50)}" name="maija"><Description>Kertoja</Description><CodeRef targetGUID="{guid(1)}"/>
    <VariableValue><VariableRef targetGUID="{guid(60)}"/><IntegerValue>34</IntegerValue></VariableValue>
    <VariableValue><VariableRef targetGUID="{guid(61)}"/><BooleanValue>1</BooleanValue></VariableValue>
    <VariableValue><VariableRef targetGUID="{guid(60)}"/><IntegerValue>x</IntegerValue></VariableValue>
    <VariableValue><VariableRef targetGUID="{guid(69)}"/><IntegerValue>1</IntegerValue></VariableValue>
    <SourceRef targetGUID="{guid(10)}"/></Case><Case guid="{guid(51)}" name="Pekka"/></Cases>"""
    values = f'<VariableValue><VariableRef targetGUID="{guid(60)}"/><IntegerValue>3</IntegerValue></VariableValue>'
    foreign = read(tmp_path, BOOK + cases + f"<Sources>{source(values)}</Sources>", {"a.txt": TEXT.encode()})
    document = foreign.snapshot.documents[0]
    assert {label.text: label.person == guid(50) for label in document.labels.values()} == {"Maija": True, "H1": False}
    assert document.persons[guid(50)].pseudonym == ""
    other = next(one for one in foreign.snapshot.persons if one.id == guid(51))
    assert (other.role, other.pseudonym) == ("tapaus", "Pekka")
    assert {(one.name, one.owner, one.kind) for one in foreign.snapshot.variables} == {
        ("Ikä", "person", "number"), ("Ikä", "transcript", "number"), ("Mukana", "person", "choice"),
    }  # fmt: skip
    assert sorted((one.target, one.value) for one in foreign.snapshot.values if one.value != "true") == [
        (guid(10), 3), (guid(50), 34),
    ]  # fmt: skip
    assert [(one.anchor, one.text) for one in foreign.snapshot.memos] == [(Anchor("person", guid(50)), "Kertoja")]
    assert counted(foreign) == {
        "lost-value-of-kind": 1, "lost-value-without-variable": 1, "variable-of-both": 1, "case-name-shown": 1,
    }  # fmt: skip


def test_notes_hang_where_they_are_named(tmp_path: Path) -> None:
    noted = f'name="Koti" isCodable="true"><NoteRef targetGUID="{guid(70)}"/></Code>'
    codes = BOOK.replace('name="Koti" isCodable="true"/>', noted)
    passage = f"""<PlainTextSelection guid="{guid(20)}" startPosition="0" endPosition="5">
    <Description>Alku</Description><Coding guid="{guid(21)}">
    <CodeRef targetGUID="{guid(1)}"/><NoteRef targetGUID="{guid(71)}"/></Coding>
    <NoteRef targetGUID="{guid(72)}"/></PlainTextSelection>
    <NoteRef targetGUID="{guid(73)}"/><NoteRef targetGUID="{guid(72)}"/>"""
    notes = "".join(
        f'<Note guid="{guid(number)}" name="n{number}"><PlainTextContent>sana</PlainTextContent></Note>'
        for number in range(70, 75)
    )
    inside = codes + f"<Sources>{source(passage)}</Sources><Notes>{notes}</Notes><Description>Hanke</Description>"
    inside += f'<NoteRef targetGUID="{guid(79)}"/>'
    foreign = read(tmp_path, inside, {"a.txt": TEXT.encode()})
    hung = {one.title or one.text: one.anchor for one in foreign.snapshot.memos}
    assert hung == {
        "Alku": Anchor("excerpt", guid(20)), "Hanke": Anchor("project"), "n70": Anchor("code", guid(1)),
        "n71": Anchor("coding", guid(21)), "n72": Anchor("excerpt", guid(20)), "n73": Anchor("transcript", guid(10)),
        "n74": Anchor(),
    }  # fmt: skip
    assert counted(foreign) == {"note-on-several": 1, "lost-note-ref": 1}


def test_what_cannot_come_in_is_told(tmp_path: Path) -> None:
    ends = [("0", "9999"), ("7", "3"), ("-1", "3"), ("x", "3"), ("9" * 5000, "3"), ("4", "4")]
    passages = "".join(
        f'<PlainTextSelection guid="{guid(20 + n)}" startPosition="{a}" endPosition="{b}">'
        f'<Coding guid="{guid(40 + n)}"><CodeRef targetGUID="{guid(1)}"/></Coding></PlainTextSelection>'
        for n, (a, b) in enumerate(ends)
    )
    bad = f"""<PlainTextSelection guid="{guid(30)}" startPosition="0" endPosition="5">
    <Coding guid="{guid(31)}"><CodeRef targetGUID="{guid(9)}"/></Coding>
    <Coding guid="{guid(31)}"><CodeRef targetGUID="{guid(2)}"/></Coding>
    <Coding guid="{guid(31)}" creatingUser="{guid(90)}"><CodeRef targetGUID="{guid(3)}"/></Coding>
    <Coding><CodeRef targetGUID="{guid(3)}"/></Coding></PlainTextSelection>
    <PlainTextSelection guid="{guid(30)}" startPosition="0" endPosition="5"/>"""
    gone = source(selection(TEXT, "koti", 80, Convention()), "internal://gone.txt", 11)
    outside = source("", "relative:///a.txt", 12)
    sources = f"<Sources>{source(passages + bad)}{gone}{outside}</Sources>"
    foreign = read(tmp_path, BOOK + sources, {"a.txt": TEXT.encode()})
    found = counted(foreign)
    assert found["bad-range"] == 5
    assert found["lost-passage-empty"] == 1
    assert found["lost-codings-of-text"] == 7
    assert found["missing-source"] == 2
    assert found["lost-coding-without-code"] == found["lost-coding-folder"] == 1
    assert found["unknown-user"] == 1
    assert (found["id-twice"], found["without-id"]) == (1, 1)
    assert len(foreign.snapshot.codings) == 2
    assert len(foreign.snapshot.excerpts) == 2


def test_a_text_coded_as_a_whole_has_the_whole_as_excerpt(tmp_path: Path) -> None:
    whole = f'<Coding guid="{guid(40)}"><CodeRef targetGUID="{guid(1)}"/></Coding>'
    foreign = read(tmp_path, BOOK + f"<Sources>{source(whole)}</Sources>", {"a.txt": TEXT.encode()})
    assert coded(foreign) == [TEXT.replace("\r\n", "\n")]
    assert counted(foreign) == {"whole-source-coded": 1}


def test_of_sound_and_pdf_the_text_comes_in(tmp_path: Path) -> None:
    sound = f"""<AudioSource guid="{guid(15)}" name="x.mp3"><Transcript guid="{guid(16)}" plainTextPath="a.txt">
    <SyncPoint guid="{guid(17)}" position="7" timeStamp="0"/><SyncPoint guid="{guid(18)}" position="10" timeStamp="9"/>
    <TranscriptSelection guid="{guid(19)}" fromSyncPoint="{guid(17)}" toSyncPoint="{guid(18)}">
    <Coding guid="{guid(40)}"><CodeRef targetGUID="{guid(1)}"/></Coding></TranscriptSelection></Transcript>
    <AudioSelection guid="{guid(41)}" begin="0" end="9"><Coding guid="{guid(42)}">
    <CodeRef targetGUID="{guid(1)}"/></Coding></AudioSelection></AudioSource>"""
    foreign = read(tmp_path, BOOK + f"<Sources>{sound}</Sources>", {"a.txt": TEXT.encode()})
    assert coded(foreign) == ["Hei"]
    assert foreign.snapshot.documents[0].transcript.name == "x.mp3"
    assert counted(foreign) == {"lost-source": 1, "lost-media-passages": 1, "lost-media-codings": 1}


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b"", "not-qdpx"),
        (b"Hei", "not-qdpx"),
        (container(b"x", name="a.txt"), "not-qdpx"),
        (container(b"<a/>"), "not-qdpx"),
        (container(b"<Project"), "damaged-file"),
        (container(b"<Project/>", {"B.qde": b"<Project/>"}), "several-projects"),
        (container(b'<!DOCTYPE a [<!ENTITY x "y">]><Project/>'), "forbidden-xml"),
        (container(project_xml(""), {"sources/../../x.txt": b""}), "unsafe-path"),
        (container(project_xml(""), {"/x.txt": b""}), "unsafe-path"),
        (container(project_xml(f"<Sources>{source('', 'absolute:///etc/passwd')}</Sources>")), "unsafe-path"),
        (container(project_xml("").ljust(70_000_000)), "too-large"),
        (container(project_xml(f"<Sources>{source('')}</Sources>"), {"a.txt": b" " * 21_000_000}), "too-large"),
        (container(project_xml(""), {f"{n}.txt": b"" for n in range(20_001)}), "too-many-files"),
        (container(b'<?ote 1/1 {"format":1}?>' + project_xml("")), "bad-extras"),
        (container(project_xml(""))[:-30], "not-qdpx"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, data: bytes, code: str) -> None:
    with pytest.raises(ImportRefusedError) as caught:
        read_project(saved(tmp_path, data))
    assert (caught.value.code, caught.value.file) == (code, "x.qdpx")


def test_a_locked_container_is_refused(tmp_path: Path) -> None:
    data = bytearray(container(project_xml("")))
    for mark, place in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(ImportRefusedError) as caught:
        read_project(saved(tmp_path, bytes(data)))
    assert caught.value.code == "password"


def test_names_say_what_is_a_project(tmp_path: Path) -> None:
    assert is_project(Path("a/B.QDPX"))
    assert not is_project(Path("a.docx"))
    with pytest.raises(ImportRefusedError) as gone:
        read_project(tmp_path / "gone.qdpx")
    assert gone.value.code == "no-file"
    with pytest.raises(ImportRefusedError) as other:
        read_project(saved(tmp_path, b"x", "a.docx"))
    assert other.value.code == "unknown-format"


def mutated(draw: st.DataObject, data: bytes) -> bytes:
    whole = bytearray(data)
    for _ in range(draw.draw(st.integers(1, 8))):
        at = draw.draw(st.integers(0, len(whole) - 1))
        whole[at : at + draw.draw(st.integers(0, 12))] = draw.draw(st.binary(max_size=6))
    return bytes(whole)


CASES = BOOK + f"""<Cases><Case guid="{guid(50)}" name="H1"><SourceRef targetGUID="{guid(10)}"/></Case></Cases>
<Sources>{source(selection(TEXT, "koti", 20, Convention()))}</Sources><Notes><Note guid="{guid(70)}"/></Notes>
<Sets><Set guid="{guid(75)}" name="s"><MemberCode targetGUID="{guid(1)}"/></Set></Sets>"""


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.data())
def test_no_mutated_project_raises_anything_but_our_errors(tmp_path: Path, data: st.DataObject) -> None:
    kind = data.draw(st.sampled_from(["xml", "zip", "real"]))
    if kind == "xml":
        whole = container(mutated(data, project_xml(CASES)), {"a.txt": TEXT.encode()})
    elif kind == "real" and REFI.exists():
        whole = mutated(data, (REFI / "skyloom_TestProject.qdpx").read_bytes())
    else:
        whole = mutated(data, container(project_xml(CASES), {"a.txt": TEXT.encode()}))
    try:
        read_project(saved(tmp_path, whole))
    except OteError:
        return
