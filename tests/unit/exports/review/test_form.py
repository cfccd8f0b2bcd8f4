"""The Word form comes back with every answer, also when its ids were moved, and says what is odd."""

import io
import re
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from codebooks.errors import OteError
from exports.review.form import review_form
from exports.review.page import packet_words
from helpers.review_forms import PART, changed, filled, with_comment
from projects.review.answers import AnswerError, AnswerNote
from projects.review.form_answers import read_form
from projects.review.packet import Packet, PacketQuote

WORDS = packet_words("fi")
NASTY = "<img src=x> & ]]> {{ x }} \U0001f642 e\u0301"
TOKENS = [f"token{number:07d}" for number in range(1, 5)]


def packet(track="speaker"):
    quotes = tuple(
        PacketQuote(n, token, "m", (NASTY, "Joo.") if n == 2 else (f"Ote {n}.",), "Neuvoja kertoo:",
                    notes=("violence",) if n == 3 else ())
        for n, token in enumerate(TOKENS, 1)
    )
    return Packet("nonce1", track, "fi", "Katselmus", "Hei!\nKiitos.", "Aune", "1.2.", quotes)


FORM = review_form(packet())


def read(data):
    return read_form(data, "lomake.docx", WORDS)


def main_part(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return package.read(PART).decode()


def test_every_field_comes_back():
    found = read(filled(FORM, {
        "_ote_w_name": "KA1", f"_ote_d_{TOKENS[0]}": "Kyllä", f"_ote_l_{TOKENS[0]}": WORDS["level_4"],
        f"_ote_r_{TOKENS[0]}": "Hyvä.", f"_ote_d_{TOKENS[1]}": "Ei",
    }, (f"_ote_i_{TOKENS[1]}",)))
    assert (found.nonce, found.reviewer, found.notes) == ("nonce1", "KA1", ())
    assert [(one.token, one.decision, one.identifiable, one.remark, one.level) for one in found.answers] == [
        (TOKENS[0], "accept", None, "Hyvä.", 4), (TOKENS[1], "reject", True, "", None),
    ]


def test_an_untouched_form_answers_nothing():
    found = read(FORM)
    assert (found.answers, found.notes) == ((), ())


@pytest.mark.parametrize("gone", [
    r'<w:tag w:val="[^"]*"/>', r'<w:alias w:val="[^"]*"/>', r'<w:tag w:val="[^"]*"/>|<w:alias w:val="[^"]*"/>',
    r'<w:bookmark(?:Start|End)[^>]*"_ote_[dilrw]_[^>]*/>',
])
def test_a_field_is_found_by_what_is_left_of_its_names(gone):
    form = filled(FORM, {f"_ote_d_{TOKENS[0]}": "Ei", f"_ote_r_{TOKENS[0]}": "Nimi pois."}, (f"_ote_i_{TOKENS[0]}",))
    (one,) = read(changed(form, lambda xml: re.sub(gone, "", xml))).answers
    assert (one.decision, one.remark, one.identifiable) == ("reject", "Nimi pois.", True)


def test_a_bookmark_that_moved_into_its_control_still_names_it():
    form = filled(FORM, {f"_ote_d_{TOKENS[0]}": "Kyllä"}, (f"_ote_i_{TOKENS[0]}",))

    def move(xml):
        bare = re.sub(r'<w:tag w:val="[^"]*"/>|<w:alias w:val="[^"]*"/>', "", xml)
        return re.sub(r"(<w:bookmarkStart[^>]*/>)(<w:sdt>.*?<w:sdtContent>)", r"\2\1", bare)

    (one,) = read(changed(form, move)).answers
    assert (one.decision, one.identifiable) == ("accept", True)


def test_a_choice_in_other_words_is_told_and_not_guessed():
    found = read(filled(FORM, {f"_ote_d_{TOKENS[0]}": "Kyllä kai", f"_ote_r_{TOKENS[0]}": "Hm."}))
    assert found.answers == ()
    assert found.notes == (AnswerNote("unclear-choice", 1), AnswerNote("remark-alone", 1))


def test_a_quote_that_was_written_over_is_told_and_its_wording_kept():
    form = filled(FORM, {f"_ote_d_{TOKENS[0]}": "Kyllä, jos muutetaan"})
    found = read(changed(form, lambda xml: xml.replace("Ote 1.", "Ote yksi.", 1)))
    assert found.notes == (AnswerNote("text-edited", 1),)
    assert found.answers[0].remark == "Muutettu teksti: Ote yksi."


def test_a_comment_goes_to_the_quote_it_stands_at():
    form = filled(FORM, {f"_ote_d_{TOKENS[1]}": "Ei"})
    (one,) = read(with_comment(form, "Joo.</w:t></w:r>", "Tästä tunnistaa.")).answers
    assert (one.token, one.remark) == (TOKENS[1], "Tästä tunnistaa.")


def test_a_document_that_is_no_form_is_refused():
    with pytest.raises(AnswerError) as refusal:
        read(changed(FORM, lambda xml: xml.replace("_ote_n_", "other_")))
    assert refusal.value.code == "not-form"


def test_the_form_is_sound_xml_and_names_nobody():
    root = etree.fromstring(main_part(FORM).encode())
    names = [one.get(f"{{{root.nsmap['w']}}}name") for one in root.iter("{*}bookmarkStart")]
    assert len(names) == len(set(names))
    assert max(map(len, names)) <= 40
    assert NASTY in "".join(root.itertext())
    with zipfile.ZipFile(io.BytesIO(FORM)) as package:
        assert not [name for name in package.namelist() if name.startswith("docProps")]


def test_a_speakers_form_alone_asks_how_far_the_words_may_go():
    assert "_ote_l_" not in main_part(review_form(packet("experience")))


@settings(max_examples=60)
@given(st.integers(0, len(FORM) - 1), st.binary(min_size=1, max_size=40))
def test_a_mutated_form_raises_only_our_errors(place, noise):
    data = FORM[:place] + noise + FORM[place + len(noise) :]
    try:
        found = read(data)
    except OteError:
        return
    assert len(found.answers) <= len(TOKENS)
