"""What is printed of a quote: edits show by their signs, voices stay apart, and one character changes the mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.quotes.errors import QuoteError
from projects.quotes.published import (
    ANONYMISED,
    EDITED,
    INSERTION,
    OMISSION,
    TUTKIMUS,
    VIHKONEN,
    QuoteEdit,
    checked,
    fingerprint,
    published,
    segments,
)

VERBATIM = "No mä soitan Maijalle. Moni sanoo, ettei kukaan oo soittanut. Siinä ei puhuta rahasta. Se on... hetki vaan."


def at(words: str, kind: str, text: str = "", whole: str = VERBATIM) -> QuoteEdit:
    start = whole.index(words)
    return QuoteEdit(start, start if kind == INSERTION else start + len(words), kind, text)


EDITS = (
    at("Maijalle", ANONYMISED, "asukkaalle"), at("sanoo", INSERTION, "asukas"), at("oo ", EDITED, "ole "),
    at("Siinä ei puhuta rahasta.", OMISSION),
)


def test_the_two_styles_are_renderings_of_one_quote():
    edits = checked([VERBATIM], EDITS)
    assert published([VERBATIM], edits, VIHKONEN) == (
        "No mä soitan [asukkaalle]. Moni (asukas) sanoo, ettei kukaan ole soittanut. ... Se on... hetki vaan.",
    )
    assert published([VERBATIM], edits, TUTKIMUS) == (
        "No mä soitan [asukkaalle]. Moni [asukas] sanoo, ettei kukaan ole soittanut. [...] Se on... hetki vaan.",
    )


def test_the_speakers_own_dots_never_hide_an_omission():
    edits = checked([VERBATIM], [at("hetki vaan.", OMISSION)])
    assert published([VERBATIM], edits, VIHKONEN)[0].endswith("Se on... ...")


@pytest.mark.parametrize(("words", "printed"), [
    ("No mä", "... soitan Maijalle."), (" soitan", "No mä ... Maijalle."), (" Maijalle", "No mä soitan ...."),
])
def test_blanks_around_an_omission_are_right(words, printed):
    whole = "No mä soitan Maijalle."
    edits = checked([whole], [at(words, OMISSION, whole=whole)])
    assert published([whole], edits, VIHKONEN) == (printed,)


def test_neighbouring_omissions_are_one_sign():
    whole = "yksi kaksi kolme neljä"
    edits = checked([whole], [at("kaksi", OMISSION, whole=whole), at("kolme", OMISSION, whole=whole)])
    assert published([whole], edits, TUTKIMUS) == ("yksi [...] neljä",)


def test_voices_stay_apart_and_a_voice_left_out_leaves_a_sign():
    voices = ["Ensin tämä.", "Joo.", "Sitten se."]
    edits = checked(voices, [QuoteEdit(12, 16, OMISSION)])
    assert published(voices, edits, VIHKONEN) == ("Ensin tämä.", "... Sitten se.")


@pytest.mark.parametrize(("edits", "code"), [
    ([QuoteEdit(5, 900, OMISSION)], "edit-outside"), ([QuoteEdit(3, 3, OMISSION)], "edit-empty"),
    ([QuoteEdit(0, 2, INSERTION, "a")], "edit-empty"), ([QuoteEdit(0, 2, ANONYMISED, " ")], "edit-empty"),
    ([QuoteEdit(0, 2, EDITED, "No")], "edit-empty"), ([QuoteEdit(0, 2, "other", "x")], "edit-outside"),
    ([QuoteEdit(0, 5, OMISSION), QuoteEdit(4, 8, OMISSION)], "edit-overlap"),
    ([QuoteEdit(0, len(VERBATIM), OMISSION)], "edit-all"),
])
def test_an_edit_that_does_not_fit_is_refused(edits, code):
    with pytest.raises(QuoteError) as refusal:
        checked([VERBATIM], edits)
    assert refusal.value.code == code


def test_an_edit_never_joins_two_voices():
    with pytest.raises(QuoteError) as refusal:
        checked(["Minä.", "Sinä."], [QuoteEdit(3, 8, OMISSION)])
    assert refusal.value.code == "edit-crosses-turns"


def test_segments_number_the_edits_over_the_whole_quote():
    voices = ["aa bb", "cc dd"]
    edits = checked(voices, [QuoteEdit(0, 2, OMISSION), QuoteEdit(9, 11, OMISSION)])
    assert [[one.number for one in turn] for turn in segments(voices, edits)] == [[1, 0], [0, 2]]


VOICES = st.lists(st.text(st.sampled_from("aä \U0001f642e\u0301.,"), min_size=1, max_size=12), min_size=1, max_size=3)


@st.composite
def quotes(draw):
    voices = draw(VOICES)
    edits, at_ = [], 0
    for voice in voices:
        cuts = sorted(draw(st.lists(st.integers(0, len(voice)), max_size=4, unique=True)))
        for start, end in zip(cuts[::2], cuts[1::2], strict=False):
            kind = draw(st.sampled_from([OMISSION, ANONYMISED]))
            edits.append(QuoteEdit(at_ + start, at_ + end, kind, "" if kind == OMISSION else "X"))
        at_ += len(voice) + 1
    return voices, edits


@given(quotes())
def test_the_verbatim_words_can_always_be_read_back(made):
    voices, edits = made
    try:
        ordered = checked(voices, edits)
    except QuoteError:
        return
    assert ["".join(one.old for one in turn) for turn in segments(voices, ordered)] == voices


@given(quotes(), st.integers(0, 200), st.sampled_from("aöX"))
def test_one_changed_character_changes_the_mark(made, place, letter):
    voices, edits = made
    whole = "\n".join(voices)
    place %= len(whole)
    if whole[place] in ("\n", letter):
        return
    kept = not any(one.start <= place < one.end for one in edits)
    changed = (whole[:place] + letter + whole[place + 1 :]).split("\n")
    key = b"key"
    assert (fingerprint(voices, edits, key) != fingerprint(changed, edits, key)) == kept
