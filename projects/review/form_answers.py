"""Read the answers out of a Word or OpenDocument form that came back, whatever program saved it meanwhile."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from lxml import etree

from projects.importers.containers import Package, open_package
from projects.importers.xml_parts import parse_xml
from projects.review.answers import Answer, AnswerError, AnswerNote, Answers
from projects.review.packet import ACCEPT, CHANGE, REJECT
from projects.review.word_names import (
    DECISION,
    IDENTIFY,
    LEVEL,
    QUOTE,
    REMARK,
    REVIEWER,
    ROUND,
    TOKEN_LENGTH,
    read_bookmark,
    text_mark,
)

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_W14 = "{http://schemas.microsoft.com/office/word/2010/wordml}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_LOEXT = "{urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0}"
_CHECKED = "☒☑✓✔"
_T = TypeVar("_T")
_BESIDE = frozenset({"annotation", "annotation-end", "label", "tracked-changes", "list-item"})
_TRUE = frozenset({"1", "true", "on"})


@dataclass(slots=True)
class _Found:
    """Collect what stands in the fields, by the names of their bookmarks."""

    texts: dict[str, str] = field(default_factory=dict)
    boxes: dict[str, bool] = field(default_factory=dict)
    open: dict[str, str] = field(default_factory=dict)
    controls: list[str] = field(default_factory=list)
    ticks: list[bool | None] = field(default_factory=list)
    comments: dict[str, list[str]] = field(default_factory=dict)
    last_quote: str = ""

    def begin(self, key: str, name: str) -> None:
        if read_bookmark(name):
            self.open[key] = name
            self.texts.setdefault(name, "")
            if self.ticks and self.ticks[-1] is not None:
                self.boxes[name] = self.ticks[-1]
            if name.startswith("_ote_q_"):
                self.last_quote = name

    def end(self, key: str) -> None:
        self.open.pop(key, None)

    def add(self, text: str) -> None:
        for name in {*self.open.values(), *filter(None, self.controls)}:
            self.texts[name] = self.texts.get(name, "") + text

    def enter(self, name: str, *, checked: bool | None) -> None:
        """Go into a control; its state is also that of a bookmark that stands inside it."""
        self.controls.append(name)
        self.ticks.append(checked)
        if checked is not None:
            self.boxes.update(dict.fromkeys({*self.open.values(), *filter(None, self.controls)}, checked))

    def leave(self) -> None:
        """Go out of a control."""
        self.controls.pop()
        self.ticks.pop()


def read_form(data: bytes, file: str, words: Mapping[str, str]) -> Answers:
    """Read a returned form; `words` are those of the packet's language.

    Each field is found by its tag, else its alias, else its hidden bookmark. A drop-down counts only with the exact
    text of a choice (`unclear-choice` otherwise), a check box by its state. Comments go to the quote before them; a
    quote that was written over is noted (`text-edited`) and its new wording kept in the remark.
    AnswerError `not-form` for a document that is no form of ours; the refusals of damaged and hostile packages are
    those of the importers.
    """
    package = open_package(data, file)
    found = _Found()
    if package.has("word/document.xml"):
        _walk_word(parse_xml(package.read("word/document.xml"), file), found, _comments(package, file))
    elif package.has("content.xml"):
        _walk_odt(parse_xml(package.read("content.xml"), file), found)
    nonce = next(iter(_by_kind(found.texts, ROUND)), None)
    if nonce is None:
        raise AnswerError("not-form", file=file)
    return _answers(nonce, found, words)


def _walk_word(root: etree._Element, found: _Found, comments: Mapping[str, str]) -> None:
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        one, leaving = stack.pop()
        if leaving:
            _leave_word(one, found)
            continue
        if one.tag in (f"{_W}del", f"{_W}moveFrom"):
            continue
        _enter_word(one, found, comments)
        stack.append((one, True))
        stack.extend((child, False) for child in reversed(list(one)))


def _enter_word(one: etree._Element, found: _Found, comments: Mapping[str, str]) -> None:
    match _local(one):
        case "bookmarkStart":
            found.begin(one.get(f"{_W}id", ""), one.get(f"{_W}name", ""))
        case "bookmarkEnd":
            found.end(one.get(f"{_W}id", ""))
        case "sdt":
            found.enter(_control_name(one), checked=_word_state(one))
        case "t":
            found.add(one.text or "")
        case "br" | "tab":
            found.add("\n" if _local(one) == "br" else "\t")
        case "commentReference":
            said = comments.get(one.get(f"{_W}id", ""))
            if said and found.last_quote:
                found.comments.setdefault(found.last_quote, []).append(said)


def _leave_word(one: etree._Element, found: _Found) -> None:
    if one.tag == f"{_W}sdt":
        found.leave()
    elif one.tag == f"{_W}p":
        found.add("\n")


def _word_state(control: etree._Element) -> bool | None:
    checked = control.find(f"{_W}sdtPr/{_W14}checkbox/{_W14}checked")
    return None if checked is None else checked.get(f"{_W14}val", "1") in _TRUE


def _control_name(control: etree._Element) -> str:
    """Return our name for a control: its tag, else its alias when it holds no other control."""
    tag = control.find(f"{_W}sdtPr/{_W}tag")
    alias = control.find(f"{_W}sdtPr/{_W}alias")
    inner = control.find(f".//{_W}sdt") is not None
    for element in (tag, None if inner else alias):
        name = element.get(f"{_W}val", "") if element is not None else ""
        if read_bookmark(name):
            return name
    return ""


def _local(one: etree._Element) -> str:
    return str(one.tag).rpartition("}")[2]


def _comments(package: Package, file: str) -> Mapping[str, str]:
    if not package.has("word/comments.xml"):
        return {}
    root = parse_xml(package.read("word/comments.xml"), file)
    return {one.get(f"{_W}id", ""): _lines(one, f"{_W}p") for one in root.iter(f"{_W}comment")}


def _walk_odt(root: etree._Element, found: _Found) -> None:
    """Go through the text; a comment and deleted text are beside it, not in it."""
    stack: list[tuple[etree._Element, bool]] = [(root, False)]
    while stack:
        one, leaving = stack.pop()
        if leaving:
            _leave_odt(one, found)
            continue
        inside = _local(one) not in _BESIDE
        _enter_odt(one, found)
        stack.append((one, True))
        stack.extend((child, False) for child in reversed(list(one) if inside else []))


def _enter_odt(one: etree._Element, found: _Found) -> None:
    local = _local(one)
    match local:
        case "bookmark-start":
            found.begin(one.get(f"{_TEXT}name", ""), one.get(f"{_TEXT}name", ""))
        case "bookmark-end":
            found.end(one.get(f"{_TEXT}name", ""))
        case "content-control":
            box = one.get(f"{_LOEXT}checkbox") == "true"
            found.enter("", checked=one.get(f"{_LOEXT}checked") == "true" if box else None)
        case "line-break":
            found.add("\n")
        case "annotation" if found.last_quote:
            found.comments.setdefault(found.last_quote, []).append(_lines(one, f"{_TEXT}p"))
    if local not in _BESIDE:
        found.add(one.text or "")


def _leave_odt(one: etree._Element, found: _Found) -> None:
    if _local(one) == "p":
        found.add("\n")
    elif _local(one) == "content-control":
        found.leave()
    found.add(one.tail or "")


def _lines(one: etree._Element, paragraph: str) -> str:
    return "\n".join("".join(map(str, each.itertext())) for each in one.iter(paragraph)).strip()


def _answers(nonce: str, found: _Found, words: Mapping[str, str]) -> Answers:
    reviewer = _written(_by_kind(found.texts, REVIEWER).get("name", ""), words)
    sent = {value[:TOKEN_LENGTH]: value for value in _by_kind(found.texts, QUOTE)}
    notes: list[AnswerNote] = []
    answers, edited = [], set()
    for number, token in enumerate(dict.fromkeys((*sent, *_by_kind(found.texts, DECISION))), 1):
        one, codes = _answer(found, token, sent.get(token, ""), words)
        answers += [one] if one else []
        notes += [AnswerNote(code, number) for code in codes]
        edited |= {token} if "text-edited" in codes else set()
    return Answers(nonce, reviewer, tuple(answers), tuple(notes), frozenset(edited))


def _answer(found: _Found, token: str, sent: str, words: Mapping[str, str]) -> tuple[Answer | None, list[str]]:
    """Return what was answered on a quote, and the codes of what is odd; a lost quote text is odd as well."""
    decision, unclear = _choice(_by_kind(found.texts, DECISION).get(token, ""), words)
    text = _by_kind(found.texts, QUOTE).get(sent, "")
    edited = bool(sent) and text_mark(_said(text)) != sent[TOKEN_LENGTH:]
    remark = "\n".join(_remarks(found, token, sent, words, edited=edited, text=text))
    codes = ["unclear-choice"] * unclear + ["text-edited"] * edited + ["text-lost"] * (not sent)
    if not decision:
        return None, codes + ["remark-alone"] * bool(remark)
    ticked = _by_kind(found.boxes, IDENTIFY).get(token, _glyph(found, token))
    level = _level(found, token, words)
    return Answer(token, "", decision, True if ticked else None, remark, level), codes


def _by_kind(named: Mapping[str, _T], kind: str) -> dict[str, _T]:
    return {key[1]: value for name, value in named.items() if (key := read_bookmark(name)) and key[0] == kind}


def _said(text: str) -> Sequence[str]:
    return [line.removeprefix("– ") for line in text.strip().split("\n")]


def _remarks(
    found: _Found, token: str, value: str, words: Mapping[str, str], *, edited: bool, text: str
) -> Iterator[str]:
    written = _written(_by_kind(found.texts, REMARK).get(token, ""), words)
    if written:
        yield written
    yield from _by_kind(found.comments, QUOTE).get(value, [])
    if edited:
        yield f"{words['form_edited']} {' '.join(_said(text))}"


def _written(text: str, words: Mapping[str, str]) -> str:
    bare = text.strip()
    return "" if bare == words["form_write"] else bare.removeprefix(words["form_write"]).strip()


def _choice(text: str, words: Mapping[str, str]) -> tuple[str, bool]:
    bare = text.strip()
    for key, decision in (("yes", ACCEPT), ("change", CHANGE), ("no", REJECT)):
        if bare == words[key]:
            return decision, False
    return "", bare not in ("", words["form_choose"])


def _glyph(found: _Found, token: str) -> bool:
    return any(letter in _CHECKED for letter in _by_kind(found.texts, IDENTIFY).get(token, ""))


def _level(found: _Found, token: str, words: Mapping[str, str]) -> int | None:
    bare = _by_kind(found.texts, LEVEL).get(token, "").strip()
    return next((step for step in range(1, 6) if bare == words[f"level_{step}"]), None)
