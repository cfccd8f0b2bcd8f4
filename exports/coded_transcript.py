"""Write a coded interview as a Word file: each coding a comment by its coder, or a numbered bracket with its margin."""

from __future__ import annotations

import io
from collections.abc import Generator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.oxml import parse_xml

from exports.coded_speech import CodedTranscript, Cut, Marked, SaidTurn, said_turns
from exports.escape import storable, xml_text
from exports.files import Progress, whole_file
from exports.speakers import Speakers, speakers
from exports.styles import WIDTH
from exports.template import open_base, style_ids
from exports.wordbase import LOCALES, W
from exports.words import words
from exports.wordxml import run, texts

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

COMMENTS, BRACKETS = "comments", "brackets"
WAYS = (COMMENTS, BRACKETS)
"""How codings are shown: by Word's comments, or by brackets in the text with names beside it."""

WORDS = "transcript_words.toml"
STEP = 100
_SHARES = (0.18, 0.52, 0.30)
_MARK = '<w:rPr><w:b/><w:color w:val="2456A6"/><w:vertAlign w:val="superscript"/></w:rPr>'
_QUIET = '<w:rPr><w:b/><w:color w:val="4A4F57"/></w:rPr>'
_STYLE = (
    '<w:style xmlns:w="{w}" w:type="{kind}" w:styleId="{id}"><w:name w:val="{name}"/><w:basedOn w:val="{based}"/>'
    '<w:uiPriority w:val="99"/><w:rPr><w:sz w:val="{size}"/></w:rPr></w:style>'
)
_COMMENT_STYLES = (
    ("paragraph", "CommentText", "annotation text", "Normal", 20),
    ("character", "CommentReference", "annotation reference", "DefaultParagraphFont", 16),
)
_LOOK = (
    '<w:tblLook w:val="0620" w:firstRow="1" w:lastRow="0" w:firstColumn="0" w:lastColumn="0" w:noHBand="1" '
    'w:noVBand="1"/>'
)


@dataclass(slots=True)
class _Writing:
    coded: CodedTranscript
    speakers: Speakers
    word: WordDocument
    styles: dict[str, str]

    def say(self, key: str) -> str:
        return words(self.coded.language, WORDS)[key]

    def paragraph(self, role: str, content: str) -> str:
        style = "" if role == "body" else f'<w:pPr><w:pStyle w:val="{self.styles[role]}"/></w:pPr>'
        return f"<w:p>{style}{content}</w:p>"

    def who(self, said: SaidTurn) -> str:
        person = self.coded.document.person_of(said.turn)
        return self.speakers.printed(person) or self.say("nobody")


