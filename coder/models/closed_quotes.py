"""Say which quotes a change of consent has closed, and in which documents they are."""

from __future__ import annotations

from coder.i18n import Catalogue
from coder.session import Session
from projects.model import Consent, Receipt
from projects.quotes.closing import Held, held, newly_closed
from projects.quotes.layers import layers

_NAMED = 6


def closed_words(session: Session, receipt: Receipt, say: Catalogue) -> str:
    """Return what a step has closed, in a few sentences; "" when it closed nothing."""
    changes = receipt.touched("consent")
    store = session.store
    quotes = store.quotes() if changes else ()
    if not quotes:
        return ""
    after = store.consents()
    former = {one.id: one for one in after}
    for change in changes:
        former.pop(change.key, None)
        if change.before is not None:
            former[change.key] = Consent(**change.before)  # type: ignore[arg-type]  # a row's columns are its fields
    shown = [layers(session.document(one.transcript), one) for one in quotes]
    closed = newly_closed(shown, tuple(former.values()), after)
    if not closed:
        return ""
    documents = held(store.written(), closed, after)
    names = ", ".join(one.quote.name for one in closed[:_NAMED]) + (" …" if len(closed) > _NAMED else "")
    words = [say("quote.closed_now", n=len(closed), names=names)]
    words += [say("quote.closed_nowhere")] if not documents else [_document(one, say) for one in documents]
    return " ".join(words)


def _document(one: Held, say: Catalogue) -> str:
    key = "quote.held_printed" if one.next_edition else "quote.held"
    return say(key, file=one.document.name, names=", ".join(one.quotes[:_NAMED]))
