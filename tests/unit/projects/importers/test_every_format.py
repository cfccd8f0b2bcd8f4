"""What holds for a file of any format: the same speakers, an account that adds up, and no error but a refusal."""

from __future__ import annotations

import random
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import bad_files as bad
from helpers.documents import FORMATS, odt, rtf, web
from projects.errors import ImportRefusedError
from projects.importers.choices import Choices
from projects.importers.draft import Draft
from projects.importers.intake import settle
from projects.importers.reading import IMPORTERS, importer_for, intake_of, read_bytes
from projects.importers.repairs import KINDS
from projects.importers.sniff import sniff

SAID = ["Mitä äiti sanoi?", "Höpö höpö, sanoi äiti.", "Niin [naurahtaa]."]


def speech(draft: Draft) -> list[tuple[str | None, str]]:
    """Return who says what: the turns without their marks."""
    told = []
    for turn in draft.turns:
        at, said = turn.start, ""
        for mark in turn.marks:
            said += draft.text[at : mark.start]
            at = mark.end
        told.append((turn.label, said + draft.text[at : turn.end]))
    return told


def check(draft: Draft) -> None:
    """Look at all that every draft must keep to."""
    counts = draft.counts
    assert counts.read + counts.added - counts.removed == counts.kept == len(draft.text)
    assert counts.added == sum(step.added for step in counts.steps)
    assert counts.removed == sum(step.removed for step in counts.steps)
    assert all(step.added >= 0 and step.removed >= 0 for step in counts.steps)
    at = draft.header_end
    for turn in draft.turns:
        assert at <= turn.start < turn.end <= len(draft.text)
        inside = turn.start
        for mark in turn.marks:
            assert inside <= mark.start < mark.end <= turn.end
            inside = mark.end
        at = turn.end


@pytest.mark.parametrize("name", FORMATS)
def test_the_same_interview_reads_the_same_from_every_format(name):
    draft = read_bytes(FORMATS[name](), name, "")
    check(draft)
    assert [(label, said.strip()) for label, said in speech(draft)] == list(
        zip(["Haastattelija", "Maija", "Haastattelija"], SAID, strict=True)
    )


@pytest.mark.parametrize("name", FORMATS)
def test_the_bytes_decide_and_the_reader_names_its_suffix(name):
    source = sniff(FORMATS[name](), name)
    assert f".{name.rpartition('.')[2]}" in importer_for(source).suffixes
    assert sniff(FORMATS[name](), "a").format in (source.format, "text")  # Markdown is text to its bytes


def test_no_format_has_two_readers():
    formats = [one for importer in IMPORTERS for one in importer.formats]
    assert len(formats) == len(set(formats))
    assert len({importer.name for importer in IMPORTERS}) == len(IMPORTERS)


@pytest.mark.parametrize(
    "name", [name for name in FORMATS if name not in ("a.txt", "a.md", "a.html", "a.vtt", "a.srt")]
)
def test_a_container_under_the_name_of_text_is_refused(name):
    with pytest.raises(ImportRefusedError) as caught:
        read_bytes(FORMATS[name](), "a.txt", "")
    assert caught.value.code == "wrong-name"
    assert caught.value.values["suffix"] == f".{name.rpartition('.')[2]}"


def mutated(data: bytes, chance: random.Random) -> bytes:
    """Return a file with a few bytes changed, cut out or doubled, at the same places for the same chance."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(changed))
        what = chance.randrange(4)
        if what == 0:
            changed[at] = chance.randrange(256)
        elif what == 1:
            del changed[at : at + chance.randint(1, 9)]
        elif what == 2:
            changed[at:at] = changed[max(at - chance.randint(1, 30), 0) : at]
        else:
            changed[at : at + 1] = chance.choice([b"{", b"}", b"\\", b"<", b">", b"\0", b"\xff", b"-->", b"\n\n"])
        if not changed:
            break
    return bytes(changed)


def refused_or_read(data: bytes, name: str) -> str:
    """Return the code of a refusal, or nothing; any other error is a failure."""
    try:
        draft = read_bytes(data, name, "")
    except ImportRefusedError as refused:
        return refused.code if refused.file == name else "a refusal that names no file"
    check(draft)
    return ""


@settings(max_examples=400, deadline=None)
@given(st.sampled_from(sorted(FORMATS)), st.integers(0, 2**32), st.booleans())
def test_a_mutated_file_is_read_or_refused(name, seed, named):
    assert " " not in refused_or_read(mutated(FORMATS[name](), random.Random(seed)), name if named else "a")


@pytest.mark.parametrize("name", FORMATS)
def test_a_file_cut_anywhere_is_read_or_refused(name):
    data = FORMATS[name]()
    codes = {refused_or_read(data[:end], name) for end in range(1, len(data), max(len(data) // 40, 1))}
    assert not [code for code in codes if " " in code]


TEXT = st.text(st.characters(codec="cp1252", exclude_categories=["Cc", "Cf", "Zl", "Zp"]), max_size=60)
VERBATIM = ["a.docx", "a.odt", "a.rtf", "a.html", "a.txt"]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(VERBATIM), st.lists(TEXT.map(str.strip).filter(bool), min_size=1, max_size=5))
def test_every_character_of_a_paragraph_comes_in_as_it_stands(name, said):
    lines = [f"H{n % 2 + 1}: {' '.join(text.split(' '))}" for n, text in enumerate(said)]
    makers = {"a.docx": bad.words_docx, "a.odt": odt, "a.rtf": rtf, "a.html": web}
    data = makers[name](lines) if name in makers else "\n".join(lines).encode()
    intake = intake_of(data, name, "")
    draft = settle(intake, Choices().refusing(intake.repairs, KINDS)).draft
    check(draft)
    shown = [" ".join(filter(None, line.split(" "))) for line in lines] if name in ("a.odt", "a.html") else lines
    assert draft.text == unicodedata.normalize("NFC", "\n".join(shown))
