"""Write a report as an OpenDocument text: named styles, real headings, contents, captions, footnotes, pictures."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Generator, Mapping
from pathlib import Path
from typing import BinaryIO

from exports.blocks import Picture, Report
from exports.escape import xml_text
from exports.figures import Figure
from exports.files import Progress, whole_file
from exports.odtstyles import HEAD, NAMESPACES, cell_styles, styles_xml
from exports.odtxml import OdtWriter
from exports.wordbase import DAWN

STEP = 50
MIMETYPE = "application/vnd.oasis.opendocument.text"
_MANIFEST = "urn:oasis:names:tc:opendocument:xmlns:manifest:1.0"

Painter = Callable[[Figure], bytes]


def write_odt(report: Report, path: Path, figure_png: Painter | None = None) -> Generator[Progress, None, None]:
    """Write the report step by step; the file appears whole or not at all, the former one stays until then.

    `figure_png` paints a figure; None leaves pictures out.
    """
    steps = len(report.blocks) // STEP + 3
    pictures = _painted(report, figure_png)
    yield Progress(1, steps)
    writer = OdtWriter(report, {at: f"Pictures/figure{at}.png" for at in pictures})
    parts: list[str] = []
    for at, block in enumerate(report.blocks, 1):
        parts.append(writer.block(at - 1, block))
        if at % STEP == 0:
            yield Progress(1 + at // STEP, steps)
    content = _content(writer, parts)
    yield Progress(steps - 1, steps)
    with whole_file(path) as stream:
        _save(stream, report, content, {name: pictures[at] for at, name in writer.pictures.items()})
    yield Progress(steps, steps)


def _painted(report: Report, figure_png: Painter | None) -> dict[int, bytes]:
    if figure_png is None:
        return {}
    return {at: figure_png(one.figure) for at, one in enumerate(report.blocks) if isinstance(one, Picture)}


def _content(writer: OdtWriter, parts: list[str]) -> str:
    counted = "".join(
        f'<text:sequence-decl text:display-outline-level="0" text:name="{name}"/>' for name in ("Table", "Figure")
    )
    automatic = cell_styles() + "".join(writer.automatic)
    return (
        f'{HEAD}<office:document-content {NAMESPACES} office:version="1.3"><office:automatic-styles>{automatic}'
        f"</office:automatic-styles><office:body><office:text><text:sequence-decls>{counted}</text:sequence-decls>"
        f"{''.join(parts)}</office:text></office:body></office:document-content>"
    )


def _meta(report: Report) -> str:
    """Say title, language and day; no name of anybody."""
    created = report.created[:19] if len(report.created) >= 19 else f"{report.created[:10]}T00:00:00"  # noqa: PLR2004
    return (
        f'{HEAD}<office:document-meta {NAMESPACES} office:version="1.3"><office:meta>'
        f"<meta:generator>Ote</meta:generator><dc:title>{xml_text(report.title)}</dc:title>"
        f"<dc:date>{xml_text(created)}</dc:date><meta:creation-date>{xml_text(created)}</meta:creation-date>"
        f"<dc:language>{xml_text(report.language)}</dc:language></office:meta></office:document-meta>"
    )


def _manifest(pictures: Mapping[str, bytes]) -> str:
    entries = [("/", MIMETYPE), ("content.xml", "text/xml"), ("styles.xml", "text/xml"), ("meta.xml", "text/xml")]
    entries += [(name, "image/png") for name in pictures]
    rows = "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="{kind}"/>' for name, kind in entries
    )
    return f'{HEAD}<manifest:manifest xmlns:manifest="{_MANIFEST}" manifest:version="1.3">{rows}</manifest:manifest>'


def _save(stream: BinaryIO, report: Report, content: str, pictures: Mapping[str, bytes]) -> None:
    """Write the package with fixed times, its kind first and not packed, as readers look for it there."""
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        _put(archive, "mimetype", MIMETYPE.encode(), zipfile.ZIP_STORED)
        _put(archive, "content.xml", content.encode())
        _put(archive, "styles.xml", styles_xml(report.language, report.title).encode())
        _put(archive, "meta.xml", _meta(report).encode())
        for name, data in pictures.items():
            _put(archive, name, data, zipfile.ZIP_STORED)
        _put(archive, "META-INF/manifest.xml", _manifest(pictures).encode())


def _put(archive: zipfile.ZipFile, name: str, data: bytes, how: int = zipfile.ZIP_DEFLATED) -> None:
    entry = zipfile.ZipInfo(name, DAWN)
    entry.compress_type = how
    entry.external_attr = 0o600 << 16
    archive.writestr(entry, data)
