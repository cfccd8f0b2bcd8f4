"""Read Markdown: strong type, headings, links and code marks go, and whatever else stands in the lines stays."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from markdown_it import MarkdownIt
from markdown_it.token import Token

from projects.importers.content import Content, Source
from projects.importers.draft import Finding, Step
from projects.importers.plain_text import decode_source

_LINE_BREAKS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
_FENCE = re.compile(r"[ ]{0,3}(?:`{3,}|~{3,})[ ]?[A-Za-z0-9+#-]{0,20}[ \t]*$")
_HEADING = re.compile(r"[ ]{0,3}#{1,6}[ \t]+")
_HEADING_END = re.compile(r"[ \t]+#+[ \t]*$")
_STRONG_LINE = re.compile(r"[ ]{0,3}\*\*[^*\n]+\*\*:?[ \t]*")
_QUOTE = re.compile(r"[ ]{0,3}(?:>[ ]?)*>[ ]")
_RULE = re.compile(r"[ ]{0,3}(?:(?:-[ ]*){3,}|(?:\*[ ]*){3,}|(?:_[ ]*){3,}|={3,})$")
_TABLE_RULE = re.compile(r"[ ]{0,3}\|?[ ]*:?-+:?[ ]*(?:\|[ ]*:?-+:?[ ]*)+\|?[ ]*$")
_CELL_END = re.compile(r"[ ]*(?<!\\)\|[ ]*")
_WEB = re.compile(r"[a-z][a-z0-9+.-]*:|[./#]|\S+\.\w")
_BREAKS = {"softbreak": "\n", "hardbreak": "\n"}
_SCRIPT = re.compile(r"<(script|style)\b[^>]*>.*?(?:</\1\s*>|\Z)|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_BREAK = re.compile(r"<br\s*/?>\n?", re.IGNORECASE)
# Only what web pages have: <naurua> is a transcriber's.
_TAG = re.compile(
    r"</?(?:a|abbr|b|blockquote|center|code|del|details|div|em|font|h[1-6]|hr|i|img|kbd|li|mark|ol|p|pre|s|small|span"
    r"|strong|sub|summary|sup|table|tbody|td|th|thead|tr|u|ul)\b",
    re.IGNORECASE,
)
_LONGEST_BLOCK = 20_000  # characters; a longer run of lines is no Markdown paragraph


@dataclass(frozen=True, slots=True)
class MarkdownImporter:
    """Read Markdown as the lines it is written in."""

    name: str = "markdown"
    formats: tuple[str, ...] = ("markdown",)
    suffixes: tuple[str, ...] = (".md", ".markdown")

    def read(self, source: Source) -> Content:
        """Return the lines without their marks of formatting; transcribers' own signs are none."""
        raw, findings = decode_source(source)
        text = _LINE_BREAKS.sub("\n", raw.replace("\r\n", "\n").replace("\r", "\n"))
        text = _BREAK.sub("\n", _SCRIPT.sub("", text))
        inline = _inline()
        lines = list(_lines(text.split("\n"), inline))
        out = "\n".join(line for line, _ in lines)
        headings = frozenset(line.strip() for line, heading in lines if heading and line.strip())
        removed = len(raw) - len(out)
        if removed:
            findings = (*findings, Finding("formatting-left-out", {"count": removed}))
        steps = (Step("formatting", max(-removed, 0), max(removed, 0)),)
        return Content(out, (), findings, steps=steps, headings=headings)


def _inline() -> MarkdownIt:
    """Return the parser of what stands in lines; it leaves addresses as they are written."""
    parser = MarkdownIt("commonmark").enable("strikethrough").disable(["autolink", "entity"])
    parser.normalizeLink = str  # type: ignore[method-assign,assignment]  # the library's own way to replace it
    return parser


def _lines(lines: Sequence[str], inline: MarkdownIt) -> Iterator[tuple[str, bool]]:
    """Go through the lines and whether each is a heading; strong type may run over the lines of one piece."""
    fenced = False
    matter = _front_matter(lines)
    yield from ((line, False) for line in (lines[1 : matter - 1] if matter else ()))
    for filled, group in groupby(lines[matter:], key=lambda line: bool(line.strip())):
        block = list(group)
        if not filled:
            yield from ((line, False) for line in block)
            continue
        kept: list[str] = []
        headings: list[bool] = []
        as_is = fenced or any(map(_FENCE.match, block))
        table = any(map(_TABLE_RULE.match, block))
        for line in block:
            if _FENCE.match(line):
                fenced = not fenced
            elif fenced or not (_RULE.match(line) or (table and _TABLE_RULE.match(line))):
                kept.append(line if fenced else _without_marks(line, table=table))
                headings.append(not fenced and bool(_HEADING.match(line) or _STRONG_LINE.fullmatch(line)))
        if kept:
            text = "\n".join(kept)
            shown = text if as_is or len(text) > _LONGEST_BLOCK else _rendered(text, inline)
            yield from zip(shown.split("\n"), headings, strict=True)


def _front_matter(lines: Sequence[str]) -> int:
    """Return the number of lines of a block of fields between two rules at the very top."""
    if lines[0].strip() != "---":
        return 0
    return next((number + 1 for number, line in enumerate(lines[1:40], 1) if line.strip() in ("---", "...")), 0)


def _without_marks(line: str, *, table: bool) -> str:
    """Return a line without the marks of headings, block quotes and table cells at its edges."""
    quote = _QUOTE.match(line)
    if quote:
        line = line[quote.end() :]
    heading = _HEADING.match(line)
    if heading:
        return _HEADING_END.sub("", line[heading.end() :])
    return "\t".join(_CELL_END.split(line.strip().strip("|").strip())) if table and "|" in line else line


def _rendered(text: str, inline: MarkdownIt) -> str:
    """Return a piece as it shows: without strong marks and link targets, with every other sign."""
    if not any(mark in text for mark in "*_`[<\\~"):
        return text
    tokens = inline.parseInline(text)[0].children or []
    indents = [line[: len(line) - len(line.lstrip(" \t"))] for line in text.split("\n")]
    lines = "".join(_said(tokens)).split("\n")
    if len(lines) != len(indents):
        return text
    return "\n".join(
        line if line.startswith(indent) else indent + line for line, indent in zip(lines, indents, strict=True)
    )


def _said(tokens: Sequence[Token]) -> Iterator[str]:
    """Go through what a line's tokens say; slanted type stays marked, for *naurua* is a transcriber's note."""
    target = ""
    for token in tokens:
        if token.type == "link_open":
            title = token.attrGet("title")
            target = str(token.attrGet("href") or "") + (f' "{title}"' if title else "")
            yield "" if _WEB.match(target) else "["
        elif token.type == "link_close":
            yield "" if _WEB.match(target) else f"]({target})"
        elif token.type in ("em_open", "em_close"):
            yield token.markup
        elif token.type == "html_inline":
            yield "" if _TAG.match(token.content) else token.content
        elif token.type == "image":
            yield token.content
        else:
            yield _BREAKS.get(token.type, token.content)
