"""List what a memo can be hung on: nothing, the project, interviews, speakers and codes."""

from __future__ import annotations

from coder.i18n import Catalogue
from coder.models.row import Row
from coder.models.row_model import Item
from exports.speakers import speakers
from projects.model import Anchor
from projects.store import Store


def target_items(store: Store, say: Catalogue) -> list[Item]:
    """Return a row for each thing, with its anchor."""
    persons = store.persons()
    printed = speakers(persons, say.language)
    items: list[Item] = [(Row(say(f"memos.on.{kind}")), Anchor(kind)) for kind in ("free", "project")]
    items += [(Row(one.title, aside=say("memos.on.transcript")), Anchor("transcript", one.id))
              for one in store.transcripts()]
    items += [(Row(printed.printed(one), aside=say("memos.on.person")), Anchor("person", one.id)) for one in persons]
    items += [(Row(one.name(say.language), aside=say("memos.on.code")), Anchor("code", one.id))
              for one in store.codebook()]
    return items
