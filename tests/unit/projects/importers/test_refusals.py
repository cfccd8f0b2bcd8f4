"""Every kind of hostile or broken file has its own refusal."""

from __future__ import annotations

import contextlib
import io
import os
import random
import struct
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from helpers import bad_files as bad
from helpers.documents import PICTURE, locked_pdf, odt_of, pdf, pdf_of, text_stream
from projects.errors import ImportRefusedError
from projects.importers.reading import read_bytes, read_file

ODT = "application/vnd.oasis.opendocument.text"
LONG_PAGE = text_stream([(9, 800 - 7 * n, "a" * 1_000) for n in range(100)])
ROOT = Path(__file__).parents[4]


def refusal(data: bytes, name: str) -> ImportRefusedError:
    with pytest.raises(ImportRefusedError) as caught:
        read_bytes(data, name, "")
    assert caught.value.file == name
    return caught.value


KINDS = {
    "too-many": (bad.many_members, "a.qdpx", "too-many-files"),
    "truncated": (bad.truncated, "a.docx", "damaged-file"),
    "empty": (bytes, "a.docx", "empty-file"),
    "text as docx": (lambda: b"A: Hei.\n", "a.docx", "not-word"),
    "rtf as docx": (lambda: b"{\\rtf1 Hei}", "a.docx", "not-word"),
    "binary as docx": (lambda: bytes(range(256)) * 9, "a.docx", "not-word"),
    "pdf as docx": (lambda: b"%PDF-1.7\n", "a.docx", "not-word"),
    "odt as docx": (bad.odt, "a.docx", "not-word"),
    "zip as docx": (lambda: bad.zipped([("a.txt", "x")]), "a.docx", "not-word"),
    "spreadsheet as docx": (bad.spreadsheet, "a.docx", "not-word"),
    "slides as docx": (bad.slides, "a.docx", "not-word"),
    "old sheet as docx": (lambda: bad.compound("Workbook"), "a.docx", "not-word"),
    "docx as txt": (bad.docx, "a.txt", "wrong-name"),
    "docx as doc": (bad.docx, "a.doc", "wrong-name"),
    "rtf as txt": (lambda: b"{\\rtf1 Hei}", "a.txt", "wrong-name"),
    "text as pdf": (lambda: b"Hei", "a.pdf", "wrong-name"),
    "docx as qdpx": (bad.docx, "a.qdpx", "not-qdpx"),
    "zip as qdpx": (lambda: bad.zipped([("a.txt", "x")]), "a.qdpx", "not-qdpx"),
    "entities": (bad.entities, "a.docx", "forbidden-xml"),
    "external entity": (bad.external_entity, "a.docx", "forbidden-xml"),
    "external entity, UTF-16": (lambda: bad.external_entity("utf-16"), "a.docx", "forbidden-xml"),
    "external entity, EBCDIC": (lambda: bad.external_entity("cp037"), "a.docx", "damaged-file"),
    "hidden doctype": (bad.hidden_doctype, "a.docx", "forbidden-xml"),
    "doctype beside": (bad.doctype_beside, "a.docx", "forbidden-xml"),
    "doctype in project": (lambda: bad.project(bad.EXTERNAL), "a.qdpx", "forbidden-xml"),
    "malformed": (lambda: bad.docx(bad.document("<w:p><w:r>")), "a.docx", "damaged-file"),
    "malformed project": (lambda: bad.zipped([("p.qde", "<Project")]), "a.qdpx", "damaged-file"),
    "other root": (lambda: bad.docx("<x/>"), "a.docx", "damaged-file"),
    "other Word root": (lambda: bad.docx(f'<w:body xmlns:w="{bad.W}"/>'), "a.docx", "damaged-file"),
    "unknown encoding": (lambda: bad.docx('<?xml version="1.0" encoding="no-such"?><x/>'), "a.docx", "damaged-file"),
    "no types": (lambda: bad.zipped([("word/document.xml", "x")]), "a.docx", "damaged-file"),
    "strange types": (lambda: bad.docx(kind="application/x"), "a.docx", "damaged-file"),
    "password": (lambda: bad.compound("EncryptedPackage", "EncryptionInfo"), "a.docx", "password"),
    "encrypted member": (lambda: bad.encrypted_member(bad.docx()), "a.docx", "password"),
    "encrypted odt": (lambda: bad.odt(encrypted=True), "a.odt", "password"),
    "old Word": (lambda: bad.compound("WordDocument", "1Table"), "a.docx", "old-word"),
    "old Word by name": (lambda: bad.compound("WordDocument"), "a.doc", "old-word"),
    "no text": (lambda: bad.docx(bad.document("<w:p/>")), "a.docx", "no-text"),
    "no body": (lambda: bad.docx(f'<w:document xmlns:w="{bad.W}"/>'), "a.docx", "no-text"),
    "blank text": (lambda: b"\xef\xbb\xbf \r\n\r\n", "a.txt", "no-text"),
    "only a header": (lambda: b"Pvm: 1.2.2020\nKesto: 1 h\n", "a.txt", "no-text"),
    "climbing": (bad.climbing, "a.docx", "unsafe-path"),
    "climbing, backslash": (lambda: bad.climbing("..\\evil.txt"), "a.docx", "unsafe-path"),
    "absolute": (lambda: bad.climbing("/etc/evil"), "a.docx", "unsafe-path"),
    "drive": (lambda: bad.climbing("C:evil"), "a.docx", "unsafe-path"),
    "doubled": (bad.doubled, "a.docx", "duplicate-member"),
    "zeros": (lambda: b"A: Hei\0\0\0 maailma\n" * 9, "a.txt", "binary"),
    "controls": (lambda: bytes(range(1, 32)) * 9, "a", "binary"),
    "long text": (lambda: b"a" * 5_000_001, "a.txt", "too-long"),
    "long bytes": (lambda: b"a" * 20_000_001, "a.txt", "too-long"),
    "long document": (lambda: bad.words_docx(f"{n} sana" * 60_000 for n in range(20)), "a.docx", "too-long"),
    "qdpx": (bad.project, "a.qdpx", "not-yet-readable"),
    "odt of another kind": (lambda: bad.odt(kind="presentation"), "a.odt", "damaged-file"),
    "odt without content": (lambda: bad.zipped([("mimetype", ODT)]), "a.odt", "damaged-file"),
    "odt without text": (bad.odt, "a.odt", "no-text"),
    "odt with a doctype": (lambda: odt_of("", [("styles.xml", f"<?xml version='1.0'?>{bad.EXTERNAL}<a/>")]), "a.odt",
                           "forbidden-xml"),
    "rtf without text": (lambda: b"{\\rtf1\\ansi }", "a.rtf", "no-text"),
    "rtf cut off": (lambda: b"{\\rtf1\\ansi Hei", "a.rtf", "damaged-file"),
    "deep rtf": (lambda: b"{\\rtf1" + b"{" * 5_000, "a.rtf", "damaged-file"),
    "long rtf": (lambda: b"{\\rtf1 " + b"a" * 5_000_001 + b"}", "a.rtf", "too-long"),
    "many paragraphs": (lambda: b"a\n" * 200_002, "a.txt", "too-many-pieces"),
    "many cues": (lambda: b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\na\n\n" * 200_001, "a.vtt", "too-many-pieces"),
    "huge rtf": (lambda: b"{\\rtf1 " + b"0" * 60_000_000, "a.rtf", "too-large"),
    "no pdf": (lambda: b"\n%PDF-1.7\n", "a", "damaged-file"),
    "pdf cut off": (lambda: pdf()[:200], "a.pdf", "damaged-file"),
    "locked pdf": (locked_pdf, "a.pdf", "password"),
    "scanned pdf": (lambda: pdf_of([PICTURE]), "a.pdf", "scanned-pdf"),
    "empty pdf": (lambda: pdf_of([b""]), "a.pdf", "no-text"),
    "long pdf": (lambda: pdf_of([LONG_PAGE] * 51, packed=True), "a.pdf", "too-long"),
    "pdf of many pages": (lambda: pdf_of([b""] * 5_001), "a.pdf", "too-many-pieces"),
    "pdf that swells": (lambda: pdf_of([b" " * 51_000_000], packed=True), "a.pdf", "too-large"),
    "pdf of streams that swell": (lambda: pdf_of([b" " * 45_000_000] * 7, packed=True), "a.pdf", "too-large"),
    "web page of tags": (lambda: b"<html>" + b"<b>" * 600_001, "a.html", "too-large"),
    "vtt without a cue": (lambda: b"WEBVTT\n", "a.vtt", "no-text"),
    "xml": (lambda: b"<?xml version='1.0'?><a/>", "a.xml", "unknown-format"),
    "png": (lambda: b"\x89PNG\r\n\x1a\n\0\0", "a.png", "unknown-format"),
    "wave": (lambda: b"RIFF\0\0\0\0WAVEfmt \0", "a.wav", "unknown-format"),
    "m4a": (lambda: b"\0\0\0\x20ftypM4A \0\0\0\0", "a.m4a", "unknown-format"),
    "mp4": (lambda: b"\0\0\0\x20ftypisom\0\0\0\0", "a.mp4", "unknown-format"),
    "database": (lambda: b"SQLite format 3\0" + bytes(84), "a.qda", "unknown-format"),
    "sheet": (bad.spreadsheet, "a.xlsx", "unknown-format"),
    "epub": (lambda: bad.zipped([("mimetype", "application/epub+zip")]), "a.epub", "unknown-format"),
    "strange office": (lambda: bad.docx(kind="application/x", main="a/b.xml"), "a.bin", "unknown-format"),
    "zip": (lambda: bad.zipped([("a.txt", "x")]), "a.zip", "unknown-format"),
    "other OLE": (lambda: bad.compound("Data"), "a.msg", "binary"),
}


@pytest.mark.parametrize(("make", "name", "code"), KINDS.values(), ids=KINDS)
def test_each_bad_kind_has_its_code(make, name, code):
    assert refusal(make(), name).code == code


def test_a_refusal_tells_what_was_found_and_how_to_rename():
    assert refusal(b"{\\rtf1 Hei}", "a.docx").values == {"found": "rtf", "suffix": ".rtf"}
    assert refusal(bad.docx(), "a.txt").values == {"found": "docx", "suffix": ".docx", "claimed": "text"}
    assert refusal(bad.odt(), "a.docx").values == {"found": "odt", "suffix": ".odt"}
    assert refusal(bad.many_members(), "a.qdpx").values == {"count": 6001, "limit": 5000}


def test_a_document_without_its_main_part_is_damaged():
    types = ("[Content_Types].xml", bad.content_types("wordprocessingml.document.main"))
    away = bad.relationships({"http://127.0.0.1/x": "officeDocument"}, mode=' TargetMode="External"')
    for members in ([types], [types, ("_rels/.rels", away)], [types, ("_rels/.rels", bad.relationships({"x": "y"}))]):
        assert refusal(bad.zipped(members), "a.docx").code == "damaged-file"
    gone = bad.zipped([types, ("_rels/.rels", bad.relationships({"word/gone.xml": "officeDocument"}))])
    assert refusal(gone, "a.docx").code == "damaged-file"


def test_a_part_packed_in_another_way_or_with_a_wrong_sum_is_damaged():
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_BZIP2) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert refusal(buffer.getvalue(), "a.odt").code == "damaged-file"
    stored = io.BytesIO()
    with zipfile.ZipFile(stored, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.text")
    assert refusal(stored.getvalue().replace(b"opendocument", b"openpavement"), "a.odt").code == "damaged-file"


def test_parts_may_be_stored_unpacked_and_large_pictures_are_counted():
    pages = [("[Content_Types].xml", bad.content_types("wordprocessingml.document.main"))]
    pages += [("_rels/.rels", bad.relationships({bad.MAIN: "officeDocument"}))]
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in [*pages, (bad.MAIN, bad.document(bad.paragraph("A: Hei.")))]:
            archive.writestr(name, text)
        archive.writestr("word/media/a.jpg", random.Random(1).randbytes(300_000))
        archive.writestr("word/media/b.jpg", random.Random(2).randbytes(300_000), zipfile.ZIP_DEFLATED)
    assert read_bytes(buffer.getvalue(), "a.docx", "").text == "A: Hei."


def test_sizes_that_add_up_to_too_much_are_too_large():
    data = bad.docx(extra=[(f"word/media/{n}.jpg", random.Random(n).randbytes(200_000)) for n in range(3)])
    for number in range(3):
        data = bad.with_declared_size(data, f"word/media/{number}.jpg", 90_000_000)
    assert refusal(data, "a.docx").values == {"limit": 200}


def test_a_directory_that_hides_its_number_of_members_is_still_counted():
    data = bytearray(bad.many_members())
    struct.pack_into("<HH", data, len(data) - 14, 9, 9)
    assert refusal(bytes(data), "a.qdpx").code == "too-many-files"


@pytest.mark.parametrize("part", ["word/styles.xml", bad.MAIN, "word/media/a.jpg"])
def test_bytes_that_do_not_unpack_are_damage(part):
    picture = random.Random(1).randbytes(300_000)
    data = bytearray(bad.docx(extra=[("word/styles.xml", "<a/>" * 99), ("word/media/a.jpg", picture)]))
    start = data.find(part.encode()) + len(part)
    data[start : start + 8] = b"\xff" * 8
    assert refusal(bytes(data), "a.docx").code == "damaged-file"


def test_a_part_that_lies_a_little_about_its_size_is_damaged():
    assert refusal(bad.with_declared_size(bad.docx(), bad.MAIN, 10), "a.docx").code == "damaged-file"


@pytest.mark.parametrize("position", range(0, 900, 7))
def test_a_flipped_byte_never_escapes_as_another_error(position):
    data = bytearray(bad.docx(extra=[("docProps/app.xml", "<a/>")]))
    data[position % len(data)] ^= 0xFF
    with contextlib.suppress(ImportRefusedError):
        assert read_bytes(bytes(data), "a.docx", "").text


def test_missing_files_folders_and_forbidden_files(tmp_path: Path):
    for path, code in ((tmp_path / "gone.txt", "no-file"), (tmp_path, "is-folder"), (tmp_path / "a\0b", "no-file")):
        with pytest.raises(ImportRefusedError) as caught:
            read_file(path)
        assert caught.value.code == code


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no named pipes here")
def test_a_pipe_is_no_file(tmp_path: Path):
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ImportRefusedError) as caught:
        read_file(tmp_path / "pipe")
    assert caught.value.code == "unknown-format"


