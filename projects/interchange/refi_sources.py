"""The sources of a REFI-QDA project: texts with their passages and codings; of pictures, sound and PDF their text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from lxml import etree

from codebooks.safe_xml import child, children, derived, guid, local, text_of
from projects.importers.content import MAX_TEXT
from projects.importers.plain_text import decode
from projects.interchange.extras import text_digest
from projects.interchange.positions import STANDARD, Cleaned, Judged, Passage, Ruler, clean, fits, judge
from projects.interchange.refi_context import Context, target_of
from projects.interchange.refi_values import read_values
from projects.interchange.texts import document_of
from projects.interchange.values import moment, whole_number
from projects.model import Anchor, Coding, Document, Excerpt, Origin

TEXT = "TextSource"
_MEDIA = {"PictureSource": "picture", "PDFSource": "pdf", "AudioSource": "audio", "VideoSource": "video"}
_INSIDE = ("TextDescription", "Representation", "Transcript")
_SELECTIONS = ("PictureSelection", "PDFSelection", "AudioSelection", "VideoSelection")
_SHORT = 8


@dataclass(frozen=True, slots=True)
class _Selected:
    """Hold a passage as its element gives it."""

    element: etree._Element
    passage: Passage


@dataclass(frozen=True, slots=True)
class _Text:
    """Hold a source's text as it stands in the file, and as we keep it; `exact` when it is ours and both are one."""

    raw: str
    cleaned: Cleaned
    exact: bool


def read_sources(context: Context, sources: etree._Element | None) -> None:
    """Read every source; what is no text is told as a loss, the texts inside it come in."""
    for element in sources if sources is not None else ():
        if local(element) == TEXT:
            _read_text(context, element)
        elif local(element) in _MEDIA:
            _read_media(context, element)


def _read_media(context: Context, element: etree._Element) -> None:
    kind = _MEDIA[local(element)]
    context.findings.tell("lost-source", kind=kind, name=element.get("name") or "")
    selections = list(children(element, *_SELECTIONS))
    context.findings.count("lost-media-passages", len(selections), kind=kind)
    codings = [one for inside in (element, *selections) for one in children(inside, "Coding")]
    context.findings.count("lost-media-codings", len(codings), kind=kind)
    for text in children(element, *_INSIDE):
        _read_text(context, text, element.get("name") or "")


def _read_text(context: Context, element: etree._Element, owner: str = "") -> None:
    raw, path = _raw_text(context, element)
    own = context.ids.take("source", element.get("guid"), element.get("name") or path)
    name = (element.get("name") or "").strip() or owner or PurePosixPath(path).name or own[:_SHORT]
    if raw is None or not raw.strip("\ufeff\x00 \t\r\n"):
        _tell_lost_text(context, element, name, missing=raw is None)
        return
    if len(raw) > MAX_TEXT:
        context.findings.tell("lost-long-text", name=name, limit=MAX_TEXT)
        return
    exact = text_digest(raw) in context.exact
    raw = raw if exact else raw.removeprefix("\ufeff")
    text = _Text(raw, Cleaned(raw, ()) if exact else clean(raw), exact)
    origin = Origin(name, text_digest(raw), moment(element.get("creationDateTime"))[:10])
    document = document_of(own, name, text.cleaned.text, origin, len(context.documents) + 1)
    context.documents.append(document)
    anchor = Anchor("transcript", own)
    context.describe(element, anchor)
    read_values(context, element, "transcript", own)
    _read_passages(context, element, text, document)
    _read_whole_codings(context, element, own, len(document.text))
    context.note_refs(element, anchor)


def _raw_text(context: Context, element: etree._Element) -> tuple[str | None, str]:
    """Return a source's text, line ends as they are, and the path it was read from."""
    path = (element.get("plainTextPath") or "").strip()
    data = context.file.text(path) if path else None
    if data is not None:
        text, findings = decode(data)
        context.findings.count("text-encoding-guessed", len(findings))
        return text, path
    content = child(element, "PlainTextContent")
    return (text_of(content) if content is not None else None), path


def _tell_lost_text(context: Context, element: etree._Element, name: str, *, missing: bool) -> None:
    context.findings.tell("missing-source" if missing else "lost-text-empty", name=name)
    passages = list(children(element, "PlainTextSelection", "TranscriptSelection"))
    context.findings.count("lost-passages-of-text", len(passages))
    codings = [one for inside in (element, *passages) for one in children(inside, "Coding")]
    context.findings.count("lost-codings-of-text", len(codings))


