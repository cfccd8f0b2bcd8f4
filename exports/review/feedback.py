"""Write the page that tells reviewers what their answers changed: one page, plain words, no remark of anybody."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import resources

from exports.escape import xml_text
from exports.review.page import packet_words

KEPT, CHANGED, LEFT_OUT, PUBLISHED, OPEN = "kept", "changed", "left-out", "published", "open"


@dataclass(frozen=True, slots=True)
class FeedbackQuote:
    """Hold what became of one quote: its number in the round, how many said what, and the replies to remarks.

    `outcome` is one of `kept` (as it was), `changed` (asked again), `left-out`, `published` (although somebody was
    against it or wished otherwise), `open` (nobody has decided yet).
    """

    number: int
    outcome: str
    yes: int
    wishes: int
    no: int
    replies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Feedback:
    """Hold the page: the round's title, whom to ask, how many people answered, and every quote."""

    language: str
    title: str
    contact: str
    people: int
    quotes: tuple[FeedbackQuote, ...]

    @property
    def is_draft(self) -> bool:
        """Tell whether something is not decided yet: such a page is to be looked at, not sent."""
        return any(one.outcome == OPEN for one in self.quotes)


def feedback_page(feedback: Feedback) -> str:
    """Return the whole page as text; it holds no script and makes no connection.

    What people wrote is not shown to the others: a remark may tell of a person. The replies speak of it.
    """
    words = packet_words(feedback.language)
    style = resources.files(__package__).joinpath("page.css").read_text("utf-8")
    policy = f"default-src 'none'; style-src 'sha256-{_hash(style)}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(_body(feedback))
    return (
        f'<!DOCTYPE html>\n<html lang="{feedback.language}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{xml_text(words['feedback_title'])}</title>\n<style>{style}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )


def _body(feedback: Feedback) -> Iterator[str]:
    words = packet_words(feedback.language)
    yield f"<h1>{xml_text(words['feedback_title'])}</h1>"
    yield _paragraph(feedback.title, soft=True)
    if feedback.is_draft:
        yield _paragraph(words["feedback_draft"])
    yield _paragraph(words["feedback_thanks"].format(people=feedback.people, n=len(feedback.quotes)))
    yield "<ul>"
    for outcome in (KEPT, CHANGED, LEFT_OUT, PUBLISHED, OPEN):
        numbers = [str(one.number) for one in feedback.quotes if one.outcome == outcome]
        if numbers:
            line = words[f"feedback_{outcome}"].format(n=len(numbers), numbers=", ".join(numbers))
            yield f"<li>{xml_text(line)}</li>"
    yield "</ul>"
    spoken = [one for one in feedback.quotes if one.replies]
    if spoken:
        yield f"<h2>{xml_text(words['feedback_said'])}</h2>"
    for one in spoken:
        yield f"<h3>{xml_text(words['feedback_quote'].format(n=one.number))}</h3>"
        told = words["feedback_counts"].format(yes=one.yes, wishes=one.wishes, no=one.no)
        yield _paragraph(told, soft=True)
        yield from (_paragraph(line) for reply in one.replies for line in reply.split("\n"))
    if feedback.contact:
        yield _paragraph(words["contact"].format(contact=feedback.contact), soft=True)


def _paragraph(text: str, *, soft: bool = False) -> str:
    return f'<p class="soft">{xml_text(text)}</p>' if soft else f"<p>{xml_text(text)}</p>"


def _hash(text: str) -> str:
    return base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
