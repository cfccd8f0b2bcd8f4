"""What the review says of the quote in hand: whether just this text is approved, and what reviewers wrote."""

from __future__ import annotations

from coder.i18n import Catalogue
from coder.models.quote_board import MOODS, SYMBOLS, QuoteBoard
from coder.views.bars import label
from coder.views.quote_side import Lines, day
from projects.quotes.layers import Layers
from projects.review.packet import ACCEPT, REJECT
from projects.review.rounds import GivenAnswer, Review
from projects.review.standing import APPROVED, DRAFT, forbids

_MARK = 4
_SIGNS = {ACCEPT: "✓", REJECT: "✕"}


class ApprovalSection(Lines):
    """Say what state the quote is in, by which round, and what would drop an approval."""

    def __init__(self, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__(say("quote.approval"))
        self._say = say

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show a quote's standing."""
        self.start()
        found = board.standings[one.quote.id]
        sign = SYMBOLS[found.state]
        words = self._say("quote.just_this" if found.state == APPROVED else f"quote.state.{found.state}")
        self.add(label(f"{sign} {words}", MOODS.get(found.state, "name"), wrap=True))
        of = board.review.round_by_id.get(found.round)
        if of is not None:
            here = {asked.id for asked in board.review.by_round.get(of.id, ())}
            answers = [each for each in _answers(board.review, one.quote.id) if each.asked in here]
            no = sum(forbids(each) for each in answers)
            when = day(of.created, self._say.language)
            told = self._say("quote.round", round=of.number, date=when, answers=len(answers), no=no)
            self.add(label(told, "small", wrap=True))
        if found.mark:
            self.add(label(self._say("quote.mark", mark=_grouped(found.mark)), "small", wrap=True))
        if found.state == APPROVED:
            self.add(label(self._say("quote.drops"), "faint", wrap=True))
        elif found.changed and found.state == DRAFT:
            self.add(label(self._say("quote.dropped"), "warning", wrap=True))


class RemarksSection(Lines):
    """Show every answer with words in it, and what the reviewer was told."""

    def __init__(self, say: Catalogue) -> None:
        """Begin empty."""
        super().__init__(say("quote.remarks"))
        self._say = say

    def show_quote(self, board: QuoteBoard, one: Layers) -> None:
        """Show the answers on a quote, the newest first."""
        self.start()
        answers = sorted(_answers(board.review, one.quote.id), key=lambda each: each.time, reverse=True)
        self.setVisible(bool(answers))
        for each in answers:
            decision = self._say(f"review.decision.{each.decision}")
            self.add(
                label(_SIGNS.get(each.decision, "±"), "error" if each.decision == REJECT else "quiet"),
                label(f"{each.reviewer} · {decision}", "small", wrap=True),
                label(day(each.time, self._say.language), "faint"),
            )
            if each.remark:
                self.add(label(each.remark, wrap=True))
            reply = board.review.reply_to.get(each.id)
            if reply is not None:
                self.add(label(f"→ {reply.text}", "small", wrap=True))


def _answers(review: Review, quote: str) -> list[GivenAnswer]:
    return [answer for asked in review.by_quote.get(quote, ()) for answer in review.answers_to.get(asked.id, ())]


def _grouped(mark: str) -> str:
    """Return the beginning of a mark as people compare it: 7F3A 91C2."""
    return " ".join(mark[at : at + _MARK].upper() for at in range(0, 2 * _MARK, _MARK))
