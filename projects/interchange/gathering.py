"""Gather the project of a program that keeps it in SQLite: ids made from its own numbers, words checked by quotes."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field, replace

from codebooks.colours import next_colour
from codebooks.model import Code, Codebook, Family
from codebooks.rules import check
from codebooks.safe_xml import colour, derived
from projects.importers.content import MAX_TEXT
from projects.interchange.cases import CASE_ROLE, with_speaker
from projects.interchange.positions import Mender, clean
from projects.interchange.texts import document_of
from projects.interchange.values import Findings, Foreign, moment, unique
from projects.model import (
    Anchor,
    Coder,
    Coding,
    Document,
    Excerpt,
    Memo,
    Origin,
    Person,
    ProjectInfo,
    Snapshot,
    Value,
    Variable,
    VariableValue,
)

_NUMBER = re.compile(r"[+-]?\d{1,15}(?:[.,]\d{1,15})?")
_PARAGRAPH = "\u2029"


@dataclass(slots=True)
class Gathering:
    """Hold what has been read so far; `seed` tells this project from every other of the program."""

    program: str
    seed: str
    findings: Findings = field(default_factory=Findings)
    families: dict[str, Family] = field(default_factory=dict)
    codes: dict[str, Code] = field(default_factory=dict)
    coders: dict[str, Coder] = field(default_factory=dict)
    documents: dict[str, Document] = field(default_factory=dict)
    excerpts: dict[str, Excerpt] = field(default_factory=dict)
    codings: dict[str, Coding] = field(default_factory=dict)
    memos: dict[str, Memo] = field(default_factory=dict)
    variables: dict[str, Variable] = field(default_factory=dict)
    values: dict[str, VariableValue] = field(default_factory=dict)
    persons: dict[str, Person] = field(default_factory=dict)
    menders: dict[str, Mender] = field(default_factory=dict)

    def id(self, kind: str, *parts: object) -> str:
        """Return the id of a thing by the program's own number or name: the same at every import."""
        return derived(self.program, self.seed, kind, *map(str, parts))

    def family(self, key: object, name: str, question: str) -> str:
        """Add a family; return its id."""
        own = self.id("category", key)
        name = name.strip() or own[:8]
        self.families[own] = Family(own, "", name, "", next_colour(self.families.values()), question_fi=question)
        return own

    def code(self, code: Code, shade: str) -> None:
        """Add a code with the colour it had; one without a name gets the beginning of its id."""
        found = colour(shade) if shade.strip() else ""
        self.findings.count("lost-colour", 1 if found is None else 0)
        self.findings.count("code-without-name", 0 if code.name_fi.strip() else 1)
        self.codes[code.id] = replace(code, name_fi=code.name_fi.strip() or code.id[:8], own_colour=found or "")

    def coder(self, name: str) -> str:
        """Return the id of somebody by name, "" for nobody."""
        bare = " ".join(name.split())
        if not bare:
            return ""
        own = self.id("user", bare)
        self.coders.setdefault(own, Coder(own, bare))
        return own

    def text(self, key: object, name: str, raw: str, date: str) -> str | None:
        """Add a text; return its id, None when it is empty or too long."""
        if not raw.strip("\ufeff\x00 \t\r\n"):
            self.findings.tell("lost-text-empty", name=name)
            return None
        if len(raw) > MAX_TEXT:
            self.findings.tell("lost-long-text", name=name, limit=MAX_TEXT)
            return None
        own = self.id("source", key)
        digest = hashlib.sha256(raw.encode("utf-8", "replace")).hexdigest()
        origin = Origin(name, digest, moment(date)[:10])
        place = len(self.documents) + 1
        self.documents[own] = document_of(own, name.strip() or own[:8], clean(raw).text, origin, place)
        self.menders[own] = Mender(raw)
        return own

    def passage(self, transcript: str | None, start: int | None, end: int | None, quote: str) -> str | None:
        """Add the passage at a place, moved to its words where the place is another; return its id."""
        if transcript not in self.documents or transcript is None:
            self.findings.count("lost-codings-of-text")
            return None
        name, mender = self.documents[transcript].transcript.name, self.menders[transcript]
        mended = mender.mended(start or 0, end or 0, quote.replace(_PARAGRAPH, "\n"))
        if mended is None:
            self.findings.count("quote-differs", 1 if quote.strip() else 0, source=name)
            span = mender.plain(start, end)
        else:
            span, how = mended
            self.findings.count("quote-mended", 1 if how != "as-given" else 0, source=name)
        if span is None or span[0] >= span[1]:
            self.findings.count("bad-range", source=name)
            return None
        own = self.id("passage", transcript, *span)
        self.excerpts.setdefault(own, Excerpt(own, transcript, *span, ""))
        return own

    def coding(self, key: object, excerpt: str | None, code: str, made: tuple[str, str], comment: str = "") -> None:
        """Put a code on a passage; `made` says who did and when."""
        if excerpt is None:
            return
        if code not in self.codes:
            self.findings.count("lost-coding-without-code")
            return
        own = self.id("coding", key)
        who, when = made
        self.codings[own] = Coding(own, excerpt, code, self.coder(who), moment(when), None, comment.strip())

    def memo(self, key: object, words: str, anchor: Anchor, **rest: str) -> None:
        """Hang a memo on something; `title`, `who`, `when`, and `kind="journal"` for an entry of the journal."""
        title = rest.get("title", "").strip()
        if not words.strip() and not title:
            return
        own = self.id("memo", anchor.kind, anchor.id, key)
        when = moment(rest.get("when", ""))
        kind = rest.get("kind", "memo")
        day = when[:10] if kind == "journal" else ""
        words = words.replace("\r\n", "\n")[:MAX_TEXT]
        self.memos[own] = Memo(own, kind, title, words, anchor, self.coder(rest.get("who", "")), when, when, day)

    def case(self, key: object, name: str, texts: Iterable[str]) -> str:
        """Add a case as a person: as a speaker of its own texts when one is called so; return its id."""
        own = self.id("case", key)
        speaks = False
        for text in texts:
            if text in self.documents:
                document = with_speaker(self.documents[text], name, own)
                speaks = speaks or document is not self.documents[text]
                self.documents[text] = document
        if not speaks:
            self.persons[own] = Person(own, CASE_ROLE, 0, name.strip())
            self.findings.count("case-name-shown", 1 if name.strip() else 0)
        return own

    def variable(self, name: str, owner: str, *, number: bool, described: str = "") -> None:
        """Add a variable of `person` or `transcript`."""
        own = self.id("variable", owner, name)
        place = sum(one.owner == owner for one in self.variables.values())
        taken = {one.name for one in self.variables.values() if one.owner == owner}
        title = unique(" ".join(name.split()) or own[:8], taken)
        kind = "number" if number else "text"
        self.variables[own] = Variable(own, title, owner, kind, (), place, described.strip())

    def value(self, name: str, owner: str, target: str, written: str) -> None:
        """Give a person or text a value."""
        variable = self.variables.get(self.id("variable", owner, name))
        there = target in (self.documents if owner == "transcript" else self._everybody())
        if variable is None or not there:
            self.findings.count("lost-value-without-variable", 1 if written.strip() else 0)
            return
        value: Value | None = written.strip()
        if variable.kind == "number":
            value = _number(written.strip())
            self.findings.count("lost-value-of-kind", 1 if value is None and written.strip() else 0, name=variable.name)
        if value is not None and value != "":
            own = derived("value", variable.id, target)
            self.values[own] = VariableValue(own, variable.id, target, value)

    def foreign(self, name: str) -> Foreign:
        """Return everything as a project of ours."""
        families = tuple(replace(one, key=f"F{place}") for place, one in enumerate(self.families.values(), 1))
        codes = tuple(replace(one, key=f"C{place}") for place, one in enumerate(_parents_known(self.codes), 1))
        speakers = {key: one for document in self.documents.values() for key, one in document.persons.items()}
        snapshot = Snapshot(
            ProjectInfo("", name, ""),
            check(Codebook(families, codes), name),
            tuple(self.documents.values()),
            tuple(sorted(self.excerpts.values(), key=lambda one: (one.transcript, one.start, one.end))),
            tuple(self.codings.values()),
            tuple(self.coders.values()),
            tuple(self.memos.values()),
            tuple(self.variables.values()),
            tuple(self.values.values()),
            persons=tuple({**self.persons, **speakers}.values()),
        )
        return Foreign(snapshot, self.findings.all(), self.program)

    def _everybody(self) -> set[str]:
        return {*self.persons, *(key for document in self.documents.values() for key in document.persons)}


def _parents_known(codes: dict[str, Code]) -> tuple[Code, ...]:
    """Return the codes with parents that exist and never lead back to themselves, each in its parent's family."""
    made: dict[str, Code] = {}
    for code in codes.values():
        above, seen = code, {code.id}
        while above.parent in codes and above.parent not in seen:
            above = codes[above.parent]
            seen.add(above.id)
        looped = above.parent in seen
        parent = code.parent if code.parent in codes and not looped else None
        made[code.id] = replace(code, parent=parent, family=code.family if looped else above.family)
    return tuple(made.values())


def _number(written: str) -> int | float | None:
    if not _NUMBER.fullmatch(written):
        return None
    found = float(written.replace(",", "."))
    return int(found) if found.is_integer() else found
