"""Every operator finds exactly what looking at every turn finds, in random projects that are edited and shortened.

`OTE_SEARCH_PROJECTS` sets how many projects are drawn; each is asked some nine queries in each of two states.
"""

from __future__ import annotations

import dataclasses
import os
import random

import pytest

from codebooks.model import Code, Codebook, Family
from helpers.search_brute import Brute
from helpers.search_corpus import make_document
from projects.model import Coder, Coding, Excerpt, Label, Mark, Person
from projects.search.corpus import Documents
from projects.search.facts import Described, Facts
from projects.search.results import Filters

SAID = """
koti kotiin kotona kodista kotikäynti Vuokravelkaa velka velat vuokra asukas asukkaan asukkaat mä minä mulla on olen
olis ja kun se sen että vuokra-asukas aune-ohjelma landlord landlords home https://koti.fi/velka 2020 ä vaa’an
"""
WANTED = """
koti kotona velka vuokra asukas minä olla on ja se landlord home ohjelma vuokra-asukas fi 2020 olematon vaa'an
"""
WORDS = SAID.split()
ASKED = WANTED.split()
PATTERNS = ["k*", "ko*", "vu*", "*ti", "*elka*", "a?ukas", "k?", "v*a", "2*", "*-*a", "olem*", "k??i", "*a?"]
FILTERS = [
    "koodi: Koti", "code:luo", 'perhe: "paikka"', "koodaaja: anna", "puhuja: H1", "speaker: asukas", "puhuja: H1,H2",
    "rooli: haastattelija", "role: asu", "muuttuja: ikä>=30", "variable: kunta=Espoo", "aineisto: t0,t2",
]  # fmt: skip
PEOPLE = {"p1": Person("p1", "haastattelija", 1), "p2": Person("p2", "asukas", 1), "p3": Person("p3", "asukas", 2)}
CODEBOOK = Codebook(
    (Family("f1", "paikka", "Paikka", "Place", 1, "", ""), Family("f2", "suhde", "Suhde", "Bond", 2, "", "")),
    (Code("c1", "C1", "Koti", "Home", "", "", None, "f1"), Code("c2", "C2", "Luottamus", "Trust", "", "", None, "f2")),
)
VALUES = (
    Described("ikä", "person", "p2", 29), Described("ikä", "person", "p3", "30"),
    Described("kunta", "transcript", "t1", "espoo"), Described("kunta", "transcript", "t0", "Vantaa"),
)  # fmt: skip
PROJECTS = int(os.environ.get("OTE_SEARCH_PROJECTS", "20"))
NEAR = ("NEAR/1", "NEAR/3", "BEFORE/2", "LÄHELLÄ/2", "ENNEN/1", "NEAR")
SCOPES = ("", "", " same speaker", " sama puhuja", " neighbouring turns 1", " viereiset vuorot 2", " same turn")
PLAIN = [word for word in WORDS if "/" not in word]


