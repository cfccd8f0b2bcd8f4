"""What the parts of a REFI-QDA reader share: ids, users, where notes hang, what was found."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from lxml import etree

from codebooks.safe_xml import children, derived, guid, local, text_of
from projects.interchange.qdpx_file import QdpxFile
from projects.interchange.values import Findings, Ids, moment, unique
from projects.model import Anchor, Coder, Coding, Document, Excerpt, Kept, Memo, Person, Variable, VariableValue

_SHORT = 8


def bare_xml(element: etree._Element) -> str:
    """Return an element as XML without namespaces, GUIDs in our form, to be kept."""
    return etree.tostring(_bare(element), encoding="unicode")


def _bare(element: etree._Element) -> etree._Element:
    copy = etree.Element(str(element.tag).rpartition("}")[2])
    for name, value in element.attrib.items():
        plain, text = str(name).rpartition("}")[2], str(value)
        copy.set(plain, guid(text) or text)
    copy.text = element.text
    copy.extend(_bare(one) for one in element if local(one) != "?")
    return copy


@dataclass(slots=True)
class Context:
    """Gather a project's values while its XML is walked; `exact` holds the digests of texts that are ours already."""

    file: QdpxFile
    program: str
    exact: frozenset[str] = frozenset()
    findings: Findings = field(default_factory=Findings)
    users: dict[str, Coder] = field(default_factory=dict)
    codes: frozenset[str] = frozenset()
    folders: frozenset[str] = frozenset()
    documents: list[Document] = field(default_factory=list)
    excerpts: list[Excerpt] = field(default_factory=list)
    codings: list[Coding] = field(default_factory=list)
    memos: list[Memo] = field(default_factory=list)
    variables: dict[str, Variable] = field(default_factory=dict)
    values: list[VariableValue] = field(default_factory=list)
    persons: dict[str, Person] = field(default_factory=dict)
    kept: list[Kept] = field(default_factory=list)
    anchors: dict[str, list[Anchor]] = field(default_factory=dict)
    comments: dict[str, str] = field(default_factory=dict)
    ids: Ids = field(init=False)

    def __post_init__(self) -> None:
        """Let ids report to the same findings."""
        self.ids = Ids(self.findings)

    def user(self, given: str | None) -> str:
        """Return the id of the user who did something, "" when nobody is named; an unknown one is made."""
        own = guid(given)
        if own is None:
            return ""
        if own not in self.users:
            self.findings.count("unknown-user")
            self.users[own] = Coder(own, unique(own[:_SHORT], {one.name for one in self.users.values()}))
        return own

    def note_refs(self, element: etree._Element, anchor: Anchor) -> None:
        """Remember that the notes an element names hang on it."""
        for one in children(element, "NoteRef"):
            target = guid(one.get("targetGUID"))
            if target is not None:
                self.anchors.setdefault(target, []).append(anchor)

    def describe(self, element: etree._Element, anchor: Anchor) -> None:
        """Make a memo of an element's description; its id is always the same for the same thing."""
        for one in children(element, "Description"):
            words = text_of(one)
            if words.strip():
                own = self.ids.take("memo", derived("description", anchor.kind, anchor.id))
                who = self.user(element.get("creatingUser") or element.get("creatingUserGUID"))
                when = moment(element.get("creationDateTime"))
                changed = moment(element.get("modifiedDateTime")) or when
                self.memos.append(Memo(own, "memo", "", words, anchor, who, when, changed))

    def keep(self, own: str, kind: str, element: etree._Element) -> None:
        """Keep an element for the way out."""
        self.kept.append(Kept(self.ids.take("kept", own), kind, bare_xml(element)))

    def made_by(self, element: etree._Element) -> tuple[str, str]:
        """Return who made something and when."""
        return self.user(element.get("creatingUser")), moment(element.get("creationDateTime"))


def target_of(element: etree._Element, name: str) -> str | None:
    """Return the id that an element's first child of this name points at."""
    return next((guid(one.get("targetGUID")) for one in children(element, name)), None)


Extras = Mapping[str, object]
