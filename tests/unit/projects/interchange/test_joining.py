"""Joining another project to ours: what is here is not written again, what is new comes in, undo takes all of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from codebooks.model import Code, Codebook
from coder.interchange import staying
from helpers.interchange import container, guid, project_xml, saved
from helpers.projects import dump, new_store
from projects import commands
from projects.check import check
from projects.errors import ImportRefusedError
from projects.interchange.reading import read_project
from projects.interchange.texts import document_of
from projects.interchange.values import Foreign
from projects.model import (
    Anchor,
    Coder,
    Coding,
    Excerpt,
    Kept,
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
from projects.store import Store

TEXT = "H1: Koti on täällä.\nMaija: Piha on tuolla."
ORIGIN = Origin("a.txt", "", "")
TIME = "2026-01-01T00:00:00Z"


def foreign(*, shift: int = 0, text: str = TEXT) -> Foreign:
    """Make a project of one text; `shift` changes every id, as programs do that make new ones at each export."""
    document = document_of(guid(10 + shift), "Ryhmä", text, ORIGIN, 1)
    code, user = Code(guid(1 + shift), "C1", "Koti"), Coder(guid(5 + shift), "Liisa")
    excerpt = Excerpt(guid(20 + shift), document.transcript.id, 4, 8, "")
    bare = Excerpt(guid(21 + shift), document.transcript.id, 0, 3, "")
    case = Person(guid(50 + shift), "tapaus", 0, "Kuusi")
    memo = Memo(guid(70 + shift), "memo", "", "Huomio", Anchor("excerpt", excerpt.id), user.id, TIME, TIME)
    snapshot = Snapshot(
        ProjectInfo("", "P", ""),
        Codebook(codes=(code,)),
        (document,),
        (excerpt, bare),
        (Coding(guid(30 + shift), excerpt.id, code.id, user.id, TIME),),
        (user,),
        (memo,),
        (Variable(guid(60 + shift), "Ikä", "person", "number"),),
        (VariableValue(guid(61 + shift), guid(60 + shift), case.id, 34),),
        (Theme(guid(80 + shift), "Teema", "", (ThemeMember(guid(81 + shift), "code", code.id),)),),
        (case, *document.persons.values()),
        (Kept(guid(90 + shift), "set", f'<Set guid="{guid(90 + shift)}" name="s"/>'),),
    )
    return Foreign(snapshot, (), "Test")


@pytest.fixture
def store(tmp_path: Path):
    made = new_store(tmp_path)
    yield made
    made.close()


def joined(store: Store, project: Foreign, **options: bool) -> commands.ProjectJoined:
    result = store.do(commands.ImportProject(project, **options), "Aino").result
    assert isinstance(result, commands.ProjectJoined)
    assert check(store) == ()
    return result


def test_a_project_comes_in_whole_and_undo_takes_it_whole(store: Store) -> None:
    before = dump(store)
    result = joined(store, foreign())
    assert result.new == {
        "codes": 0, "transcripts": 1, "persons": 3, "passages": 2, "codings": 1, "variables": 1, "values": 1,
        "memos": 1, "themes": 1, "kept": 1,
    }  # fmt: skip
    assert result.there["codes"] == 1
    assert store.codings()[0].code == "c1"
    after = dump(store)
    store.undo("Aino")
    assert dump(store) == before
    store.redo("Aino")
    assert dump(store) == after
    assert len(store.journal()) == 3


def test_the_same_file_again_writes_nothing(store: Store) -> None:
    joined(store, foreign())
    receipt = store.do(commands.ImportProject(foreign()), "Aino")
    assert receipt.entry is None


def test_the_same_project_under_new_ids_writes_nothing_that_says_the_same(store: Store) -> None:
    joined(store, foreign())
    result = joined(store, foreign(shift=1000))
    assert {kind for kind, count in result.new.items() if count} == {"persons", "values", "themes", "kept"}


def test_a_colleagues_codings_come_to_our_text(store: Store) -> None:
    joined(store, foreign())
    other = foreign(shift=1000).snapshot
    text = store.document(guid(10)).text
    excerpt = replace(other.excerpts[0], start=text.index("Piha"), end=text.index(" on tuolla"))
    result = joined(store, Foreign(replace(other, excerpts=(excerpt,)), (), ""))
    assert (result.new["transcripts"], result.new["passages"], result.new["codings"]) == (0, 1, 1)
    assert {one.transcript for one in store.excerpts()} == {guid(10)}


def test_codings_that_have_moved_here_stay(store: Store) -> None:
    joined(store, foreign())
    coding = store.codings()[0]
    store.do(commands.Resize((coding.id,), 9, 11), "Aino")
    receipt = store.do(commands.ImportProject(foreign()), "Aino")
    assert receipt.entry is None
    moved = next(one for one in store.excerpts() if one.id == store.codings()[0].excerpt)
    assert (moved.start, moved.end) == (9, 11)


def test_another_text_under_the_same_id_comes_in_beside_ours(store: Store) -> None:
    joined(store, foreign())
    result = joined(store, foreign(text=TEXT.replace("täällä", "siellä")))
    assert [one.code for one in result.findings] == ["text-differs-from-ours"]
    assert [one.short for one in store.transcripts()] == ["Ryhmä", "Ryhmäb"]
    assert len(store.codings()) == 1  # its id is here already


def test_codes_may_be_kept_apart(store: Store) -> None:
    joined(store, foreign(), codes_apart=True)
    assert store.codings()[0].code == guid(1)
    assert [one.key for one in store.codebook() if one.name_fi == "Koti"] == ["P01", "C1"]


def test_a_value_of_ours_stays_and_that_is_told(store: Store) -> None:
    joined(store, foreign())
    project = foreign()
    other = replace(project.snapshot, values=(replace(project.snapshot.values[0], value=35),))
    result = joined(store, Foreign(other, (), ""))
    assert [(one.code, one.values["name"]) for one in result.findings] == [("lost-value-differs", "Ikä")]


def test_who_brings_in_their_own_project_keeps_their_id(store: Store) -> None:
    store.do(commands.ImportProject(foreign()), "Liisa")
    assert [(one.id, one.name) for one in store.coders()] == [(guid(5), "Liisa")]
    assert store.journal()[0].coder == guid(5)
    store.do(commands.WriteMemo("Sana"), "Liisa")
    store.undo("Liisa")
    store.undo("Liisa")
    assert check(store) == ()


def test_a_coder_known_by_name_stays_who_they_are(store: Store) -> None:
    store.do(commands.WriteMemo("Sana"), "Liisa")
    liisa = store.coders()[0].id
    joined(store, foreign())
    assert store.codings()[0].coder == liisa


def test_numbers_that_came_with_a_project_are_not_given_again(store: Store) -> None:
    project = foreign()
    persons = tuple(replace(one, number=7) for one in project.snapshot.persons if one.role == "tapaus")
    joined(store, Foreign(replace(project.snapshot, persons=persons), (), ""))
    store.do(commands.AddPerson("tapaus"), "Aino")
    assert sorted(one.number for one in store.persons() if one.role == "tapaus") == [7, 8]


def test_a_refused_file_leaves_the_project_byte_for_byte(store: Store, tmp_path: Path) -> None:
    before = store.path.read_bytes()
    with pytest.raises(ImportRefusedError):
        read_project(saved(tmp_path, container(b"<Project")))
    assert store.path.read_bytes() == before


def test_a_case_of_another_program_can_be_a_speaker(store: Store, tmp_path: Path) -> None:
    case = f'<Cases><Case guid="{guid(50)}" name="H1"><SourceRef targetGUID="{guid(10)}"/></Case></Cases>'
    content = f"<PlainTextContent>{TEXT}</PlainTextContent>"
    text = f'<Sources><TextSource guid="{guid(10)}" name="a">{content}</TextSource></Sources>'
    joined(store, read_project(saved(tmp_path, container(project_xml(case + text)))))
    document = store.document(guid(10))
    label = next(one for one in document.labels.values() if one.text == "H1")
    assert (label.person, document.persons[guid(50)].role, document.persons[guid(50)].number) == (
        guid(50), "haastattelija", 1,
    )  # fmt: skip


def test_what_goes_to_no_other_program_is_counted(store: Store) -> None:
    assert store.staying() == {}
    person = str(store.do(commands.AddPerson("tapaus"), "Aino").result)
    row = ("c1", person, "analysis", "", "", "", "", "", "yes")
    store.database.execute("INSERT INTO consent VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)", row)
    assert store.staying() == {"consent": 1}
    findings = staying(store.staying())
    assert [(one.code, one.values, one.lost) for one in findings] == [("lost-consents", {"count": 1}, True)]
