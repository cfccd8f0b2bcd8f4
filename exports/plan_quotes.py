"""Hold a project's quotes as a planned report prints them: words, source, lead-in, and whether they may be printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from exports.blocks import Quote, Reference, Spoken
from exports.material import beginning
from exports.typography import typographic
from exports.words import words
from projects.plans.selection import Candidate

WORDS = "plan_words.toml"
APPROVED, DRAFT, IN_REVIEW, TO_CHANGE = "approved", "draft", "in-review", "to-change"
CLOSED, WITHDRAWN, BLOCKED, LEFT_OUT, MISSING = "closed", "withdrawn", "blocked", "left-out", "missing"
NEVER = (CLOSED, WITHDRAWN, BLOCKED, LEFT_OUT)
"""States in which a quote is printed by no plan."""

_UNSAFE = re.compile(r"[^0-9A-Za-z]")
_LEADS = ("lead_one", "lead_two", "lead_three")


@dataclass(frozen=True, slots=True)
class PlanQuote:
    """Hold a quote as one plan prints it.

    `state` is one of the constants above; `mark` the mark of the published text; `speakers` ids of the persons heard;
    `role` the printed role of the only speaker, or ""; `lead_in` is the author's own sentence, or "".
    """

    id: str
    name: str
    excerpt: str
    state: str
    mark: str
    speakers: tuple[str, ...]
    role: str
    paragraphs: tuple[Spoken, ...]
    source: str
    lead_in: str = ""
    opening: bool = False

    @property
    def anchor(self) -> str:
        """Return the hidden bookmark round the quote; Word allows 40 letters, digits and underscores."""
        return f"_quote_{_UNSAFE.sub('', self.id)[:33]}"

    @property
    def printable(self) -> bool:
        """Tell whether a plan may print the quote, as a draft at least."""
        return self.state not in NEVER

    def candidate(self) -> Candidate:
        """Return what a rule looks at."""
        speaker = self.speakers[0] if self.speakers else ""
        return Candidate(self.id, speaker, self.state == APPROVED, not self.printable)


PlanQuotes = Mapping[str, PlanQuote]
"""The quotes of a project by id, in the order of the texts."""


def quote_block(quote: PlanQuote, language: str, *, opening: bool = False) -> Quote:
    """Return a quote as it is printed; above one that is not approved stands why."""
    draft = draft_words(quote.state, language)
    said = tuple(Spoken(typographic(one.text, language), one.speaker) for one in quote.paragraphs)
    source = "" if opening else quote.source
    return Quote(quote.id, quote.name, quote.anchor, said, source, fresh=True, draft=draft, opening=opening)


def draft_words(state: str, language: str) -> str:
    """Return why a quote in a state is not to be published yet, "" for an approved one."""
    say = words(language, WORDS)
    return "" if state == APPROVED else say["draft"].format(why=say[f"draft_{state}"])


def gone_block(quote: str, name: str, state: str, language: str) -> Quote:
    """Return what stands in a draft in the place of a quote that must not be printed."""
    text = words(language, WORDS)[f"gone_{state}"].format(name=name)
    anchor = f"_quote_{_UNSAFE.sub('', quote)[:33]}"
    return Quote(quote, name, anchor, (), "", fresh=True, draft=text)


def reference_block(quote: PlanQuote, language: str) -> Reference:
    """Point at a quote that is printed in full elsewhere in the report."""
    first = beginning(" ".join(one.text for one in quote.paragraphs))
    return Reference(quote.id, quote.name, quote.anchor, first, words(language)["see_page"])


def lead_in(quote: PlanQuote, language: str, place: int) -> str:
    """Return the sentence before a quote: the author's, else a proposal from the speaker's role, varied by place."""
    if quote.lead_in:
        return quote.lead_in
    say = words(language, WORDS)
    if len(quote.speakers) > 1:
        return say["lead_several"]
    if not quote.role:
        return say["lead_nobody"]
    return say[_LEADS[place % len(_LEADS)]].format(role=quote.role[:1].upper() + quote.role[1:])
