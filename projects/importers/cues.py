"""Read subtitles (VTT, SRT) of Teams, Zoom and others: cues of one speaker become one paragraph `Name: speech`."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import NamedTuple

from projects.errors import ImportRefusedError
from projects.importers.content import MAX_PIECES, Content, Source, Spoken
from projects.importers.draft import Finding, Step
from projects.importers.labels import Openings, speakers
from projects.importers.plain_text import decode_source
from projects.importers.times import seconds

_LONGEST_LABEL = 80
_MOST_ARROWS = MAX_PIECES  # of timings and tags
_CLOCK = r"(?:\d{1,3}:)?\d{1,2}:\d{2}(?:[.,]\d{1,3})?"
_TIMING = re.compile(rf"\s*({_CLOCK})\s*-->\s*{_CLOCK}(?:\s|$)")
_ASIDE = re.compile(r"(?:NOTE|STYLE|REGION)(?:\s|$)")
_LINE_BREAKS = re.compile(r"[\x0b\x0c\x85\u2028\u2029]")
# Only what the standards know as tags: <[?]> and the like are the transcriber's.
_TAG = re.compile(
    r"<v(?:\.[^\s>]*)*[ \t]+(?P<voice>[^>\n]*)>"
    r"|</?(?:v|c|i|b|u|s|lang|ruby|rt|font)(?:[.\s][^>\n]*)?>|<\d[\d:.,]*>|\{\\[^}\n]*\}"
)
_ENTITY = re.compile(r"&(?:amp|lt|gt|quot|apos|nbsp|lrm|rlm|#\d{1,7}|#x[0-9a-fA-F]{1,6});")
_DASH = re.compile(r"[-–—][ \t]*\S")


class _Cue(NamedTuple):
    """Hold what one voice says in a cue; `name` is empty when the cue does not tell."""

    name: str
    seconds: float
    text: str


@dataclass(frozen=True, slots=True)
class CueImporter:
    """Read WebVTT and SubRip, also as programs really write them: comma milliseconds, no hours, no closing tags."""

    name: str = "subtitles"
    formats: tuple[str, ...] = ("vtt", "srt")
    suffixes: tuple[str, ...] = (".vtt", ".srt")

    def read(self, source: Source) -> Content:
        """Return a paragraph a turn, with its speaker and the time of its first cue; refuse a file without cues."""
        if source.data.count(b">") > _MOST_ARROWS:
            raise ImportRefusedError("too-many-pieces", file=source.name, limit=_MOST_ARROWS)
        raw, findings = decode_source(source)
        text = _LINE_BREAKS.sub(" ", raw.replace("\r\n", "\n").replace("\r", "\n"))
        blocks, asides = _blocks(text, vtt=source.format == "vtt")
        cues = [cue for time, lines in blocks for cue in _voices(time, lines, source.format)]
        if not cues:
            raise ImportRefusedError("no-text", file=source.name)
        cues = cues if any(cue.name for cue in cues) else _named_in_text(cues)
        spoken, paragraphs = _turns(cues)
        out = "\n".join(paragraphs)
        said = sum(len(cue.text) for cue in cues)
        steps = (Step("cue-lines", len(out) - said, len(raw) - said),)
        return Content(out, (), (*findings, *_findings(cues, spoken, asides)), steps=steps, spoken=spoken)


def _findings(cues: Sequence[_Cue], spoken: Sequence[Spoken], asides: int) -> Iterator[Finding]:
    if len(spoken) < len(cues):
        yield Finding("cues-merged", {"cues": len(cues), "turns": len(spoken)})
    if not any(one.label for one in spoken):
        yield Finding("cues-without-speakers", {"count": len(cues)})
    if asides:
        yield Finding("cue-notes-left-out", {"count": asides})


def _blocks(text: str, *, vtt: bool) -> tuple[list[tuple[float, list[str]]], int]:
    """Return the cues as time and lines, and how many notes, styles and regions were passed over.

    A blank line within a cue and a missing one between cues are both met in the field, so timings part the cues.
    """
    cues: list[tuple[float, list[str]]] = []
    asides = 0
    for filled, block in groupby(text.split("\n"), key=lambda line: bool(line.strip())):
        lines = list(block)
        timed = [number for number, line in enumerate(lines) if _TIMING.match(line)]
        if vtt and _ASIDE.match(lines[0]) and timed[:1] != [1]:
            asides += 1
            continue
        if not filled or (vtt and not cues and not timed):
            continue  # what stands before the first cue is the file's own header
        if cues and not timed and not _is_number(lines):
            cues[-1][1].extend(lines)
        for number, start in enumerate(timed):
            end = timed[number + 1] if number + 1 < len(timed) else len(lines)
            body = lines[start + 1 : end]
            if end < len(lines) and body and body[-1].strip().isdigit():
                body.pop()  # the number of the cue that follows without a blank line
            found = _TIMING.match(lines[start])
            cues.append((seconds(found[1]) if found else 0.0, body))
    return cues, asides


def _is_number(lines: Sequence[str]) -> bool:
    return len(lines) == 1 and lines[0].strip().isdigit()


def _voices(time: float, lines: Sequence[str], kind: str) -> Iterator[_Cue]:
    """Go through what each voice says in a cue; two lines that both open with a dash are two unnamed voices."""
    body = "\n".join(lines)
    if len(lines) > 1 and all(_DASH.match(line.strip()) for line in lines):
        yield from (cue for line in lines for cue in _voices(time, [line], kind))
        return
    name, at = "", 0
    pieces: list[str] = []
    for tag in _TAG.finditer(body):
        pieces.append(body[at : tag.start()])
        at = tag.end()
        if tag["voice"] is not None:
            yield from _said(name, time, "".join(pieces), kind)
            name, pieces = _clean_name(tag["voice"], kind), []
    yield from _said(name, time, "".join((*pieces, body[at:])), kind)


def _said(name: str, time: float, text: str, kind: str) -> Iterator[_Cue]:
    text = _plain(text.replace("\n", " "), kind).replace("\n", " ").strip()
    if text:
        yield _Cue(name, time, text)


def _plain(text: str, kind: str) -> str:
    if kind == "srt" or "&" not in text:
        return text
    return _LINE_BREAKS.sub(" ", _ENTITY.sub(lambda found: html.unescape(found[0]), text))


def _clean_name(name: str, kind: str) -> str:
    """Return a name as one run of visible characters, so that the label is what the text opens with."""
    composed = unicodedata.normalize("NFC", " ".join(_plain(name, kind).split()))
    return "".join(filter(str.isprintable, composed))[:_LONGEST_LABEL].strip()


def _named_in_text(cues: Sequence[_Cue]) -> list[_Cue]:
    """Return the cues with their speakers when the text itself names them, as Zoom does."""
    lines = [cue.text for cue in cues]
    openings = Openings().all(lines)
    names = speakers(lines, openings)
    named = []
    for cue, found in zip(cues, openings, strict=True):
        if found is None or found.label not in names or found.start or not cue.text[found.end :].strip():
            named.append(cue)
        else:
            named.append(cue._replace(name=_clean_name(found.label, "srt"), text=cue.text[found.end :].strip()))
    return named


def _turns(cues: Sequence[_Cue]) -> tuple[tuple[Spoken, ...], list[str]]:
    """Join the cues of one speaker; without any name each cue is a turn, for nobody knows who goes on."""
    labelled = any(cue.name for cue in cues)
    spoken: list[Spoken] = []
    said: list[list[str]] = []
    speaker = ""
    for cue in cues:
        if labelled and said and cue.name in ("", speaker):
            said[-1].append(cue.text)
            continue
        speaker = cue.name
        spoken.append(Spoken(speaker or None, cue.seconds))
        said.append([f"{speaker}: {cue.text}" if speaker else cue.text])
    return tuple(spoken), [" ".join(parts) for parts in said]