def write_coded_transcript(coded: CodedTranscript, way: str, path: Path) -> Generator[Progress, None, int]:
    """Write the interview step by step and return how many codings stand in it; whole or not at all.

    `way` is one of `WAYS`.
    """
    writing = _begin(coded)
    turns = list(said_turns(coded.document, coded.codings))
    steps = len(turns) // STEP + 2
    parts = [*_front(writing, way), _table_head(writing)] if way == BRACKETS else [*_front(writing, way)]
    for place, said in enumerate(turns):
        parts.append(_row(writing, said) if way == BRACKETS else _commented(writing, said))
        if place % STEP == 0:
            yield Progress(place // STEP, steps)
    _fill(writing, [*parts, "</w:tbl><w:p/>"] if way == BRACKETS else parts)
    stream = io.BytesIO()
    writing.word.save(stream)
    yield Progress(steps - 1, steps)
    with whole_file(path) as file:
        file.write(stream.getvalue())
    yield Progress(steps, steps)
    return sum(len(said.opened()) for said in turns)


def _begin(coded: CodedTranscript) -> _Writing:
    word = open_base(None, coded.language)
    persons = coded.document.persons.values()
    properties = word.core_properties
    properties.title, properties.author = storable(coded.document.transcript.title)[:255], "Ote"
    properties.last_modified_by, properties.language = "Ote", LOCALES.get(coded.language, "en-GB")
    properties.comments = ""
    for kind, key, name, based, size in _COMMENT_STYLES:
        word.styles.element.append(parse_xml(_STYLE.format(w=W, kind=kind, id=key, name=name, based=based, size=size)))
    return _Writing(coded, speakers(persons, coded.language), word, dict(style_ids(word, own=True)))


def _front(writing: _Writing, way: str) -> Sequence[str]:
    coders = ", ".join(sorted({one.coder for one in writing.coded.codings if one.coder}))
    how = writing.say("in_brackets" if way == BRACKETS else "in_comments")
    lines = [("title", writing.coded.document.transcript.title), ("subtitle", writing.say("coded_on"))]
    lines += [] if writing.coded.anonymised else [("notice", writing.say("not_anonymised"))]
    lines += [("body", how)]
    lines += [("body", writing.say("coders").format(names=coders))] if coders else []
    return [writing.paragraph(role, run(text)) for role, text in lines]


def _commented(writing: _Writing, said: SaidTurn) -> str:
    head = f"<w:r>{_QUIET}{texts(f'{said.turn.name} {writing.who(said)}: ')}</w:r>"
    return writing.paragraph("body", head + "".join(_noted(writing, cut) for cut in said.cuts))


def _noted(writing: _Writing, cut: Cut) -> str:
    ends = "".join(
        f'<w:commentRangeEnd w:id="{number}"/><w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr>'
        f'<w:commentReference w:id="{number}"/></w:r>'
        for number in cut.closes
    )
    for number in cut.opens:
        _comment(writing, number)
    starts = "".join(f'<w:commentRangeStart w:id="{number}"/>' for number in cut.opens)
    return ends + starts + (run(cut.text) if cut.text else "")


def _comment(writing: _Writing, number: int) -> None:
    """Add the comment of a coding under its own number."""
    one = writing.coded.codings[number]
    initials = "".join(part[0] for part in one.coder.split())[:4]
    text = storable("\n".join(part for part in (one.name, one.comment) if part))
    made = writing.word.comments.add_comment(text=text, author=storable(one.coder), initials=storable(initials))
    element: Any = made._comment_elm  # noqa: SLF001 - python-docx gives numbers and moments of its own
    element.set(f"{{{W}}}id", str(number))
    element.set(f"{{{W}}}date", one.time[:19] + "Z" if one.time else writing.coded.created[:19] + "Z")


def _table_head(writing: _Writing) -> str:
    widths = [round(WIDTH * share) for share in _SHARES]
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    heads = "".join(
        f"<w:tc>{_width(at)}{writing.paragraph('cell', run(writing.say(key)))}</w:tc>"
        for at, key in enumerate(("turn", "speech", "codes"))
    )
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{writing.styles["table"]}"/><w:tblW w:w="5000" w:type="pct"/>'
        f'<w:tblLayout w:type="fixed"/>{_LOOK}</w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
        f"<w:tr><w:trPr><w:tblHeader/></w:trPr>{heads}</w:tr>"
    )


def _width(at: int) -> str:
    return f'<w:tcPr><w:tcW w:w="{round(WIDTH * _SHARES[at])}" w:type="dxa"/></w:tcPr>'


def _row(writing: _Writing, said: SaidTurn) -> str:
    names = [writing.coded.codings[number] for number in said.opened()]
    beside = [
        writing.paragraph("cell", f"<w:r>{_QUIET}{texts(f'{number + 1} ')}</w:r>" + run(_told(one)))
        for number, one in zip(said.opened(), names, strict=True)
    ]
    cells = (
        writing.paragraph("cell", run(f"{said.turn.name} {writing.who(said)}")),
        writing.paragraph("cell", "".join(_bracketed(cut) for cut in said.cuts)),
        "".join(beside) or writing.paragraph("cell", ""),
    )
    return f"<w:tr>{''.join(f'<w:tc>{_width(at)}{cell}</w:tc>' for at, cell in enumerate(cells))}</w:tr>"


def _told(one: Marked) -> str:
    who = f" ({one.coder})" if one.coder else ""
    return f"{one.name}{who}" + (f": {one.comment}" if one.comment else "")


def _bracketed(cut: Cut) -> str:
    """Write a stretch with the brackets that close before it and open at it, each with its number."""
    marks = "".join(f"{number + 1}]" for number in cut.closes) + "".join(f"[{number + 1}" for number in cut.opens)
    mark = f'<w:r>{_MARK}<w:t xml:space="preserve">{xml_text(marks)}</w:t></w:r>' if marks else ""
    return mark + (run(cut.text) if cut.text else "")


def _fill(writing: _Writing, parts: Sequence[str]) -> None:
    """Put the paragraphs before the page's layout, which stands last."""
    body: Any = writing.word.element.body
    section = body.sectPr
    whole: Any = parse_xml(f'<w:body xmlns:w="{W}">{"".join(parts)}</w:body>')
    for child in list(body):
        if child is not section:
            body.remove(child)
    for child in list(whole):
        section.addprevious(child)
