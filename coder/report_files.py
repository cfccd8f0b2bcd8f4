"""Write a report of blocks as the file's name says: Word, OpenDocument, or one page of HTML."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

from exports.blocks import Report
from exports.errors import ExportError
from exports.files import Progress

OTHERS = (".odt", ".html")
"""The endings of files that are not Word's."""


def write_report_file(report: Report, path: Path, template: Path | None = None) -> Generator[Progress, None, None]:
    """Write the report step by step; the file appears whole or not at all, the former one stays until then.

    Any other ending is a Word file's. A template is Word's, and only a Word file has one. Raises ExportError with
    `template-word-only`, and what the writers raise.
    """
    # Qt and python-docx are heavy, and no kind needs all of them.
    suffix = path.suffix.lower()
    if template is not None and suffix in OTHERS:
        raise ExportError("template-word-only", file=str(template))
    if suffix == ".html":
        from exports.htmlpage import write_html  # noqa: PLC0415

        yield from write_html(report, path)
        return
    from coder.paint import png  # noqa: PLC0415

    if suffix == ".odt":
        from exports.odt import write_odt  # noqa: PLC0415

        yield from write_odt(report, path, png)
        return
    from exports.word import write_blocks  # noqa: PLC0415

    yield from write_blocks(report, path, template=template, figure_png=png)
