"""Names suggested for a code from what was said: short, in base form, never more than the words there were."""

import pytest

from projects.search.naming import LONGEST, as_said, base_forms, suggestions, words_of

BASES = {
    "kodeissa": ("koti",), "ahtaissa": ("ahdas",), "pyörivät": ("pyöriä", "pyörivä"), "luottamusta": ("luottamus",),
}


@pytest.mark.parametrize(("text", "wanted"), [
    ("luottamusta", ("Luottamus", "Luottamusta")),
    ("ahtaissa kodeissa", ("Ahtaissa kodeissa", "Ahtaissa koti", "Ahdas koti")),
    ("pyörivät,", ("Pyörivä", "Pyöriä", "Pyörivät")),
    ("hällä väliä", ("Hällä väliä",)),
    ("”toimisto.”", ("Toimisto",)),
    ("...", ()),
])
def test_names_are_suggested(text, wanted):
    assert suggestions(text, BASES) == wanted


def test_a_long_passage_is_cut_at_a_word():
    name = as_said("niin me sitten mentiin yhdessä " * 5)
    assert len(name) <= LONGEST
    assert name.endswith(("yhdessä", "mentiin", "sitten", "niin", "me"))


def test_words_are_looked_up_once():
    assert words_of("Koti, koti ja 🙂 kodin-ovi") == ("koti", "ja", "kodin-ovi")


def test_the_lexicon_answers_from_a_process_of_its_own():
    assert base_forms(("kodeissa", "xyzzyq")) == {"kodeissa": ("koti",), "xyzzyq": ()}
