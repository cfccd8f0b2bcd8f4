"""Refreshing a draft: quotes follow the project, what the author wrote stays byte for byte, conflicts are listed."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from exports import files
from exports.errors import ExportError
from exports.plan_material import Known, plan_material
from exports.plan_quotes import APPROVED
from exports.plan_refresh import PlanRefreshed, refresh_plan
from exports.refreshing.draft import open_draft
from exports.refreshing.elements import changed
from exports.refreshing.regions import find_quotes
from helpers.broken_zips import broken_zips
from helpers.plans import LINES, WHEN, made, planned_store, written
from helpers.word_parts import lines, parts, said, visible
from projects import commands
from projects.store import Store

DOCUMENT = "word/document.xml"
NEW = "aina"
SOFFICE = shutil.which("soffice")


@dataclass
class Case:
    """Hold a project, its transcript, its quotes by name, and a draft."""

    store: Store
    transcript: str
    quotes: dict[str, str]
    path: Path

    def xml(self) -> str:
        return parts(self.path)[DOCUMENT].decode()

    def edit(self, old: str, new: str, count: int = 1) -> None:
        """Change the draft as an author would."""
        xml = self.xml()
        assert old in xml
        self.put(xml.replace(old, new, count))

    def put(self, xml: str) -> None:
        held = parts(self.path)
        with zipfile.ZipFile(self.path, "w") as archive:
            for name, data in held.items():
                archive.writestr(name, xml.encode() if name == DOCUMENT else data)

    def change_text(self, old: str, new: str) -> None:
        """Correct the transcript."""
        text = self.store.document(self.transcript).text
        at = text.index(old)
        self.store.do(commands.CorrectText(self.transcript, at, old, new), "Aino")

    def refresh(self, *, approved: tuple[str, ...] = (), out: Path | None = None) -> PlanRefreshed:
        draft, plan = open_draft(self.path), self.store.plans()[0]
        assert draft.plan == plan.id
        known = Known(self.store.mark_key(), "0.1.0", dict.fromkeys(approved, APPROVED))
        material = plan_material(self.store.snapshot(), plan, known, WHEN)
        names = {one.name: one.id for one in material.quotes.values()} | self.quotes
        steps = refresh_plan(draft, plan, material, names=names, out=out, moment=WHEN)
        while True:
            try:
                next(steps)
            except StopIteration as end:
                return end.value

    def outcomes(self, done: PlanRefreshed) -> dict[str, str]:
        return {one.name: one.outcome for one in done.refreshed.quotes}


@pytest.fixture
def case(tmp_path):
    store, transcript, _ = planned_store(tmp_path)
    names = {one.name: one.id for one in store.quotes()}
    yield Case(store, transcript, names, written(store, tmp_path / "luonnos.docx"))
    store.close()


@pytest.fixture
def booklet(tmp_path):
    store, transcript, _ = planned_store(tmp_path, "vihkonen")
    names = {one.name: one.id for one in store.quotes()}
    yield Case(store, transcript, names, written(store, tmp_path / "vihko.docx"))
    store.close()


SAID = "No mä soitan asukkaalle. Ihan vaan kysyn."


def test_nothing_new_leaves_the_file_alone(case):
    before = case.path.read_bytes()
    done = case.refresh()
    assert set(case.outcomes(done).values()) == {"unchanged"}
    assert (done.path, done.kept, done.missing) == (None, None, ())
    assert case.path.read_bytes() == before
    assert len(list(case.path.parent.glob("*.docx"))) == 1


def test_what_changed_in_the_project_changes_in_the_draft(case):
    before = case.path.read_bytes()
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    done = case.refresh()
    assert case.outcomes(done)["RH1-v2"] == "updated"
    assert done.refreshed.count("unchanged") == 4
    assert SAID.replace("vaan", NEW) in said(case.path, "Aineisto-ote")
    assert done.kept.read_bytes() == before
    assert case.outcomes(case.refresh())["RH1-v2"] == "unchanged"


def test_the_authors_words_in_a_quote_are_left_and_listed(case):
    case.edit("asukkaalle", "talon väelle")
    assert case.outcomes(case.refresh())["RH1-v2"] == "edited"
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    done = case.refresh()
    assert case.outcomes(done)["RH1-v2"] == "conflict"
    told = next(one for one in done.refreshed.quotes if one.name == "RH1-v2")
    assert told.in_draft[1] == SAID.replace("asukkaalle", "talon väelle")
    assert told.in_project[1] == SAID.replace("vaan", NEW)
    assert SAID.replace("asukkaalle", "talon väelle") in said(case.path, "Aineisto-ote")


def test_an_author_who_has_written_what_the_project_says_now_agrees(case):
    case.edit("Ihan vaan", f"Ihan {NEW}")
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    assert case.outcomes(case.refresh())["RH1-v2"] == "unchanged"


def test_approval_takes_the_mark_away_and_a_lost_one_brings_it(case):
    key = case.quotes["RH1-v2"]
    done = case.refresh(approved=(key,))
    assert case.outcomes(done)["RH1-v2"] == "updated"
    assert len(said(case.path, "Luonnosmerkki")) == 4
    assert sum(one.draft for one in done.refreshed.quotes) == 4
    case.refresh()
    assert len(said(case.path, "Luonnosmerkki")) == 5


def test_a_withdrawn_quote_goes_and_a_mark_says_so(case):
    speaker = next(one for one in case.store.persons() if one.role == "asumisneuvoja" and one.number == 2)
    case.store.do(commands.SetConsent(speaker.id, "report", "role", withdrawn="2026-11-01"), "Aino")
    done = case.refresh()
    assert case.outcomes(done)["RH1-v3"] == "removed"
    assert "Jätetään lappu" not in visible(case.path)
    assert "[Ote RH1-v3 on poistettu: suostumus on peruttu.]" in said(case.path, "Luonnosmerkki")
    assert case.outcomes(case.refresh())["RH1-v3"] == "unchanged"


def test_a_quote_that_left_the_project_goes_by_its_former_name(case):
    case.store.do(commands.DropQuotes((case.quotes["RH1-v4"],)), "Aino")
    assert case.outcomes(case.refresh())["RH1-v4"] == "removed"
    assert "[Ote RH1-v4 on poistettu: sitä ei enää ole projektissa.]" in said(case.path, "Luonnosmerkki")


def test_a_withdrawn_quote_that_the_author_edited_is_left_and_told(case):
    case.edit("Jätetään lappu", "Jätetään viesti")
    case.store.do(commands.DropQuotes((case.quotes["RH1-v3"],)), "Aino")
    done = case.refresh()
    told = next(one for one in done.refreshed.quotes if one.name == "RH1-v3")
    assert (told.outcome, told.gone) == ("conflict", True)


CONTROL = r'<w:bookmarkStart w:id="\d+" w:name="_quote_{key}"/>.*?<w:bookmarkEnd[^>]*/><w:bookmarkEnd[^>]*/>'


def control(case: Case, name: str) -> str:
    return re.search(CONTROL.format(key=case.quotes[name].replace("-", "")), case.xml())[0]


def test_a_moved_and_a_copied_quote_are_both_refreshed(case):
    block = control(case, "RH1-v2")
    bare = re.sub(r"<w:bookmark(Start|End)[^>]*/>", "", block)
    xml = case.xml().replace(block, "", 1)
    at = xml.index("<w:sectPr")
    case.put(xml[:at] + block + "<w:p><w:r><w:t>väliin</w:t></w:r></w:p>" + bare + xml[at:])
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    done = case.refresh()
    twice = [one for one in done.refreshed.quotes if one.name == "RH1-v2"]
    assert [(one.outcome, one.copies) for one in twice] == [("updated", 2)] * 2
    assert said(case.path, "Aineisto-ote").count(SAID.replace("vaan", NEW)) == 2


@pytest.mark.parametrize("lost", ["tag", "alias", "bookmark", "control"])
def test_any_mark_that_is_left_finds_the_quote(case, lost):
    xml = case.xml()
    if lost == "tag":
        xml = re.sub(r'<w:tag w:val="quote:[^"]*"/>', "", xml)
    if lost == "alias":
        xml = re.sub(r'<w:tag w:val="quote:[^"]*"/>|<w:alias[^>]*/>', "", xml)
    if lost == "bookmark":
        xml = re.sub(r'<w:bookmarkStart w:id="\d+" w:name="_(quote|sent)_[^"]*"/>', "", xml)
        xml = re.sub(r"</w:sdt>(<w:bookmarkEnd[^>]*/>)+", "</w:sdt>", xml)
    if lost == "control":
        xml = re.sub(r"<w:sdt><w:sdtPr><w:alias.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", xml)
    case.put(xml)
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    done = case.refresh()
    assert case.outcomes(done)["RH1-v2"] == "updated"
    assert len(done.refreshed.quotes) == 5
    assert SAID.replace("vaan", NEW) in said(case.path, "Aineisto-ote")


def test_what_hangs_on_a_quote_stays_or_makes_a_conflict(case):
    case.edit("No mä soitan asukkaalle. Ihan vaan kysyn.</w:t></w:r>",
              'No mä soitan asukkaalle. Ihan vaan kysyn.</w:t></w:r><w:commentRangeEnd w:id="9"/>'
              '<w:r><w:commentReference w:id="9"/></w:r>')  # fmt: skip
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    assert case.outcomes(case.refresh())["RH1-v2"] == "updated"
    assert '<w:commentReference w:id="9"/>' in case.xml()
    case.edit("Se on semmonen", '</w:t></w:r><w:ins w:id="1" w:author="x"><w:r><w:t>Nyt </w:t></w:r></w:ins><w:r><w:t>'
              "Se on semmonen")  # fmt: skip
    case.change_text("hetki vaan", f"hetki {NEW}")
    assert case.outcomes(case.refresh())["RH1-v4"] == "conflict"
    assert "<w:ins " in case.xml()


def test_a_booklet_draft_has_no_sources_and_is_refreshed_too(booklet):
    booklet.change_text("Ihan vaan", f"Ihan {NEW}")
    done = booklet.refresh(approved=tuple(booklet.quotes.values()))
    assert set(booklet.outcomes(done).values()) == {"updated"}
    assert said(booklet.path, "Luonnosmerkki") == said(booklet.path, "Aineisto-ote lähde") == []
    assert SAID.replace("vaan", NEW) in said(booklet.path, "Aineisto-ote")


def test_what_is_missing_and_what_waits_is_told(case):
    case.put(case.xml().replace(control(case, "RH1-v4"), ""))
    done = case.refresh()
    assert [one.name for one in done.missing] == ["RH1-v4"]
    assert len(done.refreshed.placeholders) == 8
    case.edit("[Johdanto: kirjoita tähän, mistä luku kertoo.]", "Luku kertoo kodista.")
    assert len(case.refresh().refreshed.placeholders) == 7


def test_another_file_is_written_and_the_draft_stays(case, tmp_path):
    before = case.path.read_bytes()
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    done = case.refresh(out=tmp_path / "uusi.docx")
    assert (done.path, done.kept) == (tmp_path / "uusi.docx", None)
    assert case.path.read_bytes() == before


# -- every byte outside our quotes stays ------------------------------------------------------------------------------

OURS = re.compile(
    r'<w:sdt><w:sdtPr><w:alias w:val="RH1.*?</w:sdt>|_sent_[0-9a-z_]+|<w:tag w:val="quote:[^"]*"/>', re.DOTALL
)
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="<>&\ufffe\uffff"), max_size=12)


@given(st.lists(st.tuples(st.integers(0, 60), WORDS), max_size=4), st.sets(st.integers(1, 5)))
@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_all_text_outside_our_quotes_stays_byte_for_byte(case, typed, touched):
    original, start = case.path.read_bytes(), case.store.next_undo()
    xml = case.xml()
    for place, words in typed:
        ends = [one.end() for one in re.finditer(r"</w:p>(?=<w:p>|<w:bookmarkStart|<w:sectPr)", OURS.sub(blank, xml))]
        at = ends[place % len(ends)]
        xml = f'{xml[:at]}<w:p><w:r><w:t xml:space="preserve">{words}</w:t></w:r></w:p>{xml[at:]}'
    case.put(xml)
    held = parts(case.path)
    for turn in touched:
        word = LINES[turn].split()[-1]
        case.change_text(word, word.upper())
    case.refresh()
    after = parts(case.path)
    assert OURS.sub("", after.pop(DOCUMENT).decode()) == OURS.sub("", held.pop(DOCUMENT).decode())
    assert after == held
    case.path.write_bytes(original)
    while case.store.next_undo() != start:
        case.store.undo("Aino")


def blank(found: re.Match[str]) -> str:
    return "\0" * len(found[0])


# -- LibreOffice ------------------------------------------------------------------------------------------------------


@pytest.mark.skipif(not SOFFICE, reason="LibreOffice is not installed")
@pytest.mark.parametrize("way", [("docx",), ("odt", "docx")])
def test_a_draft_that_libreoffice_saved_is_refreshed_and_nothing_else_changes(case, tmp_path, way):
    case.path = saved_again(case.path, tmp_path, way)
    case.edit("Jätetään lappu", "Jätetään viesti")
    case.edit("[Johdanto: kirjoita tähän, mistä luku kertoo.]", "Luku kertoo kodista.")
    before = [words for style, words in lines(case.path) if style not in OURS_STYLES]
    draft = case.path.read_bytes()
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    done = case.refresh(approved=(case.quotes["RH1-v4"],))
    found = case.outcomes(done)
    assert found == {"RH1-v2": "updated", "RH1-v3": "edited", "RH1-v4": "updated", "RH1-v5": "unchanged",
                     "RH1-v6": "unchanged"}  # fmt: skip
    assert SAID.replace("vaan", NEW) in said(case.path, "Aineisto-ote")
    assert [words for style, words in lines(case.path) if style not in OURS_STYLES] == before
    assert outside(case, case.path.read_bytes()) == outside(case, draft)
    again = case.refresh(approved=(case.quotes["RH1-v4"],))
    assert case.outcomes(again)["RH1-v2"] == "unchanged"


def outside(case: Case, data: bytes) -> tuple[bytes, dict[str, bytes]]:
    """Return the bytes of the text outside our quotes, and those of all other parts."""
    path = case.path.with_name("sivu.docx")
    path.write_bytes(data)
    draft, held = open_draft(path), parts(path)
    found = find_quotes(draft.parts[DOCUMENT], draft.styles, case.quotes)
    text = changed(held.pop(DOCUMENT), [(one.start, one.end, b"") for one in found.regions])
    return re.sub(rb"_sent_[0-9a-z_]+", b"", text), held


OURS_STYLES = ("Aineisto-ote", "Aineisto-ote lähde", "Luonnosmerkki")


def saved_again(path: Path, folder: Path, way: tuple[str, ...]) -> Path:
    """Let LibreOffice save a file, in one form after another."""
    for number, kind in enumerate(way):
        target = folder / f"lo{number}"
        profile = f"-env:UserInstallation=file://{folder}/profile"
        subprocess.run([SOFFICE, profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(path)],
                       check=True, capture_output=True, timeout=100)  # fmt: skip
        path = target / f"{path.stem}.{kind}"
    return path


# -- files that are no draft, and disks that fail ---------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"),
    [(b"", "bad-draft"), (b"%PDF-1.4", "bad-draft"), (b"\xd0\xcf\x11\xe0rest", "draft-locked"), (None, "no-draft")],
)
def test_a_file_that_is_no_draft_is_refused(tmp_path, data, code):
    path = tmp_path / "x.docx"
    if data is not None:
        path.write_bytes(data)
    with pytest.raises(ExportError) as refusal:
        open_draft(path)
    assert (refusal.value.code, refusal.value.file) == (code, str(path))


def test_every_damage_of_the_container_is_refused(case):
    found = {}
    for what, data in broken_zips(case.path.read_bytes()).items():
        case.path.write_bytes(data)
        with pytest.raises(ExportError) as refusal:
            open_draft(case.path)
        found[what] = refusal.value.code
    assert found == dict.fromkeys(found, "bad-draft")
    assert found


@pytest.mark.parametrize("part", ["<w:document", '<?xml version="1.0"?><!DOCTYPE x []><x/>',
                                  '<?xml version="1.0" encoding="utf-16"?><x/>'])  # fmt: skip
def test_broken_and_dangerous_parts_are_refused(case, part):
    case.put(part)
    with pytest.raises(ExportError) as refusal:
        open_draft(case.path)
    assert refusal.value.code == "bad-draft"


@pytest.mark.parametrize("lock", [".~lock.luonnos.docx#", "~$onnos.docx"])
def test_a_draft_that_is_open_elsewhere_is_not_touched(case, lock):
    case.path.with_name(lock).write_bytes(b"")
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    before = case.path.read_bytes()
    with pytest.raises(ExportError) as refusal:
        case.refresh()
    assert refusal.value.code == "draft-open"
    assert case.path.read_bytes() == before


def test_a_full_disk_leaves_the_draft_as_it_was(case, monkeypatch):
    case.change_text("Ihan vaan", f"Ihan {NEW}")
    before = case.path.read_bytes()
    synced, calls = os.fsync, []

    def full(handle: int) -> None:
        calls.append(handle)
        if len(calls) > 2:  # the copy beside it was still written
            raise OSError(errno.ENOSPC, "full")
        synced(handle)

    monkeypatch.setattr(files.os, "fsync", full)
    with pytest.raises(ExportError) as refusal:
        case.refresh()
    assert refusal.value.code == "disk-full"
    assert case.path.read_bytes() == before
    assert [one.name for one in case.path.parent.glob("*.docx")] == ["luonnos.docx"]


def test_a_planned_report_tells_which_plan_it_is_of(case):
    assert open_draft(case.path).plan == case.store.plans()[0].id
    assert made(case.store).report.plan == case.store.plans()[0].id
