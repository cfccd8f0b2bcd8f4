"""Make small files of every format that is read, from the same lines; no library that reads them is used."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Sequence
from xml.sax.saxutils import escape

from helpers import bad_files as bad

ODF = "urn:oasis:names:tc:opendocument:xmlns"
LINES = ("Haastattelija: Mitä äiti sanoi?", "Maija: Höpö höpö, sanoi äiti.", "Haastattelija: Niin [naurahtaa].")


def vtt(lines: Sequence[str] = LINES) -> bytes:
    cues = (f"{clock(n)}.000 --> {clock(n + 1)}.000\n{line}\n" for n, line in enumerate(lines))
    return ("WEBVTT\n\n" + "\n".join(cues)).encode()


def srt(lines: Sequence[str] = LINES) -> bytes:
    cues = (f"{n + 1}\n{clock(n)},000 --> {clock(n + 1)},000\n{line}\n" for n, line in enumerate(lines))
    return "\n".join(cues).encode()


def clock(seconds: int) -> str:
    """Return seconds as hours, minutes and seconds."""
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def markdown(lines: Sequence[str] = LINES) -> bytes:
    return "\n\n".join(lines).encode()


def web(lines: Sequence[str] = LINES) -> bytes:
    inside = "".join(f"<p>{escape(line)}</p>\n" for line in lines)
    return f"<!DOCTYPE html><html><head><meta charset='utf-8'></head><body>{inside}</body></html>".encode()


def content_xml(inside: str) -> str:
    """Return content.xml with blocks of XML in its text."""
    return (
        f'<?xml version="1.0"?><office:document-content xmlns:office="{ODF}:office:1.0" xmlns:text="{ODF}:text:1.0" '
        f'xmlns:table="{ODF}:table:1.0" xmlns:draw="{ODF}:drawing:1.0"><office:body><office:text>{inside}'
        "</office:text></office:body></office:document-content>"
    )


def odt_of(inside: str, extra: Sequence[tuple[str, str]] = ()) -> bytes:
    """Return an OpenDocument text with blocks of XML in it."""
    kind = "application/vnd.oasis.opendocument.text"
    return bad.zipped([("mimetype", kind), ("content.xml", content_xml(inside)), *extra])


def odt(lines: Sequence[str] = LINES) -> bytes:
    return odt_of("".join(f"<text:p>{escape(line)}</text:p>" for line in lines))


def rtf(lines: Sequence[str] = LINES) -> bytes:
    inside = "".join(f"{rtf_text(line)}\\par\n" for line in lines)
    return f"{{\\rtf1\\ansi\\ansicpg1252\\deff0{{\\fonttbl{{\\f0\\fcharset0 Arial;}}}}\\pard {inside}}}".encode("ascii")


def rtf_text(text: str) -> str:
    """Return text as RTF writes it: every letter beyond ASCII by its number."""
    units = struct.iter_unpack("<h", text.encode("utf-16-le"))
    return "".join(chr(unit) if 31 < unit < 127 and chr(unit) not in "\\{}" else f"\\u{unit}?" for (unit,) in units)


def pdf(pages: Sequence[Sequence[str]] = (LINES,), *, left: int = 60, step: int = 14, packed: bool = False) -> bytes:
    """Return a PDF with one line of text each in Helvetica, from the top down; `packed` deflates the pages."""
    return pdf_of(
        [text_stream([(left, 800 - step * n, line) for n, line in enumerate(page)]) for page in pages], packed=packed
    )


def text_stream(texts: Sequence[tuple[float, float, str]], size: int = 10) -> bytes:
    """Return a page's drawing orders: each text at its place."""
    rows = []
    for x, y, text in texts:
        said = text.encode("cp1252", "replace").replace(b"\\", b"\\\\").replace(b"(", b"\\(").replace(b")", b"\\)")
        rows.append(b"BT /F1 %d Tf 1 0 0 1 %d %d Tm (%b) Tj ET" % (size, x, y, said))
    return b"\n".join(rows)


PICTURE = b"q 100 0 0 100 50 600 cm BI /W 1 /H 1 /BPC 8 /CS /G ID \x80 EI Q"


def pdf_of(streams: Sequence[bytes], *, packed: bool = False, trailer: str = "") -> bytes:
    """Return a PDF whose pages are drawn by some streams of orders."""
    count = len(streams)
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(count))
    bodies = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {count} >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    for n, stream in enumerate(streams):
        raw = zlib.compress(stream) if packed else stream
        how = b"/Filter /FlateDecode " if packed else b""
        bodies += [
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            b"/Contents %d 0 R >>" % (5 + 2 * n),
            b"<< %b/Length %d >>\nstream\n%b\nendstream" % (how, len(raw), raw),
        ]
    data, places = bytearray(b"%PDF-1.4\n"), []
    for number, body in enumerate(bodies, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    start = len(data)
    data += b"xref\n0 %d\n0000000000 65535 f \n" % (len(bodies) + 1)
    data += b"".join(b"%010d 00000 n \n" % place for place in places)
    data += f"trailer\n<< /Size {len(bodies) + 1} /Root 1 0 R {trailer}>>\nstartxref\n{start}\n%%EOF".encode()
    return bytes(data)


def locked_pdf() -> bytes:
    """Return a PDF that asks for a password."""
    secret = "00" * 32
    how = f"/Encrypt << /Filter /Standard /V 1 /R 2 /O <{secret}> /U <{secret}> /P -44 >> /ID [<00> <00>] "
    return pdf_of([text_stream([(60, 800, "A: Hei.")])], trailer=how)


FORMATS = {
    "a.txt": lambda: "\n".join(LINES).encode(), "a.docx": lambda: bad.words_docx(LINES), "a.odt": odt, "a.rtf": rtf,
    "a.md": markdown, "a.html": web, "a.pdf": pdf, "a.vtt": vtt, "a.srt": srt,
}  # fmt: skip
