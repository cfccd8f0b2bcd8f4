"""Searching finds exactly what looking at every turn finds, in document order, also after changes and damage."""

from __future__ import annotations

import dataclasses

import pytest

from helpers.search_corpus import make_document
from projects.errors import ProjectError, QueryError
from projects.model import Mark
from projects.search import cachefile
from projects.search.corpus import Documents, address_of
from projects.search.results import Filters

BASE = make_document(
    "a",
    [
        "Me käydään kotikäynnillä ja katsotaan yhdessä vuokravelkaa. Luottamus syntyy hitaasti.",
        "Joo. Mä soitan ja kysyn ihan vaan, mitä kuuluu. Se on tärkeetä 👍🏽 monelle.",
        "Koti on paikka, josta lähdetään ja johon palataan.",
        "...",
    ],
)
OTHER = make_document("b", ["The landlords have homes.", "My home"], "en")


def words_of(corpus, hit):
    text = corpus.document(hit.transcript).text
    return [text[start:end] for start, end in hit.matches]


def found(results):
    return [(hit.transcript, hit.turn.id, hit.matches) for hit in results.hits]


def marked(document):
    """Mark the middle of each turn as a time: what stands there is not said."""
    turns = tuple(
        dataclasses.replace(turn, marks=(Mark(turn.start + size // 3, turn.start + size // 2, "time"),))
        if (size := turn.end - turn.start) > 3
        else turn
        for turn in document.turns
    )
    return dataclasses.replace(document, turns=turns)


def test_a_hit_is_a_turn_with_its_words(searcher):
    corpus = Documents([BASE, OTHER])
    assert searcher.update(corpus)
    results = searcher.search("vuokravelka", corpus)
    assert (results.query, results.count) == ("vuokravelka", 1)
    hit = results.hits[0]
    assert words_of(corpus, hit) == ["vuokravelkaa"]
    assert BASE.text[hit.start : hit.end] == hit.text
    assert (hit.transcript, hit.turn) == ("a", BASE.turns[0])


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("koti", [["kotikäynnillä"], ["Koti"]]),
        ('"mitä kuuluu"', [["mitä", "kuuluu"]]),
        ('"kuuluu mitä"', []),
        ('"olla tärkeä"', [["on", "tärkeetä"]]),
        ('="on tärkeä"', []),
        ("minä soittaa", [["Mä", "soitan"]]),
        ("=koti", [["Koti"]]),
        ("home", [["homes"], ["home"]]),
        ("NOT koti", [[], [], []]),
        ("monelle*", [["monelle"]]),
    ],
)
def test_what_is_shown(searcher, text, shown):
    corpus = Documents([BASE, OTHER])
    searcher.update(corpus)
    assert [words_of(corpus, hit) for hit in searcher.search(text, corpus).hits] == shown


def test_the_same_text_twice_is_found_in_both(searcher):
    again = dataclasses.replace(
        BASE,
        transcript=dataclasses.replace(BASE.transcript, id="c"),
        turns=tuple(dataclasses.replace(turn, id=f"c{turn.n}", transcript="c") for turn in BASE.turns),
    )
    corpus = Documents([BASE, again])
    searcher.update(corpus)
    assert [hit.transcript for hit in searcher.search("koti", corpus).hits] == ["a", "a", "c", "c"]


def test_only_what_the_corpus_holds_is_found(searcher):
    searcher.update(Documents([BASE, OTHER]))
    smaller = Documents([OTHER])
    assert searcher.search("koti", smaller).count == 0
    edited = dataclasses.replace(make_document("a", ["Koti"]))
    assert searcher.search("koti", Documents([edited])).count == 0
    searcher.update(Documents([edited]))
    assert searcher.search("koti", Documents([edited])).count == 1
    assert searcher.search("vuokravelka", Documents([BASE])).count == 0


def test_other_turns_of_the_same_text_are_another_text():
    fewer = dataclasses.replace(BASE, turns=BASE.turns[:2])
    assert len({address_of(one) for one in (BASE, fewer, marked(BASE))}) == 3
    assert Documents([BASE], Documents([BASE])).address("a") == address_of(BASE)


def test_filters(searcher):
    corpus = Documents([BASE, OTHER])
    searcher.update(corpus)
    assert searcher.search("NOT olematon", corpus, Filters(transcripts={"b"})).count == 2
    assert searcher.search("koti", corpus, Filters(turns={"a": [2]})).count == 1
    assert searcher.search("koti", corpus, Filters(turns={})).count == 0


def test_an_empty_index_answers(searcher):
    assert searcher.search("koti", Documents([])).count == 0
    assert searcher.search("NOT koti*", Documents([BASE])).count == 0
    with pytest.raises(QueryError):
        searcher.search("(", Documents([]))


def test_words_of_the_corpus_need_no_lexicon(searcher, make_searcher):
    corpus = Documents([BASE])
    searcher.update(corpus)
    other = make_searcher()
    for text in ("vuokravelka", "käydä", "kotikäynnillä", "koti OR mä", "luottamus"):
        other.search(text, corpus)
    assert other._helper.asked == []
    other.search("olematonsana", corpus)
    other.search("olematonsana", corpus)
    assert other._helper.asked == [{"olematonsana"}]
    third = make_searcher()
    third.search("olematonsana", corpus)
    assert third._helper.asked == []


def test_texts_in_other_languages_need_no_lexicon(searcher):
    corpus = Documents([OTHER])
    searcher.update(corpus)
    assert searcher.search("landlord OR nonsense", corpus).count == 1
    assert searcher._helper.asked == []


def test_another_program_brings_news(searcher, make_searcher):
    corpus = Documents([BASE])
    searcher.update(corpus)
    assert searcher.search("home", corpus).count == 0
    both = Documents([BASE, OTHER])
    make_searcher().update(both)
    assert searcher.search("home", both).count == 2


def test_progress_and_cancelling(searcher):
    corpus = Documents([BASE, OTHER])
    seen = []
    assert not searcher.update(corpus, lambda *done: seen.append(done), lambda: len(seen) > 1)
    total = BASE.transcript.words + OTHER.transcript.words
    assert seen == [(0, total), (BASE.transcript.words, total)]
    assert searcher.search("koti", corpus).count == 2
    assert searcher.update(corpus)
    assert searcher.search("home", corpus).count == 2


def spoiled(path, how, searcher):
    searcher.close()
    data = path.read_bytes()
    if how == "gone":
        path.unlink()
    elif how == "foreign":
        path.write_bytes(b"x" * 10_000)
    elif how == "halved":
        path.write_bytes(data[: len(data) // 2 // 4096 * 4096])
    elif how == "torn":
        path.write_bytes(data[:-2000])
    elif how == "flipped":
        place = len(data) // 2
        path.write_bytes(data[:place] + bytes([data[place] ^ 255]) + data[place + 1 :])
    elif how == "every page flipped":
        path.write_bytes(bytes(byte ^ (n % 4096 == 2000) for n, byte in enumerate(data)))
    elif how == "empty":
        path.write_bytes(b"")


@pytest.mark.parametrize(
    "how", ["gone", "foreign", "halved", "torn", "flipped", "every page flipped", "empty", "version", "stamp", "toc"]
)
def test_a_spoiled_cache_is_made_anew(searcher, make_searcher, cache, key, how, monkeypatch):
    corpus = Documents([BASE, OTHER])
    searcher.update(corpus)
    if how in ("stamp", "toc"):
        connection = cachefile.connect(cache, key)
        changes = {
            "stamp": "DELETE FROM meta",
            "toc": "UPDATE files SET data = x'00' WHERE name LIKE '%.toc'",
        }
        connection.execute(changes[how])
        connection.close()
    spoiled(cache, how, searcher)
    if how == "version":
        monkeypatch.setattr(cachefile, "SCHEMA", 999)
    again = make_searcher()
    if how == "toc":
        assert again.search("koti", corpus).count == 2
    assert again.update(corpus)
    assert again.search("koti", corpus).count == 2
    assert again.search('"mitä kuuluu" OR home', corpus).count == 3


def test_a_cache_spoiled_while_open_is_made_anew(searcher, cache):
    corpus = Documents([BASE, OTHER])
    searcher.update(corpus)
    searcher.search("koti", corpus)
    data = bytearray(cache.read_bytes())
    for place in range(2000, len(data), 4096):
        data[place] ^= 255
    cache.write_bytes(bytes(data))
    searcher._opened.connection.execute("PRAGMA shrink_memory")
    searcher._helper.close()
    searcher._let_go()
    assert searcher.search("koti", corpus).count == 2


def test_wiping_deletes_the_cache(searcher, cache):
    searcher.update(Documents([BASE]))
    searcher.wipe()
    assert not list(cache.parent.iterdir())


def test_a_cache_that_stays_damaged_is_told(searcher, monkeypatch):
    def damaged(*_):
        raise cachefile.Damaged

    monkeypatch.setattr(cachefile, "connect", damaged)
    with pytest.raises(ProjectError) as refusal:
        searcher.search("koti", Documents([BASE]))
    assert refusal.value.code == "search-cache-useless"


def test_a_wide_prefix_looks_at_every_turn(searcher, monkeypatch):
    corpus = Documents([BASE, OTHER])
    searcher.update(corpus)
    near = {start: found(searcher.search(f"{start}* NOT {start}a*", corpus)) for start in "khmsj"}
    monkeypatch.setattr("projects.search.evaluate.FEW", 0)
    searcher._let_go()
    assert {start: found(searcher.search(f"{start}* NOT {start}a*", corpus)) for start in "khmsj"} == near
    assert any(near.values())
