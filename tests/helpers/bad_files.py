"""Make Word documents and hostile or broken files in memory, one function a kind."""

from __future__ import annotations

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping
from xml.sax.saxutils import escape

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/wordprocessingml/main"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_DOCUMENT = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
_SLIDES = "application/vnd.openxmlformats-officedocument.presentationml.presentation.main+xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
MAIN = "word/document.xml"


def zipped(members: Iterable[tuple[str, str | bytes]]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members:
            archive.writestr(name, data)
    return buffer.getvalue()


def paragraph(text: str) -> str:
    return f'<w:p><w:r><w:t xml:space="preserve">{escape(text)}</w:t></w:r></w:p>'


def document(*blocks: str, space: str = W, doctype: str = "") -> str:
    """Return document.xml with blocks of XML in its body."""
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>{doctype}'
        f'<w:document xmlns:w="{space}" xmlns:mc="{MC}"><w:body>{"".join(blocks)}</w:body></w:document>'
    )


def content_types(kind: str, main: str = MAIN) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8"?><Types xmlns="{_PACKAGE}/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/{main}" ContentType="{kind}"/></Types>'
    )


def relationships(targets: Mapping[str, str], *, mode: str = "") -> str:
    """Return a .rels part: relation type's last step by target."""
    rows = "".join(
        f'<Relationship Id="r{number}" Type="{_OFFICE}/{kind}" Target="{target}"{mode}/>'
        for number, (target, kind) in enumerate(targets.items())
    )
    return f'<?xml version="1.0"?><Relationships xmlns="{_PACKAGE}/relationships">{rows}</Relationships>'


def docx(
    xml: str | bytes | None = None,
    *,
    kind: str = _DOCUMENT,
    main: str = MAIN,
    parts: Mapping[str, tuple[str, str]] | None = None,
    extra: Iterable[tuple[str, str | bytes]] = (),
) -> bytes:
    """Return a Word document; `parts` are further parts of the main one by name: relation and XML."""
    body = document(paragraph("A: Hei.")) if xml is None else xml
    members: list[tuple[str, str | bytes]] = [
        ("[Content_Types].xml", content_types(kind, main)),
        ("_rels/.rels", relationships({main: "officeDocument"})),
        (main, body),
    ]
    if parts:
        folder, _, name = main.rpartition("/")
        members.append(
            (f"{folder}/_rels/{name}.rels", relationships({f"/{part}": of for part, (of, _) in parts.items()}))
        )
        members += [(part, content) for part, (_, content) in parts.items()]
    return zipped([*members, *extra])


def words_docx(paragraphs: Iterable[str]) -> bytes:
    return docx(document(*map(paragraph, paragraphs)))


def macro_document() -> bytes:
    return docx(kind=_MACROS, extra=[("word/vbaProject.bin", OLE + bytes(500))])


def spreadsheet() -> bytes:
    return docx(kind=_SHEET)


def slides() -> bytes:
    return docx(kind=_SLIDES)


def bomb(megabytes: int = 300) -> bytes:
    """Return a small document whose main part unpacks to blanks without end."""
    return docx(document(paragraph(" " * (megabytes * 1_000_000))))


def side_bomb(megabytes: int = 300) -> bytes:
    """Return a document with a huge part that nothing refers to and whose size is a lie."""
    data = docx(extra=[("word/media/pad.bin", bytes(megabytes * 1_000_000))])
    return with_declared_size(data, "word/media/pad.bin", 1_000)


def lying_bomb(megabytes: int = 300) -> bytes:
    """Return a bomb that declares a harmless size."""
    return with_declared_size(bomb(megabytes), MAIN, 1_000)


def many_members(count: int = 6_000) -> bytes:
    return zipped([("project.qde", "<Project/>"), *((f"sources/{number}", "") for number in range(count))])


def truncated() -> bytes:
    data = words_docx(["A: Hei. " * 50] * 200)
    return data[: len(data) // 2]


def entities(levels: int = 9) -> bytes:
    """Return a document that multiplies entities."""
    rows = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, levels))
    doctype = f'<!DOCTYPE d [<!ENTITY e0 "x">{rows}]>'
    return docx(document(f"<w:p><w:r><w:t>&e{levels - 1};</w:t></w:r></w:p>", doctype=doctype))


EXTERNAL = '<!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/hostname">]>'


def external_entity(encoding: str = "utf-8") -> bytes:
    """Return a document whose entity reads a local file."""
    xml = document("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>", doctype=EXTERNAL)
    return docx(xml.replace("UTF-8", encoding).encode(encoding))


def hidden_doctype() -> bytes:
    """Return a document whose DOCTYPE is written in UTF-7, where no search for its letters finds it."""
    xml = document("<w:p/>", doctype=EXTERNAL).replace("UTF-8", "UTF-7")
    return docx(xml.replace("<!DOCTYPE", "+ADwAIQ-DOCTYPE"))


def doctype_beside() -> bytes:
    """Return a document with a DOCTYPE in a part that is never read."""
    return docx(extra=[("word/styles.xml", f'<?xml version="1.0"?>{EXTERNAL}<styles/>')])


def project(doctype: str = "") -> bytes:
    return zipped([("project.qde", f'<?xml version="1.0"?>{doctype}<Project name="p"/>'), ("sources/a.txt", "A")])


def odt(*, encrypted: bool = False, kind: str = "content") -> bytes:
    space = "urn:oasis:names:tc:opendocument:xmlns"
    content = f'<o:document-{kind} xmlns:o="{space}:office:1.0"><o:body/></o:document-{kind}>'
    secret = "<m:encryption-data/>" if encrypted else ""
    manifest = f'<m:manifest xmlns:m="{space}:manifest:1.0"><m:file-entry>{secret}</m:file-entry></m:manifest>'
    mime = "application/vnd.oasis.opendocument.text"
    return zipped([("mimetype", mime), ("content.xml", content), ("META-INF/manifest.xml", manifest)])


def compound(*streams: str) -> bytes:
    """Return the look of an OLE file with named streams."""
    return OLE + bytes(504) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


def with_declared_size(data: bytes, name: str, size: int) -> bytes:
    """Return a zip file in which one member's unpacked size is declared wrong."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        info = archive.getinfo(name)
    struct.pack_into("<I", changed, info.header_offset + 22, size)
    at = changed.rfind(name.encode())
    struct.pack_into("<I", changed, at - 46 + 24, size)
    return bytes(changed)


def encrypted_member(data: bytes) -> bytes:
    """Return a zip file whose members claim to be encrypted."""
    changed = bytearray(data)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        directory = archive.start_dir
        infos = archive.infolist()
    for info in infos:
        changed[info.header_offset + 6] |= 1
        changed[directory + 8] |= 1
        directory += 46 + len(info.filename.encode())
    return bytes(changed)


def doubled() -> bytes:
    """Return a document that holds its main part twice, in different case."""
    return docx(extra=[("Word/Document.xml", document(paragraph("A: Toinen.")))])


def climbing(name: str = "../../evil.txt") -> bytes:
    return docx(extra=[(name, "x")])
