"""Queries become trees; what cannot be understood is refused with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.errors import QueryError
from projects.search.query import And, Exact, Not, Or, Phrase, Prefix, Word, leaves, parse, words

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("query", "tree"),
    [
        ("Koti", Word("koti")),
        ("a b", And((A, B))),
        ("a JA b", And((A, B))),
        ("a AND b OR c", Or((And((A, B)), C))),
        ("a TAI b c", Or((A, And((B, C))))),
        ("a (b OR c)", And((A, Or((B, C))))),
        ("NOT a", Not(A)),
        ("a EI b", And((A, Not(B)))),
        ("a NOT (b c)", And((A, Not(And((B, C)))))),
        ("NOT NOT a", Not(Not(A))),
        ("a and b", And((A, Word("and"), B))),
        ("ei ja tai", And((Word("ei"), Word("ja"), Word("tai")))),
        ("=EI", Exact("ei")),
        ("=Kotia", Exact("kotia")),
        ('"mitä kuuluu"', Phrase((Word("mitä"), Word("kuuluu")))),
        ("”mitä kuuluu”", Phrase((Word("mitä"), Word("kuuluu")))),
        ('="mitä kuuluu"', Phrase((Exact("mitä"), Exact("kuuluu")))),
        ('"koti"', Word("koti")),
        ('"asu* koti"', Phrase((Prefix("asu"), Word("koti")))),
        ("vuokra*", Prefix("vuokra")),
        ("=vuokra*", Prefix("vuokra")),
        ("asiakas/asukas", Phrase((Word("asiakas"), Word("asukas")))),
        ("vuokra-asunto", Word("vuokra-asunto")),
        ("a - b", And((A, B))),
        ("a, b!", And((A, B))),
        ("ä", Word("ä")),
        ("vaa’an", Word("vaa'an")),
    ],
)
def test_a_query_becomes_a_tree(query, tree):
    assert parse(query) == tree


@pytest.mark.parametrize(
    ("query", "code", "position"),
    [
        ("", "query-empty", 0),
        ("   ", "query-empty", 0),
        ("!?", "query-no-word", 0),
        ('""', "query-no-word", 0),
        ('koti "auki', "query-quote-open", 5),
        ('="', "query-quote-open", 1),
        ("(a", "query-bracket-open", 0),
        ("a (b (c)", "query-bracket-open", 2),
        ("a (", "query-bracket-open", 2),
        ("a)", "query-bracket-close", 1),
        (")", "query-bracket-close", 0),
        ("a ()", "query-bracket-empty", 2),
        ("a AND", "query-operator-alone", 2),
        ("OR a", "query-operator-alone", 0),
        ("a OR AND b", "query-operator-alone", 5),
        ("(a OR)", "query-operator-alone", 3),
        ("NOT", "query-operator-alone", 0),
        ("a *", "query-star", 2),
        ("*sana", "query-star", 0),
        ("sa*na", "query-star", 0),
        ("(" * 200 + "a", "query-too-deep", 51),
        ("NOT " * 200 + "a", "query-too-deep", 204),
    ],
)
def test_a_refusal_tells_the_place(query, code, position):
    with pytest.raises(QueryError) as refusal:
        parse(query)
    assert (refusal.value.code, refusal.value.values["position"]) == (code, position)


@given(st.text(alphabet='ab ()"*=-”ANDORT\n', max_size=40))
def test_any_text_is_a_query_or_refused(query):
    try:
        parse(query)
    except QueryError as refusal:
        position = refusal.values["position"]
        assert isinstance(position, int)
        assert 0 <= position <= len(query)


def test_what_shows_why_leaves_out_what_is_forbidden():
    tree = parse('a NOT b "c d" (e* OR NOT f)')
    assert leaves(tree) == (A, Phrase((C, Word("d"))), Prefix("e"))
    assert words(tree) == {"a", "b", "c", "d", "f"}
