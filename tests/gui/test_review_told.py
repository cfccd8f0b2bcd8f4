"""What reviewers are told of a round is what became of it: one voice a person, and no print that is not decided."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.models.review_rows import decided, feedback_of, read_held
from exports.review import feedback
from helpers.rounds import answer, asked_in, make_round, quoted, reword, settle
from projects import commands
from projects.review.packet import ACCEPT, CHANGE, REJECT
from projects.review.rounds import PUBLISH
from projects.store import Store


@pytest.fixture
def store(tmp_path: Path):
    made = quoted(tmp_path, 1)
    yield made
    made.close()


def test_a_person_who_said_the_same_on_paper_and_in_a_file_is_counted_once(store: Store) -> None:
    one = make_round(store)
    answer(store, one, "KA1", ACCEPT)
    store.do(commands.TypeAnswer(one.id, 1, "KA1", ACCEPT), "Aino")
    answer(store, one, "KA2", ACCEPT)
    (told,) = feedback_of(read_held(store), one).quotes
    assert (told.yes, told.wishes, told.no) == (2, 0, 0)


@pytest.mark.parametrize("later", ["wish", "text"])
def test_what_comes_after_a_decision_to_publish_is_open_and_not_told_as_printed(store: Store, later: str) -> None:
    one = make_round(store)
    answer(store, one, "KA1", REJECT)
    (asked,) = asked_in(store, one)
    settle(store, asked, PUBLISH)
    held = read_held(store)
    assert (feedback_of(held, one).quotes[0].outcome, decided(held, one)) == (feedback.PUBLISHED, 1)
    if later == "wish":
        answer(store, one, "KA2", CHANGE)
    else:
        reword(store, asked.quote)
    held = read_held(store)
    assert (feedback_of(held, one).quotes[0].outcome, decided(held, one)) == (feedback.OPEN, 0)
