"""One quote of a round under the table: its words as they are printed, and everybody's answer side by side."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QScrollArea, QVBoxLayout, QWidget

from coder.i18n import Catalogue
from coder.models.review_rows import NO, SYMBOLS, WISH, YES, Held, state_words
from coder.theme import Theme
from coder.views.bars import label
from projects.review.packet import REJECT
from projects.review.rounds import GivenAnswer, RoundQuote
from projects.review.standing import BLOCKED, forbids

_CARD = 176
_SAID = 16
_TONES = {YES: "ok", WISH: "warning", NO: "error"}


class QuoteCard(QFrame):
    """Show a quote, what is the matter with it, and a card for each answer."""

    def __init__(self, theme: Theme, say: Catalogue) -> None:
        """Begin without a quote."""
        super().__init__()
        self._theme = theme
        self._say = say
        self.setProperty("surface", "card")
        self.name = label("", "name")
        self.trouble = label("", "error", wrap=True)
        self.trouble.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.context = label("", "quiet", wrap=True)
        self.said = label("", wrap=True)
        self.said.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.decision = label("", "quiet", wrap=True)
        self.cards: tuple[AnswerCard, ...] = ()
        self._row = QHBoxLayout()
        self._scroll = QScrollArea()
        self._lay_out()
        theme.changed.connect(self._dress)
        self._dress()

    def show_quote(self, held: Held, asked: RoundQuote) -> None:
        """Show one quote of a round."""
        found, text = held.state(asked), held.texts.get(asked.quote)
        settled = held.review.settlement_of.get(asked.id)
        self.name.setText(held.name(asked.quote) or self._say("review.number", number=asked.number))
        key = "review.blocked" if found.state == BLOCKED else ""
        self.trouble.setText(f"{NO} {self._say(key)}" if key else state_words(found, self._say))
        self._tone(self.trouble, _TONES.get(self.trouble.text()[:1], "quiet"))
        self.context.setText(asked.context)
        self.context.setVisible(bool(asked.context))
        paragraphs = text.paragraphs if text else (self._say("review.gone"),)
        dash = "– " if len(paragraphs) > 1 else ""
        self.said.setText("\n".join(dash + line for line in paragraphs))
        self.decision.setVisible(settled is not None)
        if settled is not None:
            outcome, who = self._say(f"review.outcome.{settled.outcome}"), held.names.get(settled.coder, "")
            self.decision.setText(self._say("review.decided", outcome=outcome, who=who, reason=settled.reason))
        self._show_cards(held, held.review.answers_to.get(asked.id, ()))

    def _show_cards(self, held: Held, answers: tuple[GivenAnswer, ...]) -> None:
        for card in self.cards:
            self._row.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards = tuple(AnswerCard(self._theme, self._say, held, one) for one in answers)
        for at, card in enumerate(self.cards):
            self._row.insertWidget(at, card, 1)
        self._scroll.setVisible(bool(self.cards))

    def _tone(self, words: QLabel, tone: str) -> None:
        words.setProperty("tone", tone)
        words.style().unpolish(words)
        words.style().polish(words)

    def _dress(self) -> None:
        self.said.setFont(self._theme.font(_SAID, serif=True))

    def _lay_out(self) -> None:
        px = self._theme.px
        head = QHBoxLayout()
        head.addWidget(self.name)
        head.addSpacing(px(12))
        head.addWidget(self.trouble, 1)
        words = QVBoxLayout()
        words.setContentsMargins(px(14), 0, 0, 0)
        words.setSpacing(px(6))
        words.addWidget(self.context)
        words.addWidget(self.said)
        edge = QFrame()
        edge.setLayout(words)
        edge.setProperty("surface", "said")
        holder = QWidget()
        holder.setProperty("kind", "page")
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(px(12))
        holder.setLayout(self._row)
        self._scroll.setWidget(holder)
        self._scroll.setWidgetResizable(True)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(16), px(12), px(16), px(12))
        layout.setSpacing(px(8))
        layout.addLayout(head)
        layout.addWidget(edge)
        layout.addWidget(self.decision)
        layout.addWidget(self._scroll, 1)
        # While nobody has answered, the words stay at the top.
        layout.addStretch()


class AnswerCard(QFrame):
    """Show one answer; a no has a frame of two pixels."""

    def __init__(self, theme: Theme, say: Catalogue, held: Held, answer: GivenAnswer) -> None:
        """Lay out who, what, whether somebody could be recognised, and the remark with its reply."""
        super().__init__()
        self._theme = theme
        self.answer = answer
        self._no = forbids(answer)
        px = theme.px
        decision = REJECT if self._no else answer.decision
        symbol = SYMBOLS[decision]
        head = QHBoxLayout()
        head.addWidget(label(answer.reviewer, "name"))
        head.addWidget(label(say(f"review.source.{answer.source}"), "small"))
        head.addStretch(1)
        words = label(f"{symbol} {say(f'review.long.{answer.decision}')}", _TONES[symbol], wrap=True)
        words.setFont(theme.font(13, bold=True))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(px(12), px(10), px(12), px(10))
        layout.setSpacing(px(4))
        layout.addLayout(head)
        layout.addWidget(words)
        known = {True: "yes", False: "no", None: "unknown"}[answer.identifiable]
        layout.addWidget(label(say("review.identify", answer=say(f"review.identify_{known}")), "small", wrap=True))
        if answer.level:
            layout.addWidget(label(say("review.level", words=say(f"review.level_{answer.level}")), "small", wrap=True))
        remark = answer.remark.strip()
        layout.addWidget(label(remark or say("review.no_remark"), "" if remark else "faint", wrap=True))
        reply = held.review.reply_to.get(answer.id)
        if reply is not None:
            layout.addWidget(label(say("review.replied", text=reply.text), "small", wrap=True))
        layout.addStretch(1)
        self.setMinimumWidth(px(_CARD))
        self.setAccessibleName(f"{answer.reviewer}, {words.text()}. {remark}")

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002 - the whole card is drawn
        """Draw ground and frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        theme = self._theme
        painter.setBrush(theme.colour("card"))
        painter.setPen(QPen(theme.colour("error" if self._no else "line"), 2 if self._no else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), theme.px(6), theme.px(6))
        painter.end()
