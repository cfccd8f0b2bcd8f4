"""Words are counted by base form; what stands near a word is told apart from what stands everywhere."""

from __future__ import annotations

import math

import pytest

from helpers.search_corpus import make_document
from projects.search.corpus import Documents
from projects.search.counting import stop_words
from projects.search.page import asking

SAID = [
    "Kodin avain on kotona.",
    "Avain hukkui, avaimet löytyivät kotoa.",
    "Kuusi ihmistä, kuuset kaatuivat, kuu nousi, kuun valo.",
    "Minä ja sinä puhutaan rahasta ja vuokrasta.",
    "Vuokra ja raha ja ruoka.",
]
ENGLISH = "The landlords are at home"
SIZE = sum(len(said.split()) for said in (*SAID, ENGLISH))


@pytest.fixture
def corpus(searcher):
    made = Documents([make_document("a", SAID), make_document("b", [ENGLISH], "en")])
    searcher.update(made)
    return made


def counted(searcher, corpus, query="*", stop=()):
    found = searcher.frequencies(asking(query), corpus, stop=stop)
    return {one.base: (one.count, one.turns) for one in found}


def test_words_are_counted_by_base_form(searcher, corpus):
    counts = counted(searcher, corpus, "NOT olematon")
    assert counts["koti"] == (3, 2)
    assert counts["avain"] == (3, 2)
    assert counts["ja"] == (4, 2)
    assert counts["landlords"] == (1, 1)


def test_a_form_of_several_words_counts_for_the_commonest(searcher, corpus):
    counts = counted(searcher, corpus, "NOT olematon")
    assert (counts["kuu"], counts["kuusi"]) == ((2, 1), (2, 1))


def test_stop_words_and_other_turns_are_left_out(searcher, corpus):
    assert {"ja", "minä", "olla"} <= stop_words()
    counts = counted(searcher, corpus, "vuokra", stop_words())
    assert counts == {"vuokra": (2, 2), "raha": (2, 2), "puhua": (1, 1), "ruoka": (1, 1)}


def test_the_forms_of_a_word_are_told(searcher, corpus):
    found = searcher.frequencies(asking("NOT olematon"), corpus)
    forms = next(one.forms for one in found if one.base == "avain")
    assert forms == ("avain", "avaimet")
    assert [one.count for one in found] == sorted((one.count for one in found), reverse=True)


def test_what_stands_near_is_told_apart(searcher, corpus):
    found = {one.base: one for one in searcher.collocates(asking("raha"), corpus, window=2)}
    assert set(found) == {"vuokra", "ja"}
    assert (found["vuokra"].near, found["vuokra"].count) == (2, 2)
    assert found["vuokra"].likelihood > found["ja"].likelihood > 0
    size, room = SIZE, 8
    assert found["vuokra"].mutual == pytest.approx(math.log2(2 * size / (2 * room)))
    assert searcher.collocates(asking("raha"), corpus, window=2, stop={"ja"})[0].base == "vuokra"


def test_the_likelihood_is_that_of_the_table(searcher, corpus):
    found = {one.base: one for one in searcher.collocates(asking("raha"), corpus, window=2)}
    near, count, room, size = 3, 4, 8, SIZE
    table = [(near, room), (count - near, size - room)]
    chance = count / size
    wanted = 2 * sum(seen * math.log(seen / (of * chance)) for seen, of in table)
    wanted += 2 * sum((of - seen) * math.log((of - seen) / (of * (1 - chance))) for seen, of in table)
    assert found["ja"].near == near
    assert found["ja"].likelihood == pytest.approx(wanted)
