"""Balance of voices and likeness of quotes."""

from projects.quotes.board import Likeness, balance, likenesses


def test_a_voice_counts_once_a_quote_and_is_over_the_limit_only_among_enough_quotes() -> None:
    few = balance([("a", "a"), ("a", "b"), ("c",)])
    assert (few.counts, few.total, few.over) == ((("a", 2), ("b", 1), ("c", 1)), 3, ())
    enough = balance([("a",)] * 4 + [("b",)] * 3 + [("c",)] * 3)
    assert enough.over == ("a",)
    assert balance([]).over == ()


def test_a_shared_rare_word_weighs_more_than_one_that_many_have() -> None:
    words = {
        "q": frozenset({"koti", "olla", "avain"}), "rare": frozenset({"avain", "olla"}),
        "common": frozenset({"olla", "koti"}), "koti": frozenset({"koti", "olla"}), "none": frozenset({"muu"}),
    }
    codes = dict.fromkeys(words, frozenset[str]()) | {"q": frozenset({"c1"}), "none": frozenset({"c1"})}
    found = likenesses("q", words, codes)
    assert [one.key for one in found] == ["none", "rare"]
    assert found[1].words == ("avain",)
    assert found[0] == Likeness("none", (), frozenset({"c1"}), 1.5)
