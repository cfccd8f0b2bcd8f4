"""Find the speakers' labels of a transcript: what stands before a colon, and recurs or has a known form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import ClassVar

from projects.importers.roles import is_role_name
from projects.importers.times import BARE, seconds, stamp_at

LONGEST = 48
_LOOK = 3 * LONGEST  # a label and a time stand within these characters of a line

_WORD = r"[^\W_][\w.'’\-]*"
NAME = rf"[^\W\d_][\w.'’\-]*(?:[ ]{_WORD}){{0,2}}(?:[ ]?\([^()\n:]{{1,20}}\))?"
_ITEM = r"(?:(?:[-*+•–—]|#{1,6}|\d{1,4}[.)])[ \t]+)?"  # a list's sign or number may stand before a label
_NAMED = re.compile(
    rf"[ \t]*{_ITEM}(?:(?P<before>{BARE})[ \t]*(?:[-–][ \t]+)?)?[#@]?(?P<name>{NAME})"
    rf"(?:[ \t]*(?P<inside>{BARE}))?[ \t]*:(?=\s|$|[^\W\d_a-zåäö]|[\"”»(\[…\-–])[ \t]*"
)
_BRACKETED = re.compile(
    rf"[ \t]*(?:(?P<before>{BARE})[ \t]*)?\[(?P<name>[^\W\d_]{{1,12}}\d{{1,3}})\](?=\s|$|:):?[ \t]*"
)
_BRACED = re.compile(rf"[ \t]*(?:(?P<before>{BARE})[ \t]*)?\{{(?P<name>{NAME})\}}(?=\s|$|:):?[ \t]*")
# One blank before a time is not enough: a sentence may end in 17:30.
_ALONE = re.compile(
    rf"[ \t]*(?:(?P<before>{BARE})[ \t]+(?:[-–][ \t]+)?)?(?P<name>{NAME})"
    rf"(?:(?:[ ]{{2,}}|[ \t]*\t[ \t]*|[ ](?=[\[(<#]|\d+:\d+:))(?P<inside>{BARE}))?[ \t]*$"
)
_PLAIN = re.compile(NAME)
_SPECIAL = ("[", "{", "(", "#", "@", "<", *"0123456789")
_BLANKS = ("", " ", "\t")
_OPEN = ("[", "{")
_CODE = re.compile(r"[^\W\d_]{1,4}\d{1,3}|[A-ZÅÄÖ]{1,3}")
_ANY_WORD = re.compile(r"[^\W_]+")
_FEW = 2
_FIELDS = 3
_SHORT_TEXT = 5
_MANY = 5
_WEAK_SHARE = 0.05
_STRONG_SHARE = 0.01
_PLAIN_SHARE = 0.6

# Words that open a remark, a reference or a list rather than somebody's turn.
_REMARKS = (
    "esimerkiksi esim eli siis huom huomio huomautus lisäksi toisaalta lähde lähteet kuva kuvio taulukko luku liite "
    "sivu kohta osa teema aihe otsikko pvm aika paikka kello klo tauko ps nb ns mm ym vrt ks sitaatti ote viite "
    "ongelma ratkaisu tulos tulokset yhteenveto johtopäätös tavoite tavoitteet tehtävä muistio "
    "example note notes source sources figure table chapter page part section topic time date place break summary "
    "question answer however therefore thus url http https www "
    "exempel obs källa källor bild tabell kapitel sida del avsnitt tema ämne tid datum plats paus"
)
_NO_SPEAKERS = frozenset(_REMARKS.split())


@dataclass(frozen=True, slots=True)
class Opening:
    """Describe how a line opens: its label, where the label's mark starts and ends, and a time beside it.

    `sure` is false for a name that stands alone on a line without a colon.
    """

    label: str
    start: int
    end: int
    seconds: float | None
    sure: bool = True


class Openings:
    """Find how lines open, remembering the plain heads it has seen: speakers say many lines each."""

    __slots__ = ("_plain",)
    by_pattern: ClassVar[bool] = False  # a person said what a label looks like: nothing else is one

    def __init__(self) -> None:
        """Start with nothing seen."""
        self._plain: dict[str, Opening | None] = {}

    def all(self, lines: Sequence[str]) -> list[Opening | None]:
        """Return how each of the lines opens."""
        found = [self.of(line) if self.may_open(line) else None for line in lines]
        for number, one in enumerate(found):
            if one is not None and not one.sure and one.start and not _speech_follows(lines, number):
                found[number] = None  # [00:12] Joo. is a time and speech
        return found

    def may_open(self, line: str) -> bool:
        """Tell quickly whether a line is worth a look: labels and times have a colon, but for [id1] and {Aino}."""
        return ":" in line or line[:1] in _OPEN or "[" in line[:3]

    def speakers(self, lines: Sequence[str], openings: Sequence[Opening | None]) -> frozenset[str]:
        """Return the labels among the openings of some lines that are speakers."""
        return speakers(lines, openings)

    def of(self, line: str) -> Opening | None:
        """Return how a line opens when it may open with a label, or None."""
        head, _, rest = line.partition(": ")
        if rest[:1] not in _BLANKS:
            found = self._plain.get(head)
            if found:
                return found
            if len(head) <= LONGEST and _PLAIN.fullmatch(head):
                found = self._plain[head] = Opening(head, 0, len(head) + 2, None)
                return found
        return _opening(line, line.find(":", 0, LONGEST + 1))


def _speech_follows(lines: Sequence[str], number: int) -> bool:
    """Tell whether the next line that holds anything has no stamp of its own."""
    following = next((line for line in lines[number + 1 : number + 5] if line.strip()), "")
    return bool(following) and stamp_at(following) is None


def _opening(line: str, colon: int) -> Opening | None:
    """Match the rarer forms: with times, brackets or leading blanks, or a name and a time alone on a line."""
    first = line.lstrip()[:1]
    if colon < 0 and first not in _SPECIAL:
        return None
    line = line[:_LOOK]
    found = _NAMED.match(line)
    if found is None and first in _SPECIAL:
        found = _BRACKETED.match(line) or _BRACED.match(line)
    sure = found is not None
    if found is None and len(line) <= LONGEST + 20:
        found = _ALONE.match(line)
        found = found if found and (found["before"] or found["inside"]) else None
    if found is None or len(found["name"]) > LONGEST:
        return None
    stamp = found["before"] or found.groupdict().get("inside")
    start = found.end("before") if found["before"] else 0
    return Opening(found["name"], start, found.end(), seconds(stamp) if stamp else None, sure)


def speakers(lines: Sequence[str], openings: Sequence[Opening | None]) -> frozenset[str]:
    """Return the labels of a transcript's lines, decided by counting; empty for a text without labels."""
    counts = Counter([found.label for found in openings if found is not None])
    if not counts:
        return frozenset()
    filled = sum(1 for line in lines if line and not line.isspace())
    strong = {label for label in counts if is_strong(label)}
    if counts.total() == 1 and filled > _SHORT_TEXT:
        strong = {label for label in strong if is_role_name(label)}  # one THL: in a long text is no speaker
    strong |= _timed(openings)
    weak = {label for label, count in counts.items() if label not in strong and _recurs(label, count)}
    base = _enough(counts, strong, weak, filled)
    sure = {found.label for found in openings if found is not None and found.sure}
    once = {label for label in sure - _fields(openings, base) if label not in base and _once(label)}
    if not base and (len(once) < _FEW or sum(counts[label] for label in once) < _PLAIN_SHARE * filled):
        return frozenset()
    family = {_stem(label) for label in base if label[-1].isdigit()}
    numbered = {label for label in once if label[-1].isdigit() and _stem(label) in family}
    return frozenset(base | numbered | uncommon(once - numbered, lines))