def _read_passages(context: Context, element: etree._Element, text: _Text, document: Document) -> None:
    own, name, cleaned = document.transcript.id, document.transcript.name, text.cleaned
    selected = list(_selected(context, element))
    convention = STANDARD
    if not text.exact:
        judged = judge(text.raw, [one.passage for one in selected], context.program)
        _tell_positions(context, name, judged)
        convention = judged.convention
    ruler = Ruler(text.raw, convention)
    for one in selected:
        span = ruler.span(one.passage.start, one.passage.end)
        if span is None:
            _tell_lost_passage(context, one.element, "bad-range", name)
            continue
        start, end = cleaned.start(span[0]), cleaned.end(span[1])
        if start >= end:
            _tell_lost_passage(context, one.element, "lost-passage-empty", name)
            continue
        _read_passage(context, one, Excerpt(_excerpt_id(context, one, own), own, start, end, ""), cleaned.text)


def _excerpt_id(context: Context, one: _Selected, own: str) -> str:
    return context.ids.take("excerpt", one.element.get("guid"), own, str(one.passage.start), str(one.passage.end))


def _read_passage(context: Context, one: _Selected, excerpt: Excerpt, text: str) -> None:
    context.excerpts.append(excerpt)
    anchor = Anchor("excerpt", excerpt.id)
    context.describe(one.element, anchor)
    context.note_refs(one.element, anchor)
    _read_codings(context, one.element, excerpt.id)
    # a name of its own is nowhere to be seen here: kept, it would carry words out that were taken from the text
    named = one.passage.quote and not fits(text[excerpt.start : excerpt.end], one.passage.quote)
    context.findings.count("lost-passage-name", 1 if named else 0)


def _read_codings(context: Context, element: etree._Element, excerpt: str) -> None:
    for one in children(element, "Coding"):
        code = target_of(one, "CodeRef")
        if code not in context.codes:
            context.findings.count("lost-coding-folder" if code in context.folders else "lost-coding-without-code")
            continue
        own = context.ids.take("coding", one.get("guid"), excerpt, code or "")
        who, when = context.made_by(one)
        context.note_refs(one, Anchor("coding", own))
        context.codings.append(Coding(own, excerpt, code or "", who, when))


def _read_whole_codings(context: Context, element: etree._Element, own: str, length: int) -> None:
    """Read the codings of a source as a whole: their excerpt is the whole text, under an id that says so."""
    if next(children(element, "Coding"), None) is None:
        return
    excerpt = context.ids.take("excerpt", derived("whole", own))
    context.excerpts.append(Excerpt(excerpt, own, 0, length, ""))
    before = len(context.codings)
    _read_codings(context, element, excerpt)
    context.findings.count("whole-source-coded", len(context.codings) - before)


def _selected(context: Context, element: etree._Element) -> Iterator[_Selected]:
    points = {
        guid(one.get("guid")): whole_number(one.get("position")) for one in children(element, "SyncPoint")
    }
    for one in children(element, "PlainTextSelection", "TranscriptSelection"):
        if local(one) == "PlainTextSelection":
            ends = [whole_number(one.get("startPosition")), whole_number(one.get("endPosition"))]
        else:
            ends = [points.get(guid(one.get("fromSyncPoint"))), points.get(guid(one.get("toSyncPoint")))]
        start, end = ends
        if start is None or end is None:
            _tell_lost_passage(context, one, "bad-range", element.get("name") or "")
            continue
        yield _Selected(one, Passage(start, end, (one.get("name") or "").strip()))


def _tell_lost_passage(context: Context, element: etree._Element, code: str, name: str) -> None:
    context.findings.count(code, source=name)
    context.findings.count("lost-codings-of-text", len(list(children(element, "Coding"))))


def _tell_positions(context: Context, name: str, judged: Judged) -> None:
    if judged.by == "same" and judged.sure:
        return
    counted = f"{'utf16' if judged.convention.utf16 else 'codepoints'}-{judged.convention.line_end}"
    values = {"source": name, "counted": counted, "percent": round(100 * judged.score), "passages": judged.passages}
    context.findings.tell("positions" if judged.sure else "positions-doubtful", **values, by=judged.by)
