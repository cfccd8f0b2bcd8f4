"""The list of chosen quotes: words, source and state; of what consent has closed, no word."""

from __future__ import annotations

import pytest

from coder.planning import known
from exports.charts.parts import sentences
from exports.plan_quotes import (
    APPROVED,
    BLOCKED,
    CLOSED,
    DRAFT,
    IN_REVIEW,
    LEFT_OUT,
    MISSING,
    TO_CHANGE,
    WITHDRAWN,
)
from exports.quote_list import quote_list
from helpers.plans import planned_store
from projects import commands


def listed(store, language="fi"):
    sheet = quote_list(store.snapshot(), known(store), language)
    return [dict(zip(sheet.heads, row, strict=True)) for row in sheet.rows]


def test_each_quote_has_its_words_its_source_and_its_state(tmp_path):
    store, _, _ = planned_store(tmp_path)
    rows = listed(store)
    assert [row["Ote"] for row in rows] == [one.name for one in store.quotes()]
    assert "soitan" in rows[0]["Sanatarkka"]
    assert rows[0]["Lähde"].startswith("(AN1, RH1")
    assert {row["Tila"] for row in rows} == {"luonnos"}
    assert {row["State"] for row in listed(store, "en")} == {"draft"}
    store.close()


def test_of_a_closed_quote_no_word_is_written(tmp_path):
    store, _, _ = planned_store(tmp_path)
    speaker = next(one for one in store.persons() if one.role == "asumisneuvoja" and one.number == 1)
    store.do(commands.SetConsent(speaker.id, "report", "pseudonym", withdrawn="2026-11-01"), "Aino")
    rows = listed(store)
    closed = [row for row in rows if row["Tila"].startswith("suljettu")]
    assert closed
    assert "soitan" not in str(rows)
    assert {row["Sanatarkka"] for row in closed} == {""}
    store.close()


@pytest.mark.parametrize(
    "state", [APPROVED, BLOCKED, CLOSED, DRAFT, IN_REVIEW, LEFT_OUT, MISSING, TO_CHANGE, WITHDRAWN]
)
def test_every_state_has_its_word(state):
    assert all(sentences(language)[f"state_{state}"] for language in ("fi", "en"))
