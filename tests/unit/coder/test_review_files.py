"""A package holds no quote whose consent was taken back after its round was made."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.review_files import packet_of
from helpers.rounds import make_round, quoted
from projects import commands
from projects.errors import CommandError
from projects.review.texts import closed_quotes, quote_texts


def test_a_consent_taken_back_during_a_round_keeps_its_quotes_out_of_the_next_package(tmp_path: Path) -> None:
    store = quoted(tmp_path)
    one = make_round(store)
    texts = quote_texts(store)
    assert len(packet_of(store.review(), one, texts, closed_quotes(store)).quotes) == 3
    (label, *_) = store.labels()
    withdrawn = commands.SetConsent(label.person, "analysis", scope="yes", withdrawn="2026-11-25")
    store.do(withdrawn, "Aino")
    with pytest.raises(CommandError, match="round-closed-quotes") as refusal:
        packet_of(store.review(), one, texts, closed_quotes(store))
    assert refusal.value.values["quotes"] == ("RH1-v1", "RH1-v3")
    store.undo("Aino")
    assert packet_of(store.review(), one, texts, closed_quotes(store)).quotes
    store.close()
