"""Read a project of Taguette (`.sqlite3`) and its codebook as CSV.

Source: the program's own tables and its CSV export (version 1.5.2). Its documents are HTML, and a highlight is a range
of UTF-8 bytes of the text between the tags.
"""

from __future__ import annotations

import csv
import json
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from uuid import UUID, uuid5

from codebooks.errors import CodebookError
from codebooks.model import Code, Codebook
from codebooks.os_errors import os_code
from codebooks.rules import check
from projects.errors import ImportRefusedError
from projects.importers.plain_text import decode
from projects.interchange.gathering import Gathering
from projects.interchange.other_sqlite import Cell, OtherDatabase, number, opened, text
from projects.interchange.positions import fits
from projects.interchange.values import Foreign
from projects.model import Anchor, ProjectInfo, Snapshot

_NEEDED = ("projects", "documents", "highlights", "tags", "highlight_tags")
_NAMESPACE = UUID("51B2B2B7-27EB-4ECB-9D56-E75B0A0496C2")
_BLOCKS = frozenset(
    (
        *("address", "article", "aside", "blockquote", "body", "dd", "div", "dl", "dt", "fieldset", "figcaption"),
        *("figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "li", "main", "nav", "ol"),
        *("p", "pre", "section", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul"),
    )
)
_MOST_ROWS = 20_000
_MOST_CSV = 20_000_000
Key = Cell


def read_taguette(path: Path) -> Foreign:
    """Return the one project in a file; raises ImportRefusedError, `several-projects` when there are more."""
    with opened(path) as database:
        if not database.has(*_NEEDED):
            raise ImportRefusedError("not-taguette", file=path.name)
        projects = database.records("projects", "id", "name", "description", "created")
        if len(projects) != 1:
            raise ImportRefusedError("several-projects", file=path.name, count=len(projects))
        name = text(projects[0]["name"])
        gathering = Gathering("Taguette", f"{projects[0]['created']} {name}")
        gathering.memo("project", text(projects[0]["description"]), Anchor("project"))
        _read(gathering, database)
        return gathering.foreign(name or path.stem)


def read_codebook_csv(path: Path) -> Foreign:
    """Return a codebook as Taguette writes it: a column `tag`, `name` or `path`, and maybe `description`.

    Raises CodebookError `not-codebook-csv` when the file is none.
    """
    try:
        with path.open("rb") as stream:
            data = stream.read(_MOST_CSV)
    except OSError as problem:
        raise CodebookError(os_code(problem), file=path.name) from None
    tags = _tags(decode(data)[0].removeprefix("\ufeff"), path.name)
    codes = tuple(
        Code(tag_id(name), f"C{place}", name, definition_fi=described)
        for place, (name, described) in enumerate(tags.items(), 1)
    )
    book = check(Codebook(codes=nested(codes)), path.name)
    return Foreign(Snapshot(ProjectInfo("", path.stem, ""), book, (), (), ()), (), "")


def tag_id(path: str) -> str:
    """Return the GUID that Taguette gives a tag in its own `.qdc`."""
    return str(uuid5(_NAMESPACE, path))


def nested(codes: Sequence[Code]) -> tuple[Code, ...]:
    """Return the codes with the parents that dotted names say: `paikka.koti` stands under `paikka`."""
    known = {code.name_fi: code.id for code in codes}
    return tuple(replace(code, parent=_parent(code.name_fi, known)) for code in codes)


def _parent(name: str, known: Mapping[str, str]) -> str | None:
    while "." in name:
        name = name.rpartition(".")[0]
        if name in known:
            return known[name]
    return None


def _tags(content: str, file: str) -> dict[str, str]:
    try:
        rows = list(csv.reader(content.splitlines(keepends=True)))[:_MOST_ROWS]
    except csv.Error:
        raise CodebookError("not-codebook-csv", file=file) from None
    header = [cell.strip().casefold() for cell in rows[0]] if rows else []
    named = [place for place, cell in enumerate(header) if cell in ("tag", "name", "path")]
    if len(named) != 1:
        raise CodebookError("not-codebook-csv", file=file)
    described = header.index("description") if "description" in header else None
    tags: dict[str, str] = {}
    for row in rows[1:]:
        name = row[named[0]].strip() if len(row) > named[0] else ""
        if name:
            tags.setdefault(name, row[described].strip() if described is not None and len(row) > described else "")
    return tags


def _read(gathering: Gathering, database: OtherDatabase) -> None:
    tags: dict[Key, str] = {}
    rows = database.records("tags", "id", "path", "description")
    codes = [
        Code(tag_id(text(row["path"])), "", text(row["path"]), definition_fi=text(row["description"])) for row in rows
    ]
    for row, code in zip(rows, nested(codes), strict=True):
        tags[row["id"]] = code.id
        gathering.code(code, "")
    pages: dict[Key, Page] = {}
    texts: dict[Key, str | None] = {}
    for row in database.records("documents", "id", "name", "description", "contents", "created"):
        pages[row["id"]] = page = Page(text(row["contents"]))
        own = texts[row["id"]] = gathering.text(row["id"], text(row["name"]), page.text, text(row["created"]))
        if own is not None:
            gathering.memo("document", text(row["description"]), Anchor("transcript", own))
    _read_highlights(gathering, database, tags, (pages, texts))


def _read_highlights(
    gathering: Gathering,
    database: OtherDatabase,
    tags: dict[Key, str],
    documents: tuple[dict[Key, Page], dict[Key, str | None]],
) -> None:
    pages, texts = documents
    made = _makers(database)
    excerpts: dict[Key, str | None] = {}
    for row in database.records("highlights", "id", "document_id", "start_offset", "end_offset", "snippet"):
        page = pages.get(row["document_id"])
        span = page.span(number(row["start_offset"]), number(row["end_offset"])) if page else None
        start, end = span or (None, None)
        said, quote = (page.text[start:end] if page else ""), Page(text(row["snippet"])).text
        quote = said if fits(said, quote) else quote
        excerpts[row["id"]] = gathering.passage(texts.get(row["document_id"]), start, end, quote)
    for row in database.records("highlight_tags", "highlight_id", "tag_id"):
        key = f"{row['highlight_id']} {row['tag_id']}"
        maker = made.get(row["highlight_id"], ("", ""))
        gathering.coding(key, excerpts.get(row["highlight_id"]), tags.get(row["tag_id"], ""), maker)


def _makers(database: OtherDatabase) -> dict[Key, tuple[str, str]]:
    """Return who made each highlight and when, from the program's history."""
    made: dict[Key, tuple[str, str]] = {}
    for row in database.records("commands", "date", "user_login", "payload"):
        try:
            payload = json.loads(text(row["payload"]))
        except (ValueError, RecursionError):
            continue
        if isinstance(payload, dict) and payload.get("type") == "highlight_add":
            key = payload.get("highlight_id")
            if isinstance(key, int):
                made.setdefault(key, (text(row["user_login"]), text(row["date"])))
    return made


class Page(HTMLParser):
    """Turn HTML into paragraphs, and know where each byte of the text between its tags has come to stand."""

    def __init__(self, html: str) -> None:
        """Read the whole of it; what is no HTML is text."""
        super().__init__(convert_charrefs=True)
        self._parts: list[str] = []
        self._length = 0
        self._bytes = [0]
        self._begins: list[int] = []
        self._ends = [0]
        self._gap = False
        self.feed(html)
        self.close()
        self.text = "".join(self._parts)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002 - the parser's signature
        """Begin a new line with a block."""
        self._gap = self._gap or tag in _BLOCKS
        if tag == "br":
            self._add("\n")

    def handle_endtag(self, tag: str) -> None:
        """End the line with a block."""
        self._gap = self._gap or tag in _BLOCKS

    def handle_data(self, data: str) -> None:
        """Take the text in; blanks between blocks are no text, line ends within one are blanks."""
        if self._gap and not data.strip():
            self._count(data, kept=False)
            return
        if self._gap and self._length:
            self._add("\n")
        self._gap = False
        self._count(data.replace("\r\n", " \n").replace("\n", " ").replace("\r", " "), kept=True)

    def span(self, start: int | None, end: int | None) -> tuple[int, int] | None:
        """Return a range of bytes as one of the text, None when it is outside or turned around."""
        if start is None or end is None or not 0 <= start <= end <= self._bytes[-1]:
            return None
        return self._begin(start), self._end(end)

    def _begin(self, offset: int) -> int:
        """Return where the letter begins that the byte stands in."""
        at = bisect_right(self._bytes, offset) - 1
        return self._begins[at] if at < len(self._begins) else self._ends[-1]

    def _end(self, offset: int) -> int:
        """Return where the letter ends that the byte stands behind or in."""
        return self._ends[bisect_left(self._bytes, offset)]

    def _count(self, data: str, *, kept: bool) -> None:
        for letter in data:
            self._bytes.append(self._bytes[-1] + len(letter.encode("utf-8", "replace")))
            self._begins.append(self._length)
            self._length += kept
            self._ends.append(self._length)
        if kept:
            self._parts.append(data)

    def _add(self, mark: str) -> None:
        """Add a line end that no byte of the page stands for; what follows begins behind it."""
        self._parts.append(mark)
        self._length += 1