class Drawer:
    """Draw projects and queries; the same seed draws the same."""

    def __init__(self, seed):
        self._random = random.Random(seed)
        self.one_of = self._random.choice
        self.shuffled = lambda things: self._random.sample(things, len(things))

    def many(self, draw, least, most):
        return [draw() for _ in range(self._random.randint(least, most))]

    def leaf(self):
        kind = self._random.randrange(7)
        if kind == 0:
            return f"={self.one_of(PLAIN)}"
        if kind == 1:
            return self.one_of(PATTERNS)
        if kind == 2:
            return self.one_of(PLAIN) + self.one_of(("~", "~1", "~2", "+"))
        if kind == 3:
            return f'"{" ".join(self.many(self.inner, 2, 3))}"'
        if kind == 4:
            return f'="{" ".join(self.many(lambda: self.one_of(WORDS[:12]), 2, 2))}"'
        return self.one_of(ASKED)

    def inner(self):
        return self.one_of((self.one_of(ASKED), self.one_of(PATTERNS), f"{self.one_of(PLAIN)}~"))

    def placed(self, depth=2):
        kind = self._random.randrange(5)
        if not depth or kind < 3:
            return self.leaf()
        joint = "OR" if kind == 3 else self.one_of(NEAR)
        return f"({self.placed(depth - 1)} {joint} {self.placed(depth - 1)})"

    def query(self, depth=2):
        kind = self._random.randrange(8)
        if kind == 0:
            return self.one_of(FILTERS)
        if not depth or kind < 3:
            return self.placed()
        if kind == 3:
            return f"NOT {self.query(depth - 1)}"
        one, other, scope = self.query(depth - 1), self.query(depth - 1), self.one_of(SCOPES)
        if kind == 4:
            return f"({one} {other} EI {self.query(depth - 1)}{scope})"
        return f"({one} {self.one_of(('AND', 'TAI', 'JA NOT', ''))} {other}{scope})"

    def document(self, n):
        paragraphs = [" ".join(self.many(lambda: self.one_of(WORDS), 0, 7)) for _ in range(self._random.randint(1, 6))]
        document = make_document(f"t{n}", paragraphs, self.one_of(("fi", "fi", "fi", "en", "sv")))
        labels = {f"t{n}h{k}": Label(f"t{n}h{k}", f"t{n}", f"H{k}", f"p{k}") for k in (1, 2, 3)}
        turns = tuple(self._spoken(turn, list(labels)) for turn in document.turns)
        return dataclasses.replace(document, turns=turns, labels=labels, persons=PEOPLE)

    def _spoken(self, turn, labels):
        size = turn.end - turn.start
        middle = Mark(turn.start + size // 3, turn.start + size // 2, "time")
        marks = (middle,) if size > 3 and self._random.random() < 0.4 else ()
        return dataclasses.replace(turn, label=self.one_of((*labels, None)), marks=marks)

    def documents(self):
        made = [self.document(n) for n in range(self._random.randint(3, 5))]
        if self._random.random() < 0.4:
            again = dataclasses.replace(made[0].transcript, id="again", name="again", short="again")
            made.append(dataclasses.replace(made[0], transcript=again))
        return self.shuffled(made)

    def changed(self, documents):
        """Edit one transcript, take one away that no filter names, change the order."""
        kept = {one.transcript.id: one for one in documents if one.transcript.id in ("t0", "t1", "t2", "again")}
        n = self._random.randrange(3)
        kept[f"t{n}"] = self.document(n)
        return self.shuffled(list(kept.values()))

    def facts(self, documents):
        """Draw codings on ranges of the documents."""
        excerpts, codings = [], []
        for document in (one for one in documents if one.text):
            for n in range(self._random.randint(0, 2)):
                start = self._random.randrange(len(document.text))
                end = self._random.randint(start + 1, len(document.text))
                id_ = f"{document.transcript.id}-{n}"
                excerpts.append(Excerpt(id_, document.transcript.id, start, end, ""))
                codings.append(Coding(id_, id_, self.one_of(("c1", "c2")), self.one_of(("k1", "k2")), ""))
        coders = (Coder("k1", "Anna"), Coder("k2", "Bo"))
        return Facts(CODEBOOK, coders, tuple(excerpts), tuple(codings), VALUES)


def told(known):
    """Return what the slow way knows of a turn: by kind of filter, what values fit it."""
    codes = {"c1": ("koti", "paikka"), "c2": ("luo", "suhde")}

    def names(document, turn):
        over = [one for one in known.excerpts if one.transcript == document.transcript.id]
        ids = {one.id for one in over if one.start < turn.end and one.end > turn.start}
        here = [coding for coding in known.codings if coding.excerpt in ids]
        who = document.person_of(turn)
        found = {kind: set() for kind in ("code", "family", "coder", "speaker", "role", "variable", "transcript")}
        found["code"] = {codes[one.code][0] for one in here}
        found["family"] = {codes[one.code][1] for one in here}
        found["coder"] = {"anna" for one in here if one.coder == "k1"}
        if who:
            found["speaker"] = {document.label_of(turn).casefold(), who.role}
            found["role"] = {who.role, who.role[:3]}
            found["variable"] = {"ikä>=30"} if who.id == "p3" else set()
        found["transcript"] = {document.transcript.id}
        if document.transcript.id == "t1":
            found["variable"] = found["variable"] | {"kunta=espoo"}
        return found

    return names


def found(results):
    return [(hit.transcript, hit.turn.id, hit.matches) for hit in results.hits]


@pytest.mark.parametrize("seed", range(PROJECTS))
def test_every_operator_finds_what_looking_at_every_turn_finds(make_searcher, analyser, seed):
    searcher = make_searcher()
    drawer = Drawer(seed)
    documents = drawer.documents()
    for wide in (False, True):
        known = drawer.facts(documents)
        brute = Brute(analyser, told(known))
        corpus = Documents(documents)
        searcher.update(corpus)
        for text in drawer.many(drawer.query, 6, 12):
            compare(searcher, brute, text, corpus, known, wide=wide)
        documents = drawer.changed(documents)


def compare(searcher, brute, text, corpus, known, *, wide):
    """Ask the same of both: all, the second and third hit, and in allowed turns."""
    listed = [corpus.document(one.id) for one in corpus.transcripts()]
    wanted = brute.search(text, listed, wide=wide)
    whole = searcher.search(text, corpus, limit=0, facts=lambda: known, wide=wide)
    assert (found(whole), whole.count, sum(whole.counts.values())) == (wanted, len(wanted), len(wanted)), text
    few = searcher.search(text, corpus, limit=2, offset=1, facts=lambda: known, wide=wide)
    assert (found(few), few.count) == (wanted[1:3], len(wanted))
    allowed = {"t0": {0, 2, 9}, "t1": {1}}
    part = searcher.search(text, corpus, Filters(turns=allowed), limit=0, facts=lambda: known, wide=wide)
    assert found(part) == brute.search(text, listed, allowed, wide=wide)
