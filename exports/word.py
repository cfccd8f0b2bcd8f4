"""Write a report as a Word file: python-docx opens and saves the package, the text goes in as one piece of XML."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from docx.opc.packuri import CONTENT_TYPES_URI, PACKAGE_URI
from docx.opc.pkgwriter import _ContentTypesItem
from docx.oxml import parse_xml
from lxml import etree

from exports.blocks import Heading, Picture, Quote, Reference, Report
from exports.escape import storable
from exports.figures import Figure
from exports.files import Progress, whole_file
from exports.footnotes import add_footnotes
from exports.pages import estimate
from exports.report import ReportPlan, report
from exports.template import open_base, style_ids, text_width
from exports.wordbase import DAWN, LOCALES, W
from exports.wordxml import WordWriter
from projects.model import Snapshot

if TYPE_CHECKING:
    from docx.document import Document

STEP = 50
_LONGEST = 255
_HERE = "the report stands here"
_NAMES = f'xmlns:w="{W}"'
_AFTER_UPDATE = tuple(
    f"{{{W}}}{name}"
    for name in (
        "hdrShapeDefaults", "footnotePr", "endnotePr", "compat", "docVars", "rsids", "attachedSchema",
        "themeFontLang", "clrSchemeMapping", "doNotIncludeSubdocsInStats", "doNotAutoCompressPictures",
        "forceUpgrade", "captions", "readModeInkLockDown", "smartTagType", "shapeDefaults", "doNotEmbedSmartTags",
        "decimalSymbol", "listSeparator",
    )
)  # fmt: skip

Painter = Callable[[Figure], bytes]


@dataclass(frozen=True, slots=True)
class Written:
    """Tell what a report holds: excerpts printed in full, references to them, code sections."""

    path: Path
    quotes: int
    references: int
    sections: int


def write_report(
    snapshot: Snapshot, plan: ReportPlan, figure_png: Painter | bytes | None, path: Path
) -> Generator[Progress, None, Written]:
    """Write the report step by step; the file appears whole or not at all, the former one stays until then.

    `figure_png` paints a figure (or is a ready picture); None leaves pictures out.
    """
    built = report(snapshot, plan)
    yield from write_blocks(built, path, template=plan.template, figure_png=figure_png)
    return _written(built, path)


def write_blocks(
    built: Report, path: Path, *, template: Path | None = None, figure_png: Painter | bytes | None = None
) -> Generator[Progress, None, None]:
    """Write a document of blocks step by step, in the named styles; the file appears whole or not at all."""
    document = open_base(template, built.language)
    steps = len(built.blocks) // STEP + 3
    yield Progress(1, steps)
    writer = WordWriter(
        built,
        style_ids(document, own=template is None),
        estimate(built.blocks),
        _add_pictures(document, built, figure_png),
        text_width(document),
        "" if template is None else LOCALES.get(built.language, "en-GB"),
    )
    parts: list[str] = []
    for place, block in enumerate(writer.blocks(), 1):
        parts.append(block)
        if place % STEP == 0:
            yield Progress(1 + place // STEP, steps)
    add_footnotes(document, writer.notes, writer.styles, writer.locale)
    _finish(document, built, own=template is None, styles=writer.styles)
    _fill(document, parts)
    yield Progress(steps - 1, steps)
    with whole_file(path) as stream:
        _save(document, stream)
    yield Progress(steps, steps)


def _written(built: Report, path: Path) -> Written:
    def count(kind: type) -> int:
        return sum(isinstance(block, kind) for block in built.blocks)

    sections = sum(isinstance(block, Heading) and block.level == 2 for block in built.blocks)  # noqa: PLR2004
    return Written(path, count(Quote), count(Reference), sections)


def _add_pictures(document: Document, built: Report, figure_png: Painter | bytes | None) -> Mapping[int, str]:
    """Put the pictures into the package; return their relations by place in the report."""
    found: dict[int, str] = {}
    for place, block in enumerate(built.blocks):
        if isinstance(block, Picture) and figure_png is not None:
            data = figure_png(block.figure) if callable(figure_png) else figure_png
            found[place] = document.part.get_or_add_image(io.BytesIO(data))[0]
    return found


def _fill(document: Document, parts: list[str]) -> None:
    """Replace the body by the report; of a template's body only the page layout stays.

    The whole document is parsed once, since moving thousands of elements into a tree costs more than parsing them.
    """
    root: Any = document.element
    section = root.body.find(f"{{{W}}}sectPr")
    root.body[:] = [etree.Comment(_HERE), section]
    frame: str = etree.tostring(root, encoding="unicode")
    before, after = frame.split(f"<!--{_HERE}-->")
    whole: Any = parse_xml("".join((before, *parts, after)).encode())
    document.part._element = whole  # noqa: SLF001 - python-docx offers no other way to exchange a part's content


def _finish(document: Document, built: Report, *, own: bool, styles: Mapping[str, str]) -> None:
    _add_running_lines(document, built, styles)
    if own:
        document.sections[0].different_first_page_header_footer = True
    _update_fields_on_open(document)
    when = _moment(built.created)
    properties = document.core_properties
    properties.title, properties.author, properties.last_modified_by = storable(built.title)[:_LONGEST], "Ote", "Ote"
    properties.language = LOCALES.get(built.language, "en-GB")
    properties.comments = properties.subject = properties.keywords = properties.category = ""
    properties.created = properties.modified = when
    properties.revision = 1


def _moment(created: str) -> datetime:
    try:
        when = datetime.fromisoformat(created)
    except ValueError:
        when = datetime(*DAWN, tzinfo=UTC)
    return when.astimezone(UTC).replace(tzinfo=None, microsecond=0) if when.tzinfo else when.replace(microsecond=0)


def _add_running_lines(document: Document, built: Report, styles: Mapping[str, str]) -> None:
    """Add a running head and page numbers where the template has none of its own."""
    section = document.sections[-1]
    present = {child.tag for child in section._sectPr}  # noqa: SLF001 - no public way to ask what a section refers to
    if present & {f"{{{W}}}headerReference", f"{{{W}}}footerReference"}:
        return
    plain = WordWriter(built, styles, {})
    head = plain.field_code("STYLEREF 1", built.title)
    page = plain.field_code("PAGE", "1")
    for part, role, content in ((section.header, "header", head), (section.footer, "footer", page)):
        part.is_linked_to_previous = False
        element: Any = part._element  # noqa: SLF001 - python-docx has no field to add
        element[:] = [parse_xml(plain.paragraph(role, content).replace("<w:p>", f"<w:p {_NAMES}>", 1))]


def _update_fields_on_open(document: Document) -> None:
    """Ask Word to count pages anew; the place among its settings is fixed by the schema."""
    settings: Any = document.settings.element
    tag = f"{{{W}}}updateFields"
    if settings.find(tag) is not None:
        return
    update = parse_xml(f'<w:updateFields {_NAMES} w:val="true"/>')
    for place, child in enumerate(settings):
        if child.tag in _AFTER_UPDATE or not str(child.tag).startswith(f"{{{W}}}"):
            settings.insert(place, update)
            return
    settings.append(update)


def _save(document: Document, stream: BinaryIO) -> None:
    """Write the package with fixed times, so that the same report is the same file."""
    package = document.part.package
    if package is None:
        raise TypeError(document)
    parts = list(package.parts)
    for part in parts:
        part.before_marshal()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, CONTENT_TYPES_URI, _ContentTypesItem.from_parts(parts).blob)  # type: ignore[no-untyped-call]
        _put(archive, PACKAGE_URI.rels_uri, package.rels.xml)
        for part in parts:
            _put(archive, part.partname, part.blob)
            if len(part.rels):
                _put(archive, part.partname.rels_uri, part.rels.xml)


def _put(archive: zipfile.ZipFile, name: str, data: str | bytes) -> None:
    entry = zipfile.ZipInfo(name.lstrip("/"), DAWN)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, data)
