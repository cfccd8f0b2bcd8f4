"""The pages for reviewers against WCAG 2.2 by axe-core, in every state, on a phone and a computer, light and dark."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from exports.review.feedback import Feedback, FeedbackQuote, feedback_page
from exports.review.page import review_page
from helpers.browser import CHROMIUM, Browser, browser
from helpers.command_line import ROOT
from projects.review.packet import Packet, PacketQuote

AXE = Path(os.environ.get("OTE_AXE", ROOT / ".venv/axe/node_modules/axe-core/axe.min.js"))
pytestmark = pytest.mark.skipif(CHROMIUM is None or not AXE.exists(), reason="no Chromium or axe-core here")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
SIZES = ((375, 740), (320, 640), (1280, 800))
NEXT = "document.querySelector('.row button:last-child').click()"


@pytest.fixture(scope="module")
def window(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Browser]:
    with browser(tmp_path_factory.mktemp("profile")) as running:
        yield running


def packet(track: str, nonce: str) -> Packet:
    quotes = tuple(
        PacketQuote(n, f"t{n}", "m", ("Mä soitan.", "Joo."), "Neuvoja kertoo:", notes=("violence",) if n == 2 else ())
        for n in range(1, 4)
    )
    return Packet(nonce, track, "fi", "Mitä mieltä olet?", "Hei!", "Aune, puh. 000", "15.2.", quotes)


def found(window: Browser) -> list[Any]:
    """Return what axe finds wrong on the page as it stands."""
    window.run(AXE.read_text("utf-8") + "; true")
    told = "r => r.violations.map(v => [v.id, v.nodes.map(n => n.html)])"
    result = window.run(f"axe.run(document, {{runOnly: {RULES}}}).then({told})")
    assert isinstance(result, list)
    return result


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("track", ["experience", "speaker"])
def test_the_page_breaks_no_rule_in_any_state(window: Browser, tmp_path: Path, track: str, scheme: str) -> None:
    path = tmp_path / "k.html"
    window.tell("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    for size in SIZES:
        window.size(*size)
        # What a page keeps, it keeps by its round: each walk has one of its own.
        path.write_text(review_page(packet(track, f"{track}-{scheme}-{size[0]}")), "utf-8")
        window.open(path)
        seen = [found(window)]
        for step in ("first quote", "heavy quote", "heavy quote shown", "last quote", "end"):
            if step == "heavy quote":
                window.run("document.querySelector('input').click()")
            window.run(NEXT)
            seen.append(found(window))
        assert seen == [[]] * len(seen), size
        assert window.run("document.querySelector('h1').textContent") == "Kiitos"


def test_the_page_that_tells_what_changed_breaks_none_either(window: Browser, tmp_path: Path) -> None:
    replies = ("Kiitos.\nMuutimme <b>tekstin</b>.",)
    quotes = (FeedbackQuote(1, "kept", 3, 0, 0), FeedbackQuote(2, "open", 1, 1, 1, replies))
    path = tmp_path / "palaute.html"
    path.write_text(feedback_page(Feedback("fi", "Otteet", "Aune", 3, quotes)), "utf-8")
    for size in SIZES:
        window.size(*size)
        window.open(path)
        assert found(window) == []
    assert window.run("document.querySelector('b')") is None
    assert "luonnos" in window.run("document.body.innerText")
