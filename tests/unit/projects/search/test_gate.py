"""The gate turns away words the lexicon cannot know, and never one it knows."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.search.gate import Gate
from projects.search.lexicon import WORTH_A_GATE, Voikko

NETWORK = """2
5\t0.5
0\t1\ta\tA
0\t3\t@_EPSILON_SYMBOL_@\tx
1\t2\tb\tB
1\t1\t@P.FLAG.ON@\t@P.FLAG.ON@
3\t4\tä\tä
4\t3\t@_EPSILON_SYMBOL_@\t@_EPSILON_SYMBOL_@
4\t5\tc\tc"""
PIECES = """
koti kotona asunto asunno asunnon vuokra velka velkaa hakemus hakemuksen kin kaan ni mme ssa sta lle minen yli rahan
lasten päivä mökki s n - toimeentulo tuki haastattelu tehty meni q
"""


@pytest.fixture(scope="module")
def network():
    """Return the lexicon's network, taken from it once."""
    from pyvoikko import VOIKKO_FST

    return VOIKKO_FST.to_att_code()


@pytest.fixture(scope="module")
def gate(network):
    return Gate(network)


@pytest.mark.parametrize(
    ("word", "may"),
    [("ab", True), ("äc", True), ("ääc", True), ("a", False), ("", False), ("ä", False), ("abc", False), ("z", False)],
)
def test_a_word_is_walked_letter_by_letter(word, may):
    assert Gate(NETWORK).admits(word) is may
    assert Gate(NETWORK + "\n").admits(word) is may


def test_what_was_forgotten_is_found_again():
    gate = Gate(NETWORK, size=1)
    assert [gate.admits(word) for word in ("ab", "ääc", "abc", "ab", "ääc")] == [True, True, False, True, True]


@settings(max_examples=400)
@given(word=st.lists(st.sampled_from(PIECES.split()), min_size=1, max_size=4).map("".join))
def test_no_word_the_lexicon_knows_is_turned_away(gate, word):
    assert gate.admits(word) or not Voikko().readings(word)


def test_most_unknown_words_are_turned_away(gate):
    unknown = ["asunnottatulevat", "kotonajoka", "xyzzy", "vuokraaonkin", "hyvinkukaan", "semmonen", "kadul"]
    assert not any(map(gate.admits, unknown))


def test_the_network_reads_single_letters_only(network):
    symbols = {line.split("\t")[2] for line in network.splitlines() if line.count("\t") > 1}
    assert {one for one in symbols if len(one) > 1 and not re.match(r"@[PDRCU]\.", one)} == {"@_EPSILON_SYMBOL_@"}


def test_a_lexicon_answers_the_same_before_and_behind_its_gate():
    lexicon = Voikko()
    words = ["kotona", "asunnottatulevat", "kotikäynnillä"]
    before = [lexicon.readings(word) for word in words]
    for n in range(WORTH_A_GATE):
        lexicon.readings(f"a{n}")
    assert lexicon._gate
    assert [lexicon.readings(word) for word in words] == before
    assert not lexicon.readings("k" * 65)
