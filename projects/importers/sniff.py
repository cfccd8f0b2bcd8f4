"""Tell by its bytes what a file is, whatever it is called, and refuse what cannot be a transcript."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType

from projects.errors import ImportRefusedError
from projects.importers.containers import Package, open_package
from projects.importers.content import Source
from projects.importers.plain_text import head_of, is_text
from projects.importers.xml_parts import check_prologs, parse_xml

# What a format's file is usually called, for the advice to rename it.
SUFFIXES: Mapping[str, str] = {
    "docx": ".docx", "docm": ".docm", "old-word": ".doc", "odt": ".odt", "rtf": ".rtf", "pdf": ".pdf",
    "qdpx": ".qdpx", "text": ".txt", "markdown": ".md", "html": ".html", "vtt": ".vtt", "srt": ".srt",
    "spreadsheet": ".xlsx", "presentation": ".pptx", "epub": ".epub", "archive": ".zip", "database": ".db",
    "xml": ".xml",
}  # fmt: skip

_CLAIMS: Mapping[str, tuple[str, ...]] = {
    ".docx": ("docx", "docm"), ".docm": ("docx", "docm"), ".dotx": ("docx", "docm"), ".dotm": ("docx", "docm"),
    ".doc": ("old-word",), ".odt": ("odt",), ".ott": ("odt",), ".rtf": ("rtf",), ".pdf": ("pdf",), ".qdpx": ("qdpx",),
    ".xlsx": ("spreadsheet",), ".xls": ("spreadsheet",), ".ods": ("spreadsheet",), ".pptx": ("presentation",),
    ".ppt": ("presentation",), ".odp": ("presentation",), ".epub": ("epub",), ".zip": ("archive",),
    ".txt": ("text",), ".text": ("text",), ".md": ("markdown",), ".markdown": ("markdown",),
    ".html": ("html",), ".htm": ("html",), ".xhtml": ("html",), ".vtt": ("vtt",), ".srt": ("srt",),
}  # fmt: skip
_WORD_FORMATS = ("docx", "docm")
_WORD_NAMES = (".docx", ".docm", ".dotx", ".dotm")
_TEXT_KINDS = ("text", "markdown", "html", "vtt", "srt")
_LATER = ("qdpx",)
_OWN = (*_WORD_FORMATS, "markdown", "html", "vtt", "srt", "odt", "rtf", "pdf")

_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"{\\rtf", "rtf"),
    (b"\x89PNG", "image"), (b"\xff\xd8\xff", "image"), (b"GIF8", "image"), (b"II*\x00", "image"),
    (b"MM\x00*", "image"), (b"BM", "image"), (b"8BPS", "image"),
    (b"ID3", "audio"), (b"\xff\xfb", "audio"), (b"\xff\xf3", "audio"), (b"OggS", "audio"), (b"fLaC", "audio"),
    (b"\x1aE\xdf\xa3", "video"),
    (b"\x1f\x8b", "archive"), (b"7z\xbc\xaf", "archive"), (b"Rar!", "archive"), (b"BZh", "archive"),
    (b"SQLite format 3\x00", "database"),
    (b"MZ", "program"), (b"\x7fELF", "program"),
)  # fmt: skip
_SHORT_MAGIC = (b"BM", b"MZ", b"ID3", b"BZh", b"\xff\xfb", b"\xff\xf3")  # text may begin with these too
_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OLE_STREAMS = (
    ("EncryptedPackage", "password"),
    ("WordDocument", "old-word"),
    ("Workbook", "spreadsheet"),
    ("PowerPoint Document", "presentation"),
)
_MIMETYPES: Mapping[bytes, str] = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.text-template": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "spreadsheet",
    b"application/vnd.oasis.opendocument.presentation": "presentation",
    b"application/epub+zip": "epub",
}
_CONTENT_TYPES = "[content_types].xml"
_MANIFEST = "meta-inf/manifest.xml"
_WEB_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b", re.IGNORECASE | re.DOTALL
)
_TAG = re.compile(r"<(?:p|div|br|body|table|ul|ol|h[1-6]|span|b|i|strong|em|meta|head)\b[^>]*>", re.IGNORECASE)
_CUES = re.compile(r"\s*(?:\d+[ \t]*[\r\n]\s*)?(?:\d{1,2}:)?\d{1,2}:\d{2}[,.]\d{1,3}\s*-->")
_HEAD = 4_096


def sniff(data: bytes, name: str, others: Mapping[str, str] = MappingProxyType({})) -> Source:
    """Return a file as a source of a known format, or refuse it with what it is.

    `others` are the formats, by suffix, of readers that are not the program's own: a file that the program itself
    would refuse or take for plain text is theirs when its name says so.
    """
    if not data:
        raise ImportRefusedError("empty-file", file=name)
    suffix = suffix_of(name)
    if data.startswith(_ZIP):
        package = open_package(data, name)
        source = Source(name, data, _packaged(package, suffix), package)
    else:
        source = Source(name, data, _bare(data, name, suffix))
    if suffix in others and suffix not in _CLAIMS and source.format not in _OWN:
        return replace(source, format=others[suffix])
    _check_name(source, suffix)
    if source.format in _LATER:
        raise ImportRefusedError("not-yet-readable", file=name, found=source.format)
    if source.format == "binary":
        raise ImportRefusedError("binary", file=name)
    if source.format not in (*_OWN, "text"):
        raise ImportRefusedError("unknown-format", file=name, found=source.format)
    return source


def suffix_of(name: str) -> str:
    """Return the lower-case suffix of a file name with its dot, or nothing."""
    stem, dot, suffix = name.rpartition(".")
    return f".{suffix.lower()}" if dot and stem else ""


def _check_name(source: Source, suffix: str) -> None:
    """Refuse a name that claims another kind of file than the bytes are."""
    claimed = _CLAIMS.get(suffix)
    if claimed is None or source.format in claimed:
        return
    values = {"found": source.format, "suffix": SUFFIXES.get(source.format, "")}
    if suffix in _WORD_NAMES:
        raise ImportRefusedError("not-word", file=source.name, **values)
    if suffix == ".qdpx":
        raise ImportRefusedError("not-qdpx", file=source.name, **values)
    both_text = source.format in _TEXT_KINDS and claimed[0] in _TEXT_KINDS
    if not both_text and not (source.format == "binary" and claimed[0] in _TEXT_KINDS):
        raise ImportRefusedError("wrong-name", file=source.name, claimed=claimed[0], **values)


def _bare(data: bytes, name: str, suffix: str) -> str:
    """Return the format of bytes that are no zip container."""
    if data.startswith(_OLE):
        return _compound(data, name)
    if b"%PDF-" in data[:1024]:
        return "pdf"
    for magic, kind in _MAGIC:
        if data.startswith(magic) and not (magic in _SHORT_MAGIC and is_text(data)):
            return kind
    if data[:4] == b"RIFF" and data[8:12] in (b"WAVE", b"WEBP", b"AVI "):
        return {b"WAVE": "audio", b"WEBP": "image", b"AVI ": "video"}[data[8:12]]
    if data[4:8] == b"ftyp":
        return "audio" if data[8:11] == b"M4A" else "video"
    return _textual(data, suffix) if is_text(data) else "binary"


def _textual(data: bytes, suffix: str) -> str:
    head = head_of(data, _HEAD)
    claimed = _CLAIMS.get(suffix, ("text",))[0]
    if head.startswith("WEBVTT"):
        return "vtt"
    if _CUES.match(head):
        return "vtt" if claimed == "vtt" else "srt"
    if _WEB_PAGE.match(head):
        return "html"
    if head.lstrip().startswith("<?xml"):
        return "xml"
    if claimed == "html" and not _TAG.search(head):
        return "text"
    return claimed if claimed in ("markdown", "html") else "text"


def _compound(data: bytes, name: str) -> str:
    """Tell the kinds of OLE files apart by the names of their streams."""
    for stream, kind in _OLE_STREAMS:
        if stream.encode("utf-16-le") in data:
            if kind in ("password", "old-word"):
                raise ImportRefusedError(kind, file=name)
            return kind
    return "binary"


def _packaged(package: Package, suffix: str) -> str:
    """Return the format of a zip container; check the parts of those that are not read yet."""
    if package.has(_CONTENT_TYPES):
        return _office(package)
    if package.has("mimetype"):
        kind = _MIMETYPES.get(package.read("mimetype").strip(), "archive")
        if kind == "odt":
            _check_document(package)
        return kind
    projects = [part for part in package.members if part.endswith(".qde") and "/" not in part]
    if projects:
        for part in projects:
            parse_xml(package.read(part), package.file)
        return "qdpx"
    if suffix in _WORD_NAMES and package.has("word/document.xml"):
        raise ImportRefusedError("damaged-file", file=package.file)
    return "archive"


def _check_document(package: Package) -> None:
    """Check an OpenDocument text: an encrypted one says so in its manifest."""
    check_prologs(package)
    if package.has(_MANIFEST) and b"encryption-data" in package.read(_MANIFEST):
        raise ImportRefusedError("password", file=package.file)


def _office(package: Package) -> str:
    """Return what kind of Office document a package is, by the declared types of its parts."""
    types = " ".join(
        element.get("ContentType", "") for element in parse_xml(package.read(_CONTENT_TYPES), package.file)
    )
    if "spreadsheetml." in types and "wordprocessingml.document.main" not in types:
        return "spreadsheet"
    if "presentationml." in types and "wordprocessingml.document.main" not in types:
        return "presentation"
    if "ms-word." in types and "macroEnabled" in types:
        return "docm"
    if "wordprocessingml." in types:
        return "docm" if package.has("word/vbaproject.bin") else "docx"
    if package.has("word/document.xml"):
        raise ImportRefusedError("damaged-file", file=package.file)
    return "archive"
