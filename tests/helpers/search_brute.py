"""Answer queries the slow way: look at every turn, cut it into words anew, follow the query's tree."""

from __future__ import annotations

import re

from projects.search import query
from projects.speech import spoken_ranges

WORDS = re.compile(r"(?P<address>(?:https?://|www\.)\S+)|[^\W_]+(?:[-'’][^\W_]+)*")
INNER = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


def cut(document, turn):
    """Return (start, end, form, language) of each word said in a turn."""
    found = []
    for start, end in spoken_ranges(turn):
        piece = document.text[start:end]
        for one in WORDS.finditer(piece):
            inner = INNER.finditer(one[0]) if one["address"] else [None]
            for word in inner:
                low = start + one.start() + (word.start() if word else 0)
                text = word[0] if word else one[0]
                language = "-" if word else document.transcript.language
                found.append((low, low + len(text), text.lower().replace("’", "'"), language))
    return found


class Brute:
    """Evaluate with an analyser and without any index."""

    def __init__(self, analyser):
        self._analyser = analyser

    def fits(self, leaf, word):
        """Tell whether a word fits a leaf."""
        _, _, form, language = word
        if isinstance(leaf, query.Exact):
            return form == leaf.form
        if isinstance(leaf, query.Prefix):
            return form.startswith(leaf.start)
        indexed = self._analyser.indexed(language, form)
        own = self._analyser.asked(leaf.form) if language == "fi" else self._analyser.indexed(language, leaf.form)
        return bool(indexed & own)

    def places(self, leaf, words):
        """Return the ordinals of the words that show a leaf."""
        slots = leaf.words if isinstance(leaf, query.Phrase) else (leaf,)
        found = set()
        for start in range(len(words) - len(slots) + 1):
            if all(self.fits(slot, words[start + n]) for n, slot in enumerate(slots)):
                found.update(range(start, start + len(slots)))
        return found

    def holds(self, node, words):
        """Tell whether a turn fits a query."""
        if isinstance(node, query.And):
            return all(self.holds(one, words) for one in node.nodes)
        if isinstance(node, query.Or):
            return any(self.holds(one, words) for one in node.nodes)
        if isinstance(node, query.Not):
            return bool(words) and not self.holds(node.node, words)
        return bool(self.places(node, words))

    def search(self, text, documents, allowed=None):
        """Return (transcript, turn id, matches) of every turn that fits, in document order."""
        node = query.parse(text)
        found = []
        for document in documents:
            for place, turn in enumerate(document.turns):
                if allowed is not None and place not in allowed.get(document.transcript.id, ()):
                    continue
                words = cut(document, turn)
                if words and self.holds(node, words):
                    shown = set().union(*(self.places(leaf, words) for leaf in query.leaves(node)))
                    matches = tuple(words[one][:2] for one in sorted(shown))
                    found.append((document.transcript.id, turn.id, matches))
        return found
