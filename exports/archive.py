"""Write the archive version of interviews as text and Word files, only when nothing in them tells any more."""

from __future__ import annotations

import html
import io
import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import docx

from exports.errors import ExportError
from exports.files import export_error, whole_file
from exports.wordbase import base_package
from projects.anonymise.archiving import ArchiveText
from projects.anonymise.proof import Proof

TXT, DOCX = "txt", "docx"
FORMATS = (TXT, DOCX)
_PARAGRAPH_END = re.compile(r"</w:p>|<w:br[^>]*/>")
_TAG = re.compile(r"<[^<>]*>")
_VALUE = re.compile(r'="([^"]*)"')


@dataclass(frozen=True, slots=True)
class Archive:
    """Say which files were written, and how many lines of text were looked through for names."""

    files: tuple[Path, ...]
    lines: int


def write_archive(
    folder: Path, texts: Sequence[ArchiveText], note: tuple[str, Sequence[str]], proof: Proof, *,
    formats: Sequence[str] = FORMATS, language: str = "fi",
) -> Archive:
    """Write one file of each format an interview, and the note (its stem and lines), into a new or empty folder.

    Every file is made in memory and looked through first: its name, its words, and every part and property of a Word
    file. One line that tells stops the whole: `archive-name-left` or `archive-direct-left` with file and line. What
    was written is read back and looked through again.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ExportError("archive-folder-used", file=str(folder))
    files = dict(_files(texts, note, formats, language))
    lines = sum(_look_through(name, data, proof) for name, data in files.items())
    try:
        folder.mkdir(exist_ok=True)
    except OSError as problem:
        raise export_error(problem, folder) from problem
    for name, data in files.items():
        with whole_file(folder / name) as stream:
            stream.write(data)
    for name in files:
        _look_through(name, (folder / name).read_bytes(), proof)
    return Archive(tuple(folder / name for name in files), lines)


def _files(
    texts: Iterable[ArchiveText], note: tuple[str, Sequence[str]], formats: Sequence[str], language: str
) -> Iterator[tuple[str, bytes]]:
    for one in texts:
        lines = (*one.header, *([""] if one.header else []), *one.paragraphs)
        if TXT in formats:
            yield f"{one.stem}.{TXT}", _text_file(lines)
        if DOCX in formats:
            yield f"{one.stem}.{DOCX}", _word_file(one, language)
    yield f"{note[0]}.{TXT}", _text_file(note[1])


def _text_file(lines: Iterable[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _word_file(text: ArchiveText, language: str) -> bytes:
    """Return a Word file of plain paragraphs: nothing is meant by bold or italics, which archives lose."""
    document = docx.Document(io.BytesIO(base_package(language)))
    for line in (*text.header, *text.paragraphs):
        document.add_paragraph(line)
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def _look_through(name: str, data: bytes, proof: Proof) -> int:
    """Return how many lines were looked through; ExportError for the first that tells."""
    stem = name.rpartition(".")[0]
    parts = [stem, *_words_of(data)] if name.endswith(DOCX) else [stem, data.decode()]
    for part in parts:
        for trace in proof.traces(part):
            code = "archive-name-left" if trace.kind == "name" else "archive-direct-left"
            raise ExportError(code, file=name, line=trace.line)
    return sum(part.count("\n") + 1 for part in parts)


def _words_of(data: bytes) -> Iterator[str]:
    """Return the words of every part of a Word file, a line a paragraph, then what is written in its properties."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        for part in package.namelist():
            xml = package.read(part).decode()
            yield html.unescape(_TAG.sub("", _PARAGRAPH_END.sub("\n", xml)))
            if part.startswith("docProps"):
                yield html.unescape("\n".join(_VALUE.findall(xml)))
