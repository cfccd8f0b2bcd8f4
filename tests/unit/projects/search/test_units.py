"""A hit stands for its words, their sentences, its turn or turns around it."""

from __future__ import annotations

import dataclasses

import pytest

from helpers.search_corpus import make_document
from projects.model import Mark
from projects.search.corpus import Documents
from projects.search.units import AROUND, SENTENCE, TURN, WORDS, unit_ranges

DOCUMENT = make_document(
    "a",
    [
        "Hei.",
        "Koti on oma. Kotiin tulee mm. esim. kissa! Näin se on: kotona on 3. kerros. – Niin, oma koti kullan kallis…",
        "...",
        "Avain kotiin.",
    ],
)


def passages(searcher, query, unit, turns=1, document=DOCUMENT):
    corpus = Documents([document])
    searcher.update(corpus)
    hits = searcher.search(query, corpus).hits
    return [[document.text[a:b] for a, b in unit_ranges(document, hit, unit, turns)] for hit in hits]


@pytest.mark.parametrize(
    ("query", "unit", "wanted"),
    [
        ("koti", WORDS, [["Koti", "Kotiin", "kotona", "koti"], ["kotiin"]]),
        ('"oma koti"', WORDS, [["oma. Kotiin", "oma koti"]]),
        ('="oma koti"', SENTENCE, [["– Niin, oma koti kullan kallis…"]]),
        ("kissa", SENTENCE, [["Kotiin tulee mm. esim. kissa!"]]),
        ("=kotona", SENTENCE, [["Näin se on: kotona on 3. kerros."]]),
        ("avain", SENTENCE, [["Avain kotiin."]]),
        ("avain", TURN, [["Avain kotiin."]]),
        ("avain NOT hei", AROUND, [["...\nAvain kotiin."]]),
        ("hei", AROUND, [[DOCUMENT.text[: DOCUMENT.turns[1].end]]]),
        ("NOT koti", SENTENCE, [["Hei."]]),
    ],
)
def test_what_a_hit_stands_for(searcher, query, unit, wanted):
    assert passages(searcher, query, unit) == wanted


def test_more_turns_around(searcher):
    assert passages(searcher, "avain", AROUND, 2) == [[DOCUMENT.text[DOCUMENT.turns[1].start :]]]
    assert passages(searcher, "avain", AROUND, 9) == [[DOCUMENT.text]]


def test_a_mark_ends_a_sentence(searcher):
    turn = DOCUMENT.turns[3]
    marked = dataclasses.replace(turn, marks=(Mark(turn.start + 5, turn.start + 6, "time"),))
    document = dataclasses.replace(DOCUMENT, turns=(*DOCUMENT.turns[:3], marked))
    assert passages(searcher, "avain", SENTENCE, document=document) == [["Avain"]]
