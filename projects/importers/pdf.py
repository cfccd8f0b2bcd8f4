"""Read PDF files that have a text layer: lines as they lie on the page, pages parted by form feeds."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from threading import Lock

import pypdfium2
from pypdfium2.raw import FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY, FPDF_PAGEOBJ_IMAGE

from projects.errors import ImportRefusedError
from projects.importers.content import MAX_TEXT, Content, Source
from projects.importers.draft import Finding, Step
from projects.importers.pdf_lines import Line, Page, laid_out, lines_of

_MAX_BYTES = 100_000_000
_MAX_STREAM = 50_000_000
_MAX_STREAMS = 300_000_000
_MAX_ENCRYPTED = 20_000_000
_MAX_CHAINED = 1_000_000
_MAX_LZW = 100_000
_MAX_PAGES = 5_000
_CHUNK = 1 << 20
_STREAM = re.compile(rb"(<<.{0,4000}?>>)\s{0,4}stream\r?\n", re.DOTALL)
_PASSWORD = (FPDF_ERR_PASSWORD, FPDF_ERR_SECURITY)


@dataclass(frozen=True, slots=True)
class PdfImporter:
    """Read PDF; the engine serves one thread at a time, so readers wait for each other."""

    name: str = "pdf"
    formats: tuple[str, ...] = ("pdf",)
    suffixes: tuple[str, ...] = (".pdf",)
    lock: Lock = field(default_factory=Lock, compare=False, repr=False)

    def read(self, source: Source) -> Content:
        """Return the text layer; refuse a scanned document, a protected one, and one that would swell."""
        _check_streams(source)
        with self.lock:
            pages, raw, pictures = _pages(source)
        silent = sum(not page.lines for page in pages)
        if silent == len(pages):
            raise ImportRefusedError("scanned-pdf" if pictures else "no-text", file=source.name)
        laid = laid_out(pages)
        said = sum(len(line.text) for page in laid.pages for line in page.lines)
        steps = [Step("line-ends", len(laid.text) - said, raw - said - laid.numbers)]
        findings = []
        if laid.numbers:
            steps.append(Step("margin-numbers", 0, laid.numbers))
            findings.append(Finding("margin-numbers", {"count": laid.margin}))
        if silent:
            findings.append(Finding("pages-without-text", {"count": silent}))
        return Content(laid.text, (), tuple(findings), steps=tuple(steps), paged=True)


def _check_streams(source: Source) -> None:
    """Refuse a file that unpacks to too much; pictures are never unpacked, and so not counted."""
    data, total = source.data, 0
    refusal = ImportRefusedError("too-large", file=source.name, limit=_MAX_BYTES // 1_000_000)
    if len(data) > _MAX_BYTES or (b"/Encrypt" in data and len(data) > _MAX_ENCRYPTED):
        raise refusal
    for found in _STREAM.finditer(data):
        about = found[1]
        if b"/Image" in about:
            continue
        size = sum(map(len, _inflated(data, found.end()))) if b"Flate" in about or b"/Fl" in about else 0
        total += size
        chained = about.count(b"Decode") > 1 and size > _MAX_CHAINED
        packed = b"LZW" in about and data.find(b"endstream", found.end()) - found.end() > _MAX_LZW
        if size > _MAX_STREAM or total > _MAX_STREAMS or chained or packed:
            raise refusal


def _inflated(data: bytes, start: int) -> Iterator[bytes]:
    """Go through what a stream unpacks to, in pieces and no further than a little over the limit."""
    stream, at, seen = zlib.decompressobj(), start, 0
    try:
        while seen <= _MAX_STREAM and not stream.eof:
            raw = stream.unconsumed_tail or data[at : at + _CHUNK]
            at += 0 if stream.unconsumed_tail else _CHUNK
            if not raw:
                return
            piece = stream.decompress(raw, _CHUNK)
            seen += len(piece)
            yield piece
    except zlib.error:
        return  # encrypted or broken: the engine will see


def _pages(source: Source) -> tuple[list[Page], int, bool]:
    """Return the pages' lines, the number of characters of the text layer, and whether any page has a picture."""
    try:
        document = pypdfium2.PdfDocument(source.data)
    except pypdfium2.PdfiumError as problem:
        code = "password" if problem.err_code in _PASSWORD else "damaged-file"
        raise ImportRefusedError(code, file=source.name) from None
    try:
        if len(document) > _MAX_PAGES:
            raise ImportRefusedError("too-many-pieces", file=source.name, limit=_MAX_PAGES)
        pages, raw, pictures = [], 0, False
        for number in range(len(document)):
            lines, count, has_picture = _page(document, number)
            pages.append(Page(lines))
            raw += count
            pictures = pictures or has_picture
            if raw > MAX_TEXT:
                raise ImportRefusedError("too-long", file=source.name, limit=MAX_TEXT)
    except pypdfium2.PdfiumError:
        raise ImportRefusedError("damaged-file", file=source.name) from None
    finally:
        document.close()
    return pages, raw, pictures


def _page(document: pypdfium2.PdfDocument, number: int) -> tuple[tuple[Line, ...], int, bool]:
    page = document[number]
    try:
        layer = page.get_textpage()
        try:
            text = layer.get_text_range()
            lines = lines_of(text, layer)
        finally:
            layer.close()
        pictures = not lines and any(True for _ in page.get_objects((FPDF_PAGEOBJ_IMAGE,), 3))
        return lines, len(text), pictures
    finally:
        page.close()