def _stem(label: str) -> str:
    """Return a label without its number: Committee 1 belongs to Committee 2."""
    return label.rstrip("0123456789")


def _timed(openings: Sequence[Opening | None]) -> set[str]:
    """Return the names that stand alone on a line with a time beside them, when there is more than one such line."""
    found = [one.label for one in openings if one is not None and not one.sure and not one.start]
    if len(found) < _FEW:
        return set()
    return {label for label in found if is_capitalised(label) and not is_excluded(label) and not label.endswith(".")}


def _fields(openings: Sequence[Opening | None], base: set[str]) -> set[str]:
    """Return the labels of a block of three or more fields before the first known speaker: they are no speakers."""
    block: list[str] = []
    for one in openings:
        if one is not None and one.label in base:
            break
        if one is not None:
            block.append(one.label)
    return set(block) if base and len(block) >= _FIELDS else set()


def _enough(counts: Counter[str], strong: set[str], weak: set[str], filled: int) -> set[str]:
    """Return the labels when they open enough of the lines to be more than an accident."""
    covered = sum(counts[label] for label in strong)
    if strong and covered >= _STRONG_SHARE * filled:
        return strong | weak
    covered += sum(counts[label] for label in weak)
    return strong | weak if weak and covered >= _WEAK_SHARE * filled else set()


def is_strong(label: str) -> bool:
    """Tell whether a label is a known word or a code such as AN2, and so is believed when it stands once."""
    return not is_excluded(label) and (is_role_name(label) or bool(_CODE.fullmatch(label)))


def _recurs(label: str, count: int) -> bool:
    if is_excluded(label) or not (label[0].isupper() or label[-1].isdigit()):
        return False
    return count >= (_FEW if is_capitalised(label) else _MANY)


def _once(label: str) -> bool:
    return not is_excluded(label) and label[0].isupper() and is_capitalised(label) and label.count(" ") < _FEW


def is_excluded(label: str) -> bool:
    """Tell whether a label is a word that opens remarks, references and lists."""
    words = label.lower().replace(".", "").split()
    return not words or any(word in _NO_SPEAKERS for word in (words[0], words[-1]))


def is_capitalised(label: str) -> bool:
    """Tell whether each word of a label begins like a name."""
    return all(word[0].isupper() or word[0].isdigit() or word[0] == "(" for word in label.split())


def uncommon(labels: set[str], lines: Iterable[str]) -> set[str]:
    """Leave out labels that also stand in the text as common words, in lower case."""
    if not labels:
        return set()
    common = {word for line in lines for word in _ANY_WORD.findall(line)}
    return {label for label in labels if label.split()[0].lower() not in common}