@pytest.mark.parametrize(("error", "code"), [(PermissionError(), "no-permission"), (OSError(), "read-failed")])
def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch, error, code):
    path = tmp_path / "a.txt"
    path.write_text("A: Hei.\n", "utf-8")

    def fail(_self):
        raise error

    monkeypatch.setattr(Path, "read_bytes", fail)
    with pytest.raises(ImportRefusedError) as caught:
        read_file(path)
    assert caught.value.code == code


def test_a_huge_file_is_refused_by_its_size(tmp_path: Path):
    path = tmp_path / "a.txt"
    with path.open("wb") as file:
        file.truncate(200_000_001)  # sparse: takes no room
    with pytest.raises(ImportRefusedError) as caught:
        read_file(path)
    assert caught.value.code == "too-large"


MEASURE = """
import sys, time
from pathlib import Path
from projects.errors import ImportRefusedError
from projects.importers.reading import read_file
started = time.process_time()
try:
    read_file(Path(sys.argv[1])); code = "read"
except ImportRefusedError as refused:
    code = refused.code
seconds = time.process_time() - started
status = Path("/proc/self/status").read_text("utf-8")  # getrusage would also count the process that started this one
print(code, next(int(line.split()[1]) // 1024 for line in status.splitlines() if line.startswith("VmHWM")), seconds)
"""

