"""Read web pages: what a browser would show, a block a line, cells of a row joined by tabs; scripts are no text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from codebooks.safe_xml import markup_of
from projects.errors import ImportRefusedError
from projects.importers.content import MAX_TEXT, Content, Source
from projects.importers.draft import Finding
from projects.importers.plain_text import decode, head_of
from projects.importers.xml_parts import MAX_PARSED

_SILENT = frozenset(
    ("script", "style", "template", "noscript", "head", "svg", "math", "iframe", "object", "select", "canvas", "audio",
     "video", "title", "meta", "link")
)  # fmt: skip
_BLOCKS = frozenset(
    ("p", "div", "li", "ul", "ol", "dl", "dt", "dd", "h1", "h2", "h3", "h4", "h5", "h6", "table", "tr", "blockquote",
     "section", "article", "header", "footer", "main", "nav", "aside", "pre", "hr", "figure", "figcaption", "address",
     "details", "summary", "fieldset", "form", "body", "html", "caption", "center")
)  # fmt: skip
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_CELLS = ("td", "th")
_ROWS = ("tr", "table")
_WHITE = re.compile(r"[ \t\n\r\f]+")
_UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(r"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4_096
_MOST_MARKUP = 600_000


@dataclass(frozen=True, slots=True)
class WebImporter:
    """Read HTML."""

    name: str = "web-page"
    formats: tuple[str, ...] = ("html",)
    suffixes: tuple[str, ...] = (".html", ".htm", ".xhtml")

    def read(self, source: Source) -> Content:
        """Return the visible text of the page and what was left out."""
        data = source.data
        if len(data) > MAX_PARSED or markup_of(data) > _MOST_MARKUP:
            raise ImportRefusedError("too-large", file=source.name, limit=MAX_PARSED // 1_000_000)
        text, findings = _decoded(data)
        walk = _Walk()
        root = _parsed(text, source.name)
        if root is not None:
            walk.over(root)
        said = walk.text()
        if len(said) > MAX_TEXT:
            raise ImportRefusedError("too-long", file=source.name, limit=MAX_TEXT)
        if walk.hidden:
            findings = (*findings, Finding("hidden-left-out", {"count": walk.hidden}))
        return Content(said, (), findings, flowing=True, headings=frozenset(walk.headings))


def _decoded(data: bytes) -> tuple[str, tuple[Finding, ...]]:
    """Return the page's characters, by its own declaration when it has one that works."""
    declared = _CHARSET.search(head_of(data, _HEAD))
    if declared and not data.startswith((b"\xff\xfe", b"\xfe\xff", b"\xef\xbb\xbf")):
        try:
            return data.decode(declared[1]), ()
        except (LookupError, ValueError):
            return decode(data)
    return decode(data)


def _parsed(text: str, file: str) -> etree._Element | None:
    """Return the page's tree; a page that breaks off its reader, such as by endless depth, is damaged."""
    parser = etree.HTMLParser(
        encoding="utf-8", no_network=True, huge_tree=True, remove_comments=True, remove_pis=True, recover=True
    )
    try:
        root = etree.fromstring(text.encode("utf-8", "replace"), parser)
    except (etree.XMLSyntaxError, ValueError):
        return None
    if parser.error_log.filter_from_fatals():
        raise ImportRefusedError("damaged-file", file=file)
    return root


@dataclass(slots=True)
class _Walk:
    """Collect lines: white space falls together as in a browser, but in `pre`."""

    lines: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    headings: set[str] = field(default_factory=set)
    hidden: int = 0
    _skipping: etree._Element | None = None
    _pre: int = 0
    _cell_first: bool = True
    _row: int = 0

    def over(self, root: etree._Element) -> None:
        """Go through all elements; text behind an element's end belongs to what is around it."""
        for event, element in etree.iterwalk(root, events=("start", "end")):
            if self._skipping is None and event == "start":
                self._open(element)
            elif event == "end" and self._skipping in (None, element):
                self._close(element)
        self._end_line()

    def text(self) -> str:
        """Return what was collected."""
        return "\n".join(self.lines)

    def _open(self, element: etree._Element) -> None:
        tag = element.tag
        unseen = element.get("hidden") is not None or bool(_UNSEEN.search(element.get("style", "")))
        if tag in _SILENT or unseen:
            self._skipping = element
            self.hidden += tag not in _SILENT and bool("".join(map(str, element.itertext())).strip())
            return
        if tag in _BLOCKS:
            if tag in _ROWS or not (self.line and self.line[-1] == "\t"):
                self._end_line()  # a paragraph at the start of a cell stays in its row
        elif tag == "br":
            self._break_line()
        elif tag in _CELLS:
            self._open_cell()
        self._pre += tag == "pre"
        if tag == "tr":
            self._cell_first, self._row = True, len(self.lines)
        self._say(element.text)

    def _close(self, element: etree._Element) -> None:
        if self._skipping is element:
            self._skipping = None
        elif element.tag in _BLOCKS:
            if element.tag in _HEADINGS:
                self.headings.add("".join(self.line).strip())
            self._end_line()
            self._pre -= element.tag == "pre"
        self._say(element.tail)

    def _open_cell(self) -> None:
        if self._cell_first:
            self._end_line()
            self._cell_first = False
            return
        if not self.line and len(self.lines) > self._row:
            self.line = [self.lines.pop()]  # the cell before ended in a block of its own
        self.line = [*self._trimmed(), "\t"]

    def _say(self, text: str | None) -> None:
        if not text:
            return
        if self._pre:
            first, *rest = text.replace("\r", "").split("\n")
            self.line.append(first)
            for line in rest:
                self._break_line()
                self.line.append(line)
            return
        text = _WHITE.sub(" ", text)
        if text.startswith(" ") and (not self.line or self.line[-1].endswith((" ", "\t"))):
            text = text[1:]
        if text:
            self.line.append(text)

    def _trimmed(self) -> list[str]:
        if self.line and not self._pre:
            self.line[-1] = self.line[-1].rstrip(" ")
        return self.line

    def _break_line(self) -> None:
        self.lines.append("".join(self._trimmed()))
        self.line = []

    def _end_line(self) -> None:
        if any(part.strip(" ") for part in self.line):
            self._break_line()
        self.line = []
