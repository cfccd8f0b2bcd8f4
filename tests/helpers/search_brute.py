"""Answer queries the slow way: look at every turn, cut it into words anew, follow the query's tree."""

from __future__ import annotations

import re

from projects.search import nodes, query
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


def fits_pattern(pattern, form):
    """Match `*` and `?` one character at a time."""
    if not pattern:
        return not form
    if pattern[0] == "*":
        return fits_pattern(pattern[1:], form) or (form != "" and fits_pattern(pattern, form[1:]))
    return form != "" and pattern[0] in ("?", form[0]) and fits_pattern(pattern[1:], form[1:])


def distance(one, other):
    """Return the edit distance with swapped neighbours, by the whole table."""
    table = {(row, 0): row for row in range(len(one) + 1)} | {(0, column): column for column in range(len(other) + 1)}
    for row in range(1, len(one) + 1):
        for column in range(1, len(other) + 1):
            same = one[row - 1] == other[column - 1]
            best = min(table[row - 1, column], table[row, column - 1], table[row - 1, column - 1] - same) + 1
            if row > 1 and column > 1 and one[row - 2 : row] == other[column - 2 : column][::-1]:
                best = min(best, table[row - 2, column - 2] + 1)
            table[row, column] = best
    return table[len(one), len(other)]


class Brute:
    """Evaluate with an analyser and without any index; `facts` tells (document, turn) -> names a filter may give."""

    def __init__(self, analyser, facts=None):
        self._analyser = analyser
        self._facts = facts

    def fits(self, leaf, word):
        """Tell whether a word fits a leaf."""
        _, _, form, language = word
        if isinstance(leaf, nodes.Exact):
            return form == leaf.form
        if isinstance(leaf, nodes.Wild):
            return fits_pattern(leaf.pattern, form)
        if isinstance(leaf, nodes.Fuzzy):
            return distance(leaf.form, form) <= leaf.edits
        indexed = self._analyser.indexed(language, form)
        if language == "fi":
            own = self._analyser.asked(leaf.form)
            own = own | {f"^{term}" for term in own} if leaf.wide else own
        else:
            own = self._analyser.indexed(language, leaf.form)
        return bool(indexed & own)

    def spots(self, node, words):
        """Return {(start, end): ordinals} of every place where a node stands among words."""
        if isinstance(node, nodes.Or):
            found = {}
            for one in node.nodes:
                for spot, ordinals in self.spots(one, words).items():
                    found[spot] = found.get(spot, set()) | ordinals
            return found
        if isinstance(node, nodes.Near):
            return self.pairs(node, words)
        slots = node.words if isinstance(node, nodes.Phrase) else (node,)
        return {
            (start, start + len(slots)): set(range(start, start + len(slots)))
            for start in range(len(words) - len(slots) + 1)
            if all(self.fits(slot, words[start + n]) for n, slot in enumerate(slots))
        }

    def pairs(self, node, words):
        """Return the places of two things near each other."""
        found = {}
        for left, some in self.spots(node.left, words).items():
            for right, others in self.spots(node.right, words).items():
                after = 0 < right[0] - left[1] + 1 <= node.distance
                before = 0 < left[0] - right[1] + 1 <= node.distance and not node.ordered
                if after or before:
                    whole = (min(left[0], right[0]), max(left[1], right[1]))
                    found[whole] = found.get(whole, set()) | some | others
        return found

    def holds(self, node, document, place, scope=None):
        """Tell whether a turn fits a query."""
        words = self.cuts[document.transcript.id][place]
        if isinstance(node, nodes.Scoped):
            return self.holds(node.node, document, place, node)
        if isinstance(node, nodes.And):
            return self.joined(node, document, place, scope)
        if isinstance(node, nodes.Or):
            return any(self.holds(one, document, place, scope) for one in node.nodes)
        if isinstance(node, nodes.Not):
            return bool(words) and not self.holds(node.node, document, place, scope)
        if isinstance(node, nodes.Filter):
            names = self._facts(document, document.turns[place])[node.kind]
            return bool(words) and any(value.casefold() in names for value in node.values)
        return bool(self.spots(node, words))

    def joined(self, node, document, place, scope):
        """Tell whether a turn fits all of an AND, as far apart as its scope says."""
        if scope is None or scope.scope == "turn":
            return all(self.holds(one, document, place, scope) for one in node.nodes)
        filters = [one for one in node.nodes if only_filters(one)]
        rest = [one for one in node.nodes if not only_filters(one)]
        wanted = [one for one in rest if not isinstance(one, nodes.Not)]
        near = [at for at in range(len(document.turns)) if self.reach(document, place, at, scope)]

        def there(one):
            return any(self.holds(one, document, at, scope) for at in near)

        here = any(self.holds(one, document, place, scope) for one in wanted)
        if not (here if wanted else self.cuts[document.transcript.id][place]):
            return False
        if not all(self.holds(one, document, place, scope) for one in filters):
            return False
        return all(map(there, wanted)) and not any(there(one.node) for one in rest if isinstance(one, nodes.Not))

    def reach(self, document, place, other, scope):
        """Tell whether one turn is in reach of another."""
        if scope.scope == "turns":
            return abs(place - other) <= scope.turns
        return document.turns[place].label == document.turns[other].label

    def search(self, text, documents, allowed=None, *, wide=False):
        """Return (transcript, turn id, matches) of every turn that fits, in document order."""
        node = query.parse(text, wide=wide)
        self.cuts = {one.transcript.id: [cut(one, turn) for turn in one.turns] for one in documents}
        found = []
        for document in documents:
            for place, turn in enumerate(document.turns):
                if allowed is not None and place not in allowed.get(document.transcript.id, ()):
                    continue
                words = self.cuts[document.transcript.id][place]
                if words and self.holds(node, document, place):
                    spots = [ordinals for leaf in nodes.leaves(node) for ordinals in self.spots(leaf, words).values()]
                    matches = tuple(words[one][:2] for one in sorted(set().union(*spots)))
                    found.append((document.transcript.id, turn.id, matches))
        return found


def only_filters(node):
    """Tell whether a node is made of filters alone."""
    if isinstance(node, nodes.Filter):
        return True
    under = nodes.inner(node)
    return isinstance(node, nodes.And | nodes.Or | nodes.Not) and all(map(only_filters, under))
