"""Queries become trees; what cannot be understood is refused with its place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.errors import QueryError
from projects.search.nodes import (
    And,
    Exact,
    Filter,
    Fuzzy,
    Near,
    Not,
    Or,
    Phrase,
    Scoped,
    Wild,
    Word,
    filters,
    inner,
    leaves,
    words,
)
from projects.search.query import parse

A, B, C = Word("a"), Word("b"), Word("c")
PIECES = [*'ab ()"*=-”?~+:/2\n', " AND ", " OR ", "NOT ", " NEAR/2 ", "koodi:", "kodi:", " sama puhuja", " same turn"]


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
        ('"asu* koti"', Phrase((Wild("asu*"), Word("koti")))),
        ("vuokra*", Wild("vuokra*")),
        ("=vuokra*", Wild("vuokra*")),
        ("asiakas/asukas", Phrase((Word("asiakas"), Word("asukas")))),
        ("vuokra-asunto", Word("vuokra-asunto")),
        ("a - b", And((A, B))),
        ("a, b!", And((A, B))),
        ("ä", Word("ä")),
        ("vaa’an", Word("vaa'an")),
        ("*osa*", Wild("*osa*")),
        ("s?na", Wild("s?na")),
        ("sa*na", Wild("sa*na")),
        ("kuuluuko?", Word("kuuluuko")),
        ("kuu*?", Wild("kuu*?")),
        ("a ?", A),
        ("sana~", Fuzzy("sana")),
        ("sana~2", Fuzzy("sana", 2)),
        ("asunto+", Word("asunto", wide=True)),
        ("a NEAR/5 b", Near(A, B, 5)),
        ("a LÄHELLÄ/5 b", Near(A, B, 5)),
        ("a near/5 b", Near(A, B, 5)),
        ("a NEAR b", Near(A, B, 10)),
        ("a BEFORE/3 b", Near(A, B, 3, ordered=True)),
        ("a ENNEN/3 b", Near(A, B, 3, ordered=True)),
        ("a NEAR/2 b NEAR/3 c", Near(Near(A, B, 2), C, 3)),
        ('a NEAR/2 ("b c" TAI =c)', Near(A, Or((Phrase((B, C)), Exact("c"))), 2)),
        ("NOT a NEAR/2 b", Not(Near(A, B, 2))),
        ("a lähellä b", And((A, Word("lähellä"), B))),
        ("a b same speaker", Scoped(And((A, B)), "speaker")),
        ("a b Sama Puhuja", Scoped(And((A, B)), "speaker")),
        ("a b samassa vuorossa", Scoped(And((A, B)), "turn")),
        ("a b neighbouring turns 3", Scoped(And((A, B)), "turns", 3)),
        ("a viereiset vuorot", Scoped(A, "turns", 1)),
        ("(a b sama puhuja) c", And((Scoped(And((A, B)), "speaker"), C))),
        ("sama puhuja", And((Word("sama"), Word("puhuja")))),
        ("sama puhuja a", And((Word("sama"), Word("puhuja"), A))),
        ("koodi: Koti", Filter("code", ("Koti",))),
        ("CODE:Koti", Filter("code", ("Koti",))),
        ("a EI koodi: ”Koti loukkuna”", And((A, Not(Filter("code", ("Koti loukkuna",)))))),
        ("puhuja: H1,H2 b", And((Filter("speaker", ("H1", "H2")), B))),
        ("muuttuja: ikä>=30", Filter("variable", ("ikä>=30",))),
        ("klo 12:30", And((Word("klo"), Phrase((Word("12"), Word("30")))))),
        ("https://a", Phrase((Word("https"), A))),
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
        ("a ** b", "query-star", 2),
        ("koodi:", "query-filter-empty", 0),
        ('koodi: ""', "query-filter-empty", 0),
        ("koodi: , a", "query-filter-empty", 0),
        ('a koodi: "b', "query-quote-open", 9),
        ("a kodi: x", "query-filter-name", 2),
        ("a NEAR/0 b", "query-distance", 2),
        ("a NEAR/1001 b", "query-distance", 2),
        ("a NEAR", "query-operator-alone", 2),
        ("NEAR b", "query-operator-alone", 0),
        ("a NEAR (b c)", "query-near", 7),
        ("a NEAR NOT b", "query-operator-alone", 7),
        ("koodi: x NEAR b", "query-near", 0),
        ("a sana~3", "query-fuzzy", 2),
        ("a sa*~", "query-fuzzy", 2),
        ("a naapurivuorot 900", "query-turns", 2),
        ("a OR same turn", "query-operator-alone", 2),
        ("(" * 200 + "a", "query-too-deep", 51),
        ("NOT " * 200 + "a", "query-too-deep", 204),
    ],
)
def test_a_refusal_tells_the_place(query, code, position):
    with pytest.raises(QueryError) as refusal:
        parse(query)
    assert (refusal.value.code, refusal.value.values["position"]) == (code, position)


@given(st.lists(st.sampled_from(PIECES), max_size=12).map("".join))
def test_any_text_is_a_query_or_refused(query):
    try:
        parse(query)
    except QueryError as refusal:
        position = refusal.values["position"]
        assert isinstance(position, int)
        assert 0 <= position <= len(query)


def test_what_shows_why_leaves_out_what_is_forbidden():
    tree = parse('a NOT b "c d" (e* OR NOT f)')
    assert leaves(tree) == (A, Phrase((C, Word("d"))), Wild("e*"))
    assert words(tree) == {"a", "b", "c", "d", "f"}


def test_a_wide_query_asks_widely_everywhere():
    tree = parse('a (b OR "c d~") NEAR/2 e* NOT a koodi:x sama puhuja', wide=True)
    assert words(tree) == {"a", "b", "c"}
    assert {one.wide for one in walked(tree) if isinstance(one, Word)} == {True}
    assert [one.values for one in filters(tree)] == [("x",)]
    assert tree == parse('a+ (b+ OR "c+ d~") NEAR/2 e* NOT a+ koodi:x sama puhuja')


def walked(node):
    return [node, *(under for one in inner(node) for under in walked(one))]
