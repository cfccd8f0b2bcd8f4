"""A round from making to closing: every step can be undone, a no blocks, what changed is told, nothing is lost."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from helpers.projects import dump
from helpers.rounds import answer, asked_in, make_round, quoted, reword, settle
from projects import commands, walls
from projects.check import check
from projects.commands import TakenAnswer
from projects.errors import CommandError
from projects.review.answers import Answer, AnswerError, AnswerNote, Answers
from projects.review.matching import match
from projects.review.packet import ACCEPT, CHANGE, REJECT, SPEAKER, sent_mark
from projects.review.rounds import ASK_AGAIN, LEAVE_OUT, PUBLISH, Review
from projects.review.sending import parcel
from projects.review.standing import APPROVED, BLOCKED, DRAFT, LEFT_OUT, TO_CHANGE, Standing, standing, to_ask_again
from projects.review.texts import fingerprints, project_standings, quote_texts
from projects.store import Store


@pytest.fixture
def store(tmp_path: Path):
    made = quoted(tmp_path)
    yield made
    made.close()


def states(store: Store) -> list[str]:
    return [one.state for one in project_standings(store).values()]


def test_a_round_is_made_answered_decided_closed_and_all_of_it_undone(store: Store) -> None:
    start = dump(store)
    one = make_round(store, contact=" Aune ", greeting="Hei!")
    assert (one.number, one.contact, one.closed) == (1, "Aune", "")
    assert [each.number for each in asked_in(store, one)] == [1, 2, 3]
    tokens = {each.token for each in asked_in(store, one)}
    assert len(tokens) == 3
    (first, *_) = answer(store, one, "KA1", ACCEPT, REJECT, CHANGE)
    assert states(store) == [APPROVED, BLOCKED, TO_CHANGE]
    settle(store, asked_in(store, one)[1], LEAVE_OUT)
    store.do(commands.Reply(first, " Kiitos. "), "Aino")
    store.do(commands.CloseRound(one.id), "Aino")
    assert states(store) == [APPROVED, LEFT_OUT, TO_CHANGE]
    assert store.review().reply_to[first].text == "Kiitos."
    assert store.review().rounds[0].closed
    assert check(store) == ()
    end = dump(store)
    for _ in range(5):
        store.undo("Aino")
    assert dump(store) == start
    for _ in range(5):
        store.redo("Aino")
    assert dump(store) == end


def test_the_same_answers_again_write_nothing_and_others_stand_beside(store: Store) -> None:
    one = make_round(store)
    assert len(answer(store, one, "KA1", ACCEPT, ACCEPT)) == 2
    assert answer(store, one, "KA1", ACCEPT, ACCEPT) == ()
    assert len(answer(store, one, "KA1", REJECT)) == 1
    assert [each.decision for each in store.review().answers] == [ACCEPT, ACCEPT, REJECT]
    assert store.review().reviewers(one.id) == ("KA1",)


def test_one_changed_character_drops_an_approval_and_undoing_it_brings_it_back(store: Store) -> None:
    one = make_round(store)
    answer(store, one, "KA1", ACCEPT)
    quote = asked_in(store, one)[0].quote
    reword(store, quote)
    found = standing(store.review(), quote, fingerprints(store)[quote])
    assert (found.state, found.changed) == (DRAFT, True)
    assert to_ask_again(store.review(), fingerprints(store)) == (quote,)
    store.undo("Aino")
    assert states(store)[0] == APPROVED


def test_a_correction_in_the_transcript_drops_an_approval_too(store: Store) -> None:
    one = make_round(store)
    answer(store, one, "KA1", ACCEPT)
    (transcript,) = store.transcripts()
    at = store.document(transcript.id).text.index("Koti")
    store.do(commands.CorrectText(transcript.id, at, "Koti", "Kodi"), "Aino")
    assert states(store)[0] == DRAFT


def test_a_text_that_nobody_saw_is_never_published_by_a_decision(store: Store) -> None:
    one = make_round(store)
    answer(store, one, "KA1", REJECT)
    asked = asked_in(store, one)[0]
    reword(store, asked.quote)
    with pytest.raises(CommandError, match="settle-changed"):
        settle(store, asked, PUBLISH)
    settle(store, asked, ASK_AGAIN)
    again = make_round(store, *to_ask_again(store.review(), fingerprints(store)))
    assert again.number == 2
    assert states(store)[0] == "in-review"
    answer(store, again, "KA1", ACCEPT)
    assert states(store)[0] == APPROVED


def test_what_is_sent_holds_no_name_and_only_what_was_asked(store: Store) -> None:
    one, texts = make_round(store, language="en"), quote_texts(store)
    sent = parcel(store.review(), one, texts)
    assert sent.changed == sent.gone == ()
    assert [each.paragraphs for each in sent.packet.quotes] == [each.paragraphs for each in texts.values()]
    assert "RH1" not in repr(sent.packet)
    assert not {each.mark for each in sent.packet.quotes} & {each.fingerprint for each in texts.values()}
    quotes = [each.quote for each in asked_in(store, one)]
    reword(store, quotes[1])
    store.do(commands.DropQuotes((quotes[2],)), "Aino")
    later = parcel(store.review(), one, quote_texts(store))
    assert (later.changed, later.gone, [each.number for each in later.packet.quotes]) == ((2,), (3,), [1])


def test_paper_is_typed_in_by_number_and_typed_again_when_it_was_wrong(store: Store) -> None:
    one = make_round(store, track=SPEAKER)
    for decision in (REJECT, ACCEPT):
        store.do(commands.TypeAnswer(one.id, 2, "P1", decision, True, "Nimi pois", 4), "Aino")
    (found,) = store.review().answers
    assert (found.decision, found.identifiable, found.remark, found.level, found.source) == (
        ACCEPT, True, "Nimi pois", 4, "paper",
    )  # fmt: skip
    assert store.do(commands.TypeAnswer(one.id, 2, "P1", ACCEPT, True, "Nimi pois", 4), "Aino").entry is None
    with pytest.raises(CommandError, match="no-such-number"):
        store.do(commands.TypeAnswer(one.id, 9, "P1", ACCEPT), "Aino")


def test_replies_take_each_others_place_and_go_with_their_answer(store: Store) -> None:
    one = make_round(store)
    (key,) = answer(store, one, "KA1", CHANGE, remark="Nimi pois.")
    for text in ("Otimme nimen pois.", "Kiitos, nimi on poissa."):
        store.do(commands.Reply(key, text), "Aino")
    assert [each.text for each in store.review().replies] == ["Kiitos, nimi on poissa."]
    assert store.do(commands.Reply(key, "Kiitos, nimi on poissa."), "Aino").entry is None
    store.do(commands.Reply(key, " "), "Aino")
    assert store.review().replies == ()
    store.undo("Aino")
    store.do(commands.RemoveAnswers((key,)), "Aino")
    assert (store.review().answers, store.review().replies) == ((), ())
    store.undo("Aino")
    assert len(store.review().replies) == 1


def test_a_rounds_own_texts_can_be_changed_and_it_can_be_opened_again(store: Store) -> None:
    one = make_round(store)
    store.do(commands.WriteRound(one.id, " Kevään kierros ", "Moi!", "Pekka", "1.3."), "Aino")
    store.do(commands.CloseRound(one.id), "Aino")
    store.do(commands.CloseRound(one.id, closed=False), "Aino")
    assert store.do(commands.CloseRound(one.id, closed=False), "Aino").entry is None
    (now,) = store.review().rounds
    assert (now.name, now.greeting, now.contact, now.until) == ("Kevään kierros", "Moi!", "Pekka", "1.3.")
    assert now.closed == ""


def test_the_same_answer_from_a_file_stays_when_the_typed_one_is_corrected(store: Store) -> None:
    one = make_round(store)
    typed = commands.TypeAnswer(one.id, 1, "KA1", REJECT)
    store.do(typed, "Aino")
    assert len(answer(store, one, "KA1", REJECT)) == 1
    assert answer(store, one, "KA1", REJECT) == ()
    store.do(replace(typed, decision=ACCEPT), "Aino")
    assert states(store)[0] == BLOCKED


def test_a_typed_no_that_was_wrong_goes_though_a_file_says_the_same_yes(store: Store) -> None:
    one = make_round(store)
    answer(store, one, "KA1", ACCEPT)
    typed = commands.TypeAnswer(one.id, 1, "KA1", REJECT)
    store.do(typed, "Aino")
    store.do(replace(typed, decision=ACCEPT), "Aino")
    assert states(store)[0] == APPROVED
    assert store.do(replace(typed, decision=ACCEPT), "Aino").entry is None


def test_a_quote_let_go_and_chosen_anew_is_still_refused_until_a_person_decides(store: Store) -> None:
    one = make_round(store)
    answer(store, one, "KA1", REJECT)
    (refused, *_) = store.quotes()
    store.do(commands.DropQuotes((refused.id,)), "Aino")
    store.do(commands.ChoosePassage(refused.transcript, refused.start, refused.end), "Aino")
    (anew,) = {each.id for each in store.quotes()} - {each.quote for each in asked_in(store, one)}
    assert project_standings(store)[anew] == Standing(BLOCKED, one.id)
    store.do(commands.Settle(asked_in(store, one)[0].id, ASK_AGAIN, "Kysytään toisin.", ""), "Aino")
    assert project_standings(store)[anew].state == DRAFT


def test_what_makes_no_sense_is_refused_and_nothing_changes(store: Store) -> None:
    one = make_round(store)
    quote, asked = next(iter(fingerprints(store))), asked_in(store, one)[0].id
    (key,) = answer(store, one, "KA1", ACCEPT)
    yes, one_asked = TakenAnswer(asked, ACCEPT), commands.AskedQuote(quote, "f")
    made = commands.MakeRound((one_asked,), "speaker", "fi", "Otsikko")
    refused = {
        "round-empty": replace(made, quotes=()),
        "round-no-title": replace(made, title=" "),
        "round-twice": replace(made, quotes=(one_asked, one_asked)),
        "round-unknown": replace(made, track="other"),
        "round-no-quote": replace(made, quotes=(commands.AskedQuote("gone", "f"),)),
        "no-round": commands.CloseRound("gone"),
        "no-reviewer": commands.TakeAnswers(one.id, " ", "html", (yes,)),
        "unknown-answer": commands.TakeAnswers(one.id, "KA1", "fax", (yes,)),
        "not-asked": commands.TakeAnswers(one.id, "KA1", "html", (TakenAnswer("gone", ACCEPT),)),
        "unknown-outcome": commands.Settle(asked, "burn", "Syy", ""),
        "no-reason": commands.Settle(asked, LEAVE_OUT, "  ", ""),
        "no-answer": commands.Reply("gone", "Hei"),
    }
    before = dump(store)
    for code, command in refused.items():
        with pytest.raises(CommandError, match=code):
            store.do(command, "Aino")  # type: ignore[arg-type]  # commands of several kinds
    for more in (
        replace(made, quotes=(replace(one_asked, notes=("noise",)),)),
        commands.TakeAnswers(one.id, "KA1", "html", (replace(yes, level=9),)),
        commands.TakeAnswers(one.id, "KA1", "html", (replace(yes, decision="maybe"),)),
        commands.Settle("gone", LEAVE_OUT, "Syy", ""),
        commands.RemoveAnswers((key, "gone")),
    ):
        with pytest.raises(CommandError):
            store.do(more, "Aino")  # type: ignore[arg-type]  # commands of several kinds
    assert dump(store) == before


def given(store: Store, nonce: str, *decisions: tuple[int, str], reviewer: str = "KA1") -> Answers:
    (one,) = store.review().rounds
    asked = asked_in(store, one)
    return Answers(nonce, reviewer, tuple(
        Answer(asked[at].token, sent_mark(asked[at].fingerprint, one.nonce), decision) for at, decision in decisions
    ))  # fmt: skip


def test_answers_find_their_round_and_what_is_odd_is_told(store: Store) -> None:
    one = make_round(store)
    prints = fingerprints(store)
    with pytest.raises(AnswerError, match="other-project"):
        match(given(store, "zzzz", (0, ACCEPT)), store.review(), prints)
    with pytest.raises(AnswerError, match="no-reviewer"):
        match(given(store, one.nonce, (0, ACCEPT), reviewer=" "), store.review(), prints)
    with pytest.raises(AnswerError, match="other-round"):
        match(given(store, one.nonce, (0, ACCEPT)), store.review(), prints, only="r2")
    whole = match(given(store, one.nonce, (0, ACCEPT), (1, REJECT), reviewer=""), store.review(), prints, reviewer="X")
    assert (whole.reviewer, whole.notes, [row.current for row in whole.rows]) == ("X", (), [True, True])
    strange = replace(given(store, one.nonce), answers=(Answer("t", "m", ACCEPT),))
    assert [note.code for note in match(strange, store.review(), prints).notes] == ["unknown-quote", "no-answers"]


def test_an_answer_about_another_text_is_told_and_approves_nothing(store: Store) -> None:
    one = make_round(store)
    asked = asked_in(store, one)
    answers = given(store, one.nonce, (0, ACCEPT), (1, ACCEPT))
    other = replace(answers, answers=(replace(answers.answers[0], mark="0" * 16), answers.answers[1]))
    reword(store, asked[1].quote)
    found = match(other, store.review(), fingerprints(store))
    assert found.notes == (AnswerNote("quote-changed", 1), AnswerNote("quote-changed", 2))
    taken = tuple(TakenAnswer(row.asked.id, row.answer.decision, mark=row.answer.mark) for row in found.rows)
    store.do(commands.TakeAnswers(one.id, "KA1", "html", taken), "Aino")
    assert states(store)[:2] == [TO_CHANGE, DRAFT]


def test_two_ways_of_answering_are_a_conflict_within_a_file_and_with_what_was_there(store: Store) -> None:
    one = make_round(store)
    twice = given(store, one.nonce, (0, ACCEPT), (0, REJECT))
    assert match(twice, store.review(), fingerprints(store)).notes == (AnswerNote("conflict", 1),)
    answer(store, one, "KA1", ACCEPT)
    store.do(commands.CloseRound(one.id), "Aino")
    again = match(given(store, one.nonce, (0, REJECT)), store.review(), fingerprints(store))
    assert [note.code for note in again.notes] == ["conflict", "round-closed"]
    same = match(given(store, one.nonce, (0, ACCEPT)), store.review(), fingerprints(store))
    assert same.there == 1


def test_a_quote_written_over_in_a_form_is_agreed_to_in_other_words_only(store: Store) -> None:
    one = make_round(store)
    answers = given(store, one.nonce, (0, ACCEPT), (1, REJECT))
    bare = tuple(replace(each, mark="") for each in answers.answers)
    over = replace(answers, answers=bare, written_over=frozenset(each.token for each in bare))
    found = match(over, store.review(), fingerprints(store))
    assert [row.answer.mark for row in found.rows] == ["written-over", ""]
    taken = tuple(TakenAnswer(row.asked.id, row.answer.decision, mark=row.answer.mark) for row in found.rows)
    store.do(commands.TakeAnswers(one.id, "KA1", "word", taken), "Aino")
    assert states(store)[:2] == [TO_CHANGE, BLOCKED]


def test_a_consent_taken_back_closes_an_approved_quote(store: Store) -> None:
    one = make_round(store)
    answer(store, one, "KA1", ACCEPT, ACCEPT, ACCEPT)
    (label, *_) = store.labels()
    consents = {"scope": "unattributed", "withdrawn": "2026-11-25"}
    store.do(commands.SetConsent(label.person, "analysis", **consents | {"scope": "yes"}), "Aino")
    assert states(store) == ["closed", APPROVED, "closed"]


def test_remarks_and_lines_go_with_their_speaker_and_words_are_told_or_replaced(store: Store) -> None:
    one = make_round(store, greeting="Salamyhkäinen tervehtii")
    answer(store, one, "KA1", CHANGE, CHANGE, remark="Salamyhkäinen asuu siinä.")
    found = {each.table for each in walls.leftovers(store.database, ["Salamyhkäinen"])}
    assert {"round", "answer"} <= found
    (label, *_) = store.labels()
    walls.build(store, walls.ErasePerson(label.person), "Aino", None, replace_copies=False)
    left = store.review()
    assert len(left.by_round[one.id]) == 1
    assert [each.remark for each in left.answers] == ["Salamyhkäinen asuu siinä."]
    assert check(store) == ()


def test_nothing_is_read_from_a_project_without_rounds(tmp_path: Path) -> None:
    store = quoted(tmp_path, 1)
    assert store.review() == Review()
    assert states(store) == [DRAFT]
    store.close()
