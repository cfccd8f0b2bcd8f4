"""Which quotes a rule takes: laws that hold for any candidates, and the shares of speakers."""

from __future__ import annotations

from collections import Counter
from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from projects.plans.selection import CLOSED, LIMIT, NOT_APPROVED, Candidate, choose

CANDIDATES = st.lists(
    st.tuples(st.sampled_from("abc"), st.booleans(), st.booleans()), max_size=14
).map(lambda rows: [Candidate(str(at), *row) for at, row in enumerate(rows)])
MOST = st.integers(0, 8)


@given(CANDIDATES, st.booleans(), st.booleans(), MOST)
def test_every_candidate_is_printed_or_dropped_once_in_order(found, approved, balanced, most):
    choice = choose(found, approved=approved, balanced=balanced, most=most)
    assert sorted((*choice.kept, *(key for key, _ in choice.dropped)), key=int) == [one.id for one in found]
    assert list(choice.kept) == sorted(choice.kept, key=int)
    assert not most or len(choice.kept) <= most


@given(CANDIDATES, st.booleans(), st.booleans(), MOST)
def test_a_reason_is_true(found, approved, balanced, most):
    choice = choose(found, approved=approved, balanced=balanced, most=most)
    by_id = {one.id: one for one in found}
    for key, reason in choice.dropped:
        one = by_id[key]
        assert (reason == CLOSED) == one.closed
        assert reason != NOT_APPROVED or (approved and not one.approved)
        assert reason != LIMIT or len(choice.kept) == most
    assert not any(by_id[key].closed for key in choice.kept)
    assert not approved or all(by_id[key].approved for key in choice.kept)


@given(CANDIDATES, st.booleans(), MOST)
def test_shares_differ_by_one_at_most_while_quotes_are_left(found, approved, most):
    choice = choose(found, approved=True, balanced=True, most=most)
    by_id = {one.id: one for one in found}
    shares = Counter(by_id[key].speaker for key in choice.kept)
    left = Counter(by_id[key].speaker for key, reason in choice.dropped if reason == LIMIT)
    for one, other in combinations({*shares, *left}, 2):
        more, less = sorted((one, other), key=lambda speaker: -shares[speaker])
        assert shares[more] - shares[less] <= 1 or not left[less]


def test_without_a_limit_balance_drops_nothing():
    found = [Candidate("1", "a"), Candidate("2", "a"), Candidate("3", "b")]
    assert choose(found, approved=False, balanced=True, most=0).kept == ("1", "2", "3")


def test_approved_quotes_are_taken_before_drafts():
    found = [Candidate("1", "a"), Candidate("2", "a", approved=True), Candidate("3", "b", approved=True)]
    assert choose(found, approved=False, balanced=False, most=2).kept == ("2", "3")
    assert choose(found, approved=False, balanced=True, most=1).kept == ("2",)
