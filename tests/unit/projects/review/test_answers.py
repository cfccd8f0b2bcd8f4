"""Whatever a file of answers holds, it is read line by line or refused with its own reason; nothing is lost."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from projects.review.answers import LARGEST, AnswerError, AnswerNote, read_answers
from projects.review.packet import sent_mark

GOOD = {"id": "q1", "sha": "0" * 16, "decision": "accept", "identifiable": False, "remark": "Hyvä."}


def written(*decisions: object, **more: object) -> bytes:
    value = {"format": "ote-decisions-1", "nonce": "n", "reviewer": "KA1", "decisions": list(decisions)} | more
    return json.dumps(value).encode()


def test_answers_come_as_they_were_given():
    found = read_answers(b"\xef\xbb\xbf" + written(GOOD, GOOD | {"id": "q2", "identifiable": None, "level": 4}))
    assert (found.nonce, found.reviewer, found.notes) == ("n", "KA1", ())
    assert [(one.token, one.decision, one.identifiable, one.remark, one.level) for one in found.answers] == [
        ("q1", "accept", False, "Hyvä.", None), ("q2", "accept", None, "Hyvä.", 4),
    ]


def test_text_copied_out_of_a_message_is_read_too():
    assert len(read_answers(b"Hei! T\xc3\xa4ss\xc3\xa4:\n" + written(GOOD) + b"\nterveisin KA1").answers) == 1


@pytest.mark.parametrize(("data", "code"), [
    (b"", "not-answers"), (b"[]", "not-answers"), (b"\xff\xfe{}", "not-answers"), (b"{" * 100_000, "not-answers"),
    (b'{"format": "ote-decisions-1", "nonce": ' + b"[" * 100_000 + b"]" * 100_000 + b"}", "not-answers"),
    (b'{"format": "ote-decisions-2"}', "answers-newer"), (b'{"format": "other"}', "not-answers"),
    (written(nonce=3), "not-answers"), (written(decisions={}), "not-answers"),
    (b" " * (LARGEST + 1), "answers-too-large"), (written(*[1] * 5001), "answers-too-large"),
])
def test_what_is_no_file_of_answers_is_refused(data, code):
    with pytest.raises(AnswerError) as refusal:
        read_answers(data)
    assert refusal.value.code == code


def test_an_answer_that_names_no_text_or_an_odd_one_is_kept_and_fits_nothing_that_was_sent():
    marks = ("", " ", "\ud800", "a\ud800", "m" * 90)
    found = read_answers(written(*(GOOD | {"id": str(n), "sha": mark} for n, mark in enumerate(marks))))
    assert [one.mark for one in found.answers] == ["no-mark", "no-mark", "no-mark", "a", "m" * 64]


def test_a_number_is_no_yes_to_whether_somebody_is_recognised():
    assert read_answers(written(GOOD | {"identifiable": 1})).notes == (AnswerNote("half-read", 1),)


def test_one_bad_line_leaves_the_others():
    found = read_answers(written(1, GOOD | {"decision": "maybe"}, GOOD, GOOD | {"id": "q2", "identifiable": "x"}, GOOD))
    assert [one.token for one in found.answers] == ["q1", "q2"]
    assert found.notes == (
        AnswerNote("unreadable", 1), AnswerNote("unknown-decision", 2), AnswerNote("half-read", 4),
        AnswerNote("repeated", 5),
    )


def test_the_same_quote_with_two_decisions_keeps_both_and_says_so():
    found = read_answers(written(GOOD, GOOD | {"decision": "reject"}))
    assert [one.decision for one in found.answers] == ["accept", "reject"]
    assert [note.code for note in found.notes] == ["conflict", "conflict"]


def test_a_remark_is_text_without_tricks():
    found = read_answers(written(GOOD | {"remark": "<b>\u202ealoud\u0000\n<script>"}))
    assert found.answers[0].remark == "<b>aloud\n<script>"


def test_the_mark_of_a_sent_text_differs_between_rounds():
    assert sent_mark("f", "one") != sent_mark("f", "two")
    assert sent_mark("f", "one") == sent_mark("f", "one")


JSON = st.recursive(st.none() | st.booleans() | st.floats() | st.text() | st.integers(), lambda inner: st.lists(inner)
                    | st.dictionaries(st.sampled_from([*GOOD, "level", "x"]), inner))


@settings(max_examples=40)
@given(st.lists(JSON | st.fixed_dictionaries(dict.fromkeys(GOOD, JSON)), max_size=5))
def test_no_answer_breaks_the_reading(decisions):
    found = read_answers(written(*decisions))
    assert len(found.answers) + len([n for n in found.notes if n.code in ("unreadable", "unknown-decision", "repeated")]
                                    ) == len(decisions)


@given(st.binary(max_size=200), st.integers(0, 120))
def test_mutated_answers_raise_only_our_errors(noise, place):
    data = written(GOOD)
    try:
        found = read_answers(data[:place] + noise + data[place + len(noise) :])
    except AnswerError:
        return
    assert len(found.answers) <= 1
