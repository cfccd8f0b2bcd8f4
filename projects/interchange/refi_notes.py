"""Cases, notes, sets, links and graphs of a REFI-QDA project."""

from __future__ import annotations

from dataclasses import replace

from lxml import etree

from codebooks.safe_xml import child, children, derived, guid, text_of
from projects.importers.content import MAX_TEXT
from projects.importers.plain_text import decode
from projects.interchange.cases import CASE_ROLE, with_speaker
from projects.interchange.refi_context import Context
from projects.interchange.refi_values import read_values
from projects.interchange.values import moment
from projects.model import Anchor, Kept, Memo, Person

_KEPT_REFS = ("CodeRef", "SourceRef", "SelectionRef")
_KEPT = {"set": ("Sets", "Set"), "link": ("Links", "Link"), "graph": ("Graphs", "Graph")}


def read_cases(context: Context, cases: etree._Element | None) -> None:
    """Read cases as persons; one that is called as a speaker of its own source is that speaker."""
    for element in children(cases, "Case"):
        name = (element.get("name") or "").strip()
        own = context.ids.take("person", element.get("guid"), name)
        speaks = False
        for place in _sources(context, element):
            document = with_speaker(context.documents[place], name, own)
            speaks = speaks or document is not context.documents[place]
            context.documents[place] = document
        if not speaks:
            context.persons[own] = Person(own, CASE_ROLE, 0, name)
            context.findings.count("case-name-shown", 1 if name else 0)
        _keep_case(context, own, element, name if speaks else "")
        context.describe(element, Anchor("person", own))
        read_values(context, element, "person", own)


def read_notes(context: Context, notes: etree._Element | None) -> None:
    """Read notes as memos that hang on what names them; a comment on a coding goes back to its coding."""
    for element in children(notes, "Note"):
        given = element.get("guid")
        own = context.ids.take("memo", given, element.get("name") or "")
        anchors = context.anchors.pop(guid(given) or own, [Anchor()])
        words = _words(context, element)
        inside = list(children(element, "PlainTextSelection", "Coding", "VariableValue"))
        context.findings.count("lost-in-note", len(inside))
        if anchors[0].kind == "coding" and own == derived("comment", anchors[0].id):
            context.comments[anchors[0].id] = words
            continue
        context.findings.count("note-on-several", 1 if len(anchors) > 1 else 0)
        who, when = context.made_by(element)
        changed = moment(element.get("modifiedDateTime")) or when
        memo = Memo(own, "memo", (element.get("name") or "").strip(), words, anchors[0], who, when, changed)
        context.memos.append(_at_place(context, memo))
    context.findings.count("lost-note-ref", len(context.anchors))
    context.codings = [replace(one, comment=context.comments.get(one.id, "")) for one in context.codings]


def read_kept(context: Context, project: etree._Element) -> None:
    """Keep sets, links and graphs for the way out."""
    for kind, (many, one) in _KEPT.items():
        found = list(children(child(project, many), one))
        for element in found:
            context.keep(context.ids.take(kind, element.get("guid"), element.get("name") or ""), kind, element)
        context.findings.count(f"kept-{kind}s", len(found))


def _sources(context: Context, element: etree._Element) -> list[int]:
    """Return the places of the documents that a case names."""
    wanted = {guid(one.get("targetGUID")) for one in children(element, "SourceRef")}
    return [place for place, one in enumerate(context.documents) if one.transcript.id in wanted]


def _keep_case(context: Context, own: str, element: etree._Element, name: str) -> None:
    """Keep what a case names, and its name when it is not shown as a pseudonym."""
    refs = list(children(element, *_KEPT_REFS))
    if not refs and not name:
        return
    rest = etree.Element("Case", {"name": name} if name else {})
    for one in refs:
        target = guid(one.get("targetGUID"))
        if target is not None:
            etree.SubElement(rest, str(one.tag).rpartition("}")[2], targetGUID=target)
    context.kept.append(Kept(context.ids.take("kept", own), "person", etree.tostring(rest, encoding="unicode")))


def _words(context: Context, element: etree._Element) -> str:
    """Return a note's text: its description, then its content."""
    path = (element.get("plainTextPath") or "").strip()
    data = context.file.text(path) if path else None
    content = child(element, "PlainTextContent")
    if data is not None:
        body = decode(data)[0].removeprefix("\ufeff")
    else:
        body = text_of(content)
        context.findings.count("lost-note-text", 1 if content is None and path else 0)
    body = body.replace("\r\n", "\n").replace("\r", "\n")
    described = text_of(child(element, "Description"))
    return "\n\n".join(part for part in (described, body) if part.strip())[:MAX_TEXT]


def _at_place(context: Context, memo: Memo) -> Memo:
    """Return a memo on a passage that we made for it as one on the place."""
    passage = derived("place", memo.id)
    if memo.anchor != Anchor("excerpt", passage) or any(one.excerpt == passage for one in context.codings):
        return memo
    place = next(one for one in context.excerpts if one.id == passage)
    context.excerpts.remove(place)
    return replace(memo, anchor=Anchor("place", place.transcript, place.start, place.end))