HEAVY = {
    "bomb": (lambda: bad.bomb(300), "too-large"),
    "small bomb": (lambda: bad.bomb(60), "too-large"),
    "lying bomb": (lambda: bad.lying_bomb(300), "too-large"),
    "hidden bomb": (lambda: bad.side_bomb(300), "too-large"),
    "odt bomb": (lambda: odt_of(" " * 110_000_000), "too-large", "a.odt"),
    "rtf of words": (lambda: b"{\\rtf1 " + b"\\b" * 2_000_001 + b"}", "too-many-pieces", "a.rtf"),
    "rtf of pictures": (lambda: b"{\\rtf1 {\\pict " + b"00" * 29_000_000 + b"}}", "no-text", "a.rtf"),
    "pdf bomb": (lambda: pdf_of([b" " * 110_000_000], packed=True), "too-large", "a.pdf"),
    "pdf at the limit": (lambda: pdf_of([b" " * 49_000_000] * 2, packed=True), "no-text", "a.pdf"),
    "page of tags": (lambda: b"<html>" + b"<b>a" * 599_000, "damaged-file", "a.html"),
    "cues": (lambda: b"WEBVTT\n\n" + b"00:01.000 --> 00:02.000\na\n\n" * 150_000, "read", "a.vtt"),
    "many tags": (lambda: bad.docx(bad.document("<w:p><w:r/></w:p>" * 1_100_000)), "too-large"),
    "tags at the limit": (lambda: bad.docx(bad.document("<w:p><w:r/></w:p>" * 660_000)), "too-many-pieces"),
    "many attributes": (
        lambda: bad.docx(bad.document(("<w:p " + " ".join(f'a{n}=""' for n in range(30)) + "/>") * 32_000)),
        "no-text",
    ),
    "much text": (lambda: bad.words_docx(f"{n} sana" * 60_000 for n in range(70)), "too-long"),
    "too much text": (lambda: bad.words_docx(f"{n} sana" * 60_000 for n in range(120)), "too-large"),
    "deep": (lambda: bad.docx(bad.document("<w:sdt>" * 60_000 + "</w:sdt>" * 60_000)), "damaged-file"),
    "entities": (bad.entities, "forbidden-xml"),
    "members": (lambda: bad.many_members(60_000), "too-many-files"),
}


@pytest.mark.skipif(sys.platform != "linux", reason="memory is measured as Linux counts it")
@pytest.mark.parametrize("case", HEAVY.values(), ids=HEAVY)
def test_a_bomb_costs_neither_time_nor_memory(tmp_path: Path, case):
    make, code, name = (*case, "bomb.docx")[:3]
    path = tmp_path / name
    path.write_bytes(make())
    # Processor time, so that a busy machine does not count; measuring coverage would.
    bare = {key: value for key, value in os.environ.items() if not key.startswith("COVERAGE")}
    done = subprocess.run(
        [sys.executable, "-c", MEASURE, str(path)], cwd=ROOT, capture_output=True, text=True, check=True, timeout=110,
        env=bare,
    )
    seen, megabytes, seconds = done.stdout.split()
    assert seen == code
    assert int(megabytes) < 300
    assert float(seconds) < 10
