"""A quote may be printed only when no "no" waits for a decision and its very text was seen; laws over all cases."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from projects.review.packet import ACCEPT, CHANGE, DECISIONS, EXPERIENCE, REJECT, SPEAKER, TRACKS, sent_mark
from projects.review.rounds import (
    ASK_AGAIN,
    LEAVE_OUT,
    OUTCOMES,
    PUBLISH,
    GivenAnswer,
    Review,
    Round,
    RoundQuote,
    Settlement,
)
from projects.review.standing import (
    APPROVED,
    BLOCKED,
    CLOSED,
    DRAFT,
    IN_REVIEW,
    LEFT_OUT,
    TO_CHANGE,
    Standing,
    forbids,
    is_conflict,
    limits,
    open_refusals,
    round_state,
    standing,
    standings,
    to_ask_again,
)

TEXTS = ("aa", "bb")


def one_round(number: int = 1, track: str = EXPERIENCE) -> Round:
    return Round(f"r{number}", number, f"nonce{number}", "", track, "fi", "Otsikko", "", "", "", "2026-01-01")


def asking(number: int = 1, text: str = "aa", quote: str = "q") -> RoundQuote:
    return RoundQuote(f"a{number}", f"r{number}", quote, 1, f"t{number}", text)


def said(decision: str, name: str = "x", number: int = 1, text: str = "aa", level: int | None = None) -> GivenAnswer:
    mark = sent_mark(text, f"nonce{number}")
    return GivenAnswer(name, f"a{number}", name, decision, None, "", level, "html", mark, "2026-01-02")


def decided(outcome: str, *names: str, number: int = 1) -> Settlement:
    return Settlement("s", f"a{number}", outcome, "Syy", "me", "2026-01-03", frozenset(names))


def of(*answers: GivenAnswer, settled: tuple[Settlement, ...] = (), text: str = "aa") -> Standing:
    return standing(Review((one_round(),), (asking(),), answers, settled), "q", text)


def test_a_quote_nobody_was_asked_about_is_a_draft_and_one_that_waits_is_in_review() -> None:
    assert standing(Review(), "q", "aa") == Standing(DRAFT)
    assert of() == Standing(IN_REVIEW, "r1")


def test_yes_approves_just_the_text_that_was_shown() -> None:
    assert of(said(ACCEPT)) == Standing(APPROVED, "r1", mark=sent_mark("aa", "nonce1"))
    assert of(said(ACCEPT), text="ab") == Standing(DRAFT, "r1", changed=True)
    assert not of(said(ACCEPT), text="ab").may_print


def test_the_strictest_speaker_of_the_last_round_says_how_far_a_quote_may_be_named() -> None:
    first = (said(ACCEPT, "x", level=5), said(ACCEPT, "y", level=3), said(ACCEPT, "z"))
    assert limits(Review((one_round(track=SPEAKER),), (asking(),), first)) == {"q": "unattributed"}
    rounds, asked = (one_round(track=SPEAKER), one_round(2, SPEAKER)), (asking(), asking(2, "bb"))
    assert limits(Review(rounds, asked, first)) == {"q": "unattributed"}
    assert limits(Review(rounds, asked, (*first, said(ACCEPT, "x", 2, "bb", 4)))) == {"q": "role"}
    assert limits(Review(rounds, asked, (said(ACCEPT), said(ACCEPT, "y", level=0)))) == {}


def test_a_wish_and_a_text_that_was_written_over_are_to_be_changed() -> None:
    assert of(said(ACCEPT), said(CHANGE, "y")).state == TO_CHANGE
    assert of(replace(said(ACCEPT), mark="written-over")).state == TO_CHANGE
    assert of(said(CHANGE), text="ab") == Standing(TO_CHANGE, "r1", changed=True)


def test_a_no_blocks_until_a_person_decides_and_a_later_one_blocks_again() -> None:
    assert of(said(ACCEPT), said(REJECT, "y")).state == BLOCKED
    assert of(said(REJECT), text="ab") == Standing(BLOCKED, "r1", changed=True)
    both = (said(REJECT), said(REJECT, "y"))
    assert of(*both, settled=(decided(PUBLISH, "x"),)).state == BLOCKED
    assert of(*both, settled=(decided(PUBLISH, "x", "y"),)).state == APPROVED
    assert of(*both, settled=(decided(PUBLISH, "x", "y"),), text="ab").state == DRAFT
    assert of(*both, settled=(decided(LEAVE_OUT, "x", "y"),), text="ab").state == LEFT_OUT
    assert of(*both, settled=(decided(ASK_AGAIN, "x", "y"),)).state == TO_CHANGE


def test_words_for_the_research_alone_are_a_no() -> None:
    assert [forbids(said(ACCEPT, level=level)) for level in (None, 0, 1, 2, 3, 4, 5)] == [
        False, False, True, True, False, False, False,
    ]
    assert of(said(ACCEPT, level=2)).state == BLOCKED


def test_consent_closes_whatever_was_approved() -> None:
    review = Review((one_round(),), (asking(),), (said(ACCEPT),))
    assert standings(review, {"q": "aa", "other": "x"}, frozenset(("q",))) == {
        "q": Standing(CLOSED, "r1"), "other": Standing(DRAFT),
    }


def test_the_next_round_is_about_what_changed_or_was_decided_so() -> None:
    quotes = [replace(asking(), id=f"a{n}", quote=f"q{n}", number=n, token=f"t{n}") for n in range(1, 6)]
    decisions = (ACCEPT, ACCEPT, REJECT, REJECT, CHANGE)
    answers = [said(decision, str(n), n) for n, decision in enumerate(decisions, 1)]
    fitting = tuple(replace(one, mark=sent_mark("aa", "nonce1")) for one in answers)
    settled = (decided(ASK_AGAIN, "4", number=4),)
    review = Review((one_round(),), tuple(quotes), fitting, settled)
    now = {"q1": "aa", "q2": "changed", "q3": "changed", "q4": "aa", "q5": "changed", "new": "x"}
    assert to_ask_again(review, now) == ("q2", "q4", "q5")


def test_speakers_and_people_of_experience_must_both_be_content() -> None:
    rounds = (one_round(1, SPEAKER), one_round(2))
    asked = (asking(1), asking(2))
    wish, yes = said(CHANGE), said(ACCEPT, "y", 2)
    assert standing(Review(rounds, asked, (wish, yes)), "q", "aa") == Standing(TO_CHANGE, "r1")
    assert round_state(Review(rounds, asked, (wish, yes)), asked[1], "aa").state == APPROVED
    same = (one_round(1), one_round(2))
    assert standing(Review(same, asked, (wish, yes)), "q", "aa").state == APPROVED


def test_answers_that_differ_are_a_conflict() -> None:
    assert not is_conflict((said(ACCEPT), said(ACCEPT, "y")))
    assert is_conflict((said(ACCEPT), said(CHANGE)))
    assert is_conflict((said(ACCEPT), said(ACCEPT, level=1)))


@st.composite
def reviews(draw: st.DrawFn) -> Review:
    """Draw rounds that ask about one quote, with any answers and decisions."""
    count = draw(st.integers(1, 3))
    rounds = tuple(one_round(n, draw(st.sampled_from(TRACKS))) for n in range(1, count + 1))
    asked = tuple(asking(n, draw(st.sampled_from(TEXTS))) for n in range(1, count + 1))
    answers, settled = [], []
    for one in asked:
        names = [f"{one.id}-{n}" for n in range(draw(st.integers(0, 3)))]
        for name in names:
            text, level = draw(st.sampled_from(TEXTS)), draw(st.sampled_from((None, 1, 2, 3, 5)))
            answer = said(draw(st.sampled_from(DECISIONS)), name, int(one.id[1:]), text, level)
            answers.append(answer)
        if draw(st.booleans()):
            known = frozenset(draw(st.sets(st.sampled_from(names)))) if names else frozenset[str]()
            outcome = draw(st.sampled_from(OUTCOMES))
            settled.append(Settlement(f"s{one.id}", one.id, outcome, "Syy", "me", "2026-01-03", known))
    return Review(rounds, asked, tuple(answers), tuple(settled))


@given(reviews(), st.sampled_from((*TEXTS, "cc")))
def test_what_may_be_printed_was_seen_and_nothing_undecided_speaks_against_it(review: Review, text: str) -> None:
    found = standing(review, "q", text)
    refused = any(open_refusals(review, one) for one in review.asked)
    assert (found.state == BLOCKED) == refused
    if not found.may_print:
        return
    last = {review.round_by_id[one.round].track: one for one in review.asked}
    for one in last.values():
        assert one.fingerprint == text
        settled = review.settlement_of.get(one.id)
        open_ = [each for each in review.answers_to.get(one.id, ()) if not settled or each.id not in settled.decided_on]
        assert all(each.decision == ACCEPT and not forbids(each) for each in open_)
        assert open_ or (settled is not None and settled.outcome == PUBLISH)
    assert not standing(review, "q", text + "x").may_print
    assert not standing(review, "q", text, closed=True).may_print


@given(reviews(), st.sampled_from(TEXTS))
def test_one_more_no_always_blocks(review: Review, text: str) -> None:
    for one in review.asked:
        again = replace(review, answers=(*review.answers, said(REJECT, "late", int(one.id[1:]))))
        assert standing(again, "q", text).state == BLOCKED
        assert to_ask_again(again, {"q": text}) == ()
