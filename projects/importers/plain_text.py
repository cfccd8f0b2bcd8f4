"""Decode plain text: BOM, then strict UTF-8, then slightly broken UTF-8, then the old code pages of Finland."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

import chardet

from projects.errors import ImportRefusedError
from projects.importers.content import MAX_TEXT, Content, Source
from projects.importers.draft import Finding

REPLACEMENT = "\ufffd"

_BOMS = (
    # UTF-32 first: its little-endian mark begins with that of UTF-16
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_CODE_PAGES = ("cp1252", "iso8859-15", "mac-roman", "cp850")
_MAX_BYTES = 4 * MAX_TEXT  # no encoding takes more bytes a character
_NORDIC = "äöåÄÖÅ"
_USUAL = ("cp1252", "iso8859-15")
_SAMPLE = 20_000
_CONTROLS = bytes(set(range(32)) - set(b"\t\n\v\f\r\x1b"))
_FEW_CONTROLS = 8
_FEWEST_UNITS = 2
_WINDOWS_ONLY = re.compile(rb"[\x80-\x9f]")
_VALID_MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}")
_HIGH_RUN = re.compile(rb"[\x80-\xff]+")


@dataclass(frozen=True, slots=True)
class PlainTextImporter:
    """Read plain text."""

    name: str = "plain-text"
    formats: tuple[str, ...] = ("text",)
    suffixes: tuple[str, ...] = (".txt", ".text")

    def read(self, source: Source) -> Content:
        """Return the decoded text; refuse what is too long for a transcript."""
        text, findings = decode_source(source)
        return Content(text, findings=findings)


def decode_source(source: Source, limit: int = MAX_TEXT) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of a source and what had to be guessed; refuse what is too long for a transcript."""
    if len(source.data) > _MAX_BYTES:
        raise ImportRefusedError("too-long", file=source.name, limit=MAX_TEXT)
    text, findings = decode(source.data)
    if len(text) > limit:
        raise ImportRefusedError("too-long", file=source.name, limit=MAX_TEXT)
    return text, findings


def head_of(data: bytes, size: int) -> str:
    """Return about the first bytes as text, good enough to tell kinds of text apart by their ASCII."""
    encoding = _bom_of(data) or _bare_utf16(data) or "latin-1"
    return data[:size].decode(encoding, "ignore").removeprefix("\ufeff").removeprefix("\xef\xbb\xbf")


def is_text(data: bytes) -> bool:
    """Tell whether bytes can be text: a BOM, UTF-16 by its zeros, or hardly any control bytes."""
    if _bom_of(data) or _bare_utf16(data):
        return True
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return b"\x00" not in data and controls <= max(_FEW_CONTROLS, len(sample) // 50)


def decode(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Return the text of bytes, a leading BOM left in place, and what had to be guessed or replaced."""
    encoding = _bom_of(data) or _bare_utf16(data)
    if encoding:
        # the codec eats the mark of UTF-16 and UTF-32; characters are counted from behind it
        return _lenient(data, encoding)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        return _lenient(data, "utf-8") if _mostly_utf8(data) else _by_code_page(data)


def _lenient(data: bytes, encoding: str) -> tuple[str, tuple[Finding, ...]]:
    try:
        return data.decode(encoding), ()
    except UnicodeDecodeError:
        text = data.decode(encoding, "replace")
        return text, (Finding("encoding", {"count": text.count(REPLACEMENT)}),)


def _bom_of(data: bytes) -> str:
    return next((encoding for mark, encoding in _BOMS if data.startswith(mark)), "")


def _bare_utf16(data: bytes) -> str:
    """Recognise UTF-16 without a mark: every other byte of Western text is zero."""
    sample = data[: _SAMPLE & ~1]
    half = len(sample) // 2
    if half < _FEWEST_UNITS or b"\x00" not in sample or len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > half * 0.7 and even < half * 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > half * 0.7 and odd < half * 0.05 else ""


def _mostly_utf8(data: bytes) -> bool:
    """Weigh valid sequences against broken runs: Latin text has next to none of the first."""
    valid = len(_VALID_MULTIBYTE.findall(data))
    broken = len(_HIGH_RUN.findall(_VALID_MULTIBYTE.sub(b"", data)))
    return valid > 0 and valid >= broken


def _by_code_page(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    name = _code_page(data)
    text = data.decode(name, "replace")
    findings = []
    if broken := text.count(REPLACEMENT):
        findings.append(Finding("encoding", {"count": broken}))
    if name not in _USUAL:
        findings.append(Finding("encoding-guessed", {"encoding": name}))
    return text, tuple(findings)


def _code_page(data: bytes) -> str:
    """Return the likeliest code page; an unusual one only when it gives more of the letters of Nordic words."""
    guess = chardet.detect(data, include_encodings=_CODE_PAGES, compat_names=False)["encoding"] or "cp1252"
    name = codecs.lookup(guess).name
    if name == "iso8859-15":
        # Latin-9 has only controls where Windows has its dashes and quotes
        return "cp1252" if _WINDOWS_ONLY.search(data) else name
    return name if _nordic(data, name) > _nordic(data, "cp1252") else "cp1252"


def _nordic(data: bytes, encoding: str) -> int:
    text = data.decode(encoding, "replace")
    return sum(text.count(letter) for letter in _NORDIC)
