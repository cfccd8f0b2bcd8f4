"""Where the sentences of spoken Finnish begin and end: abbreviations, ordinals and trailing off do not end one."""

from __future__ import annotations

import re

_STOP = re.compile(r"[.!?…]+[\"'”’»)\]]*(?=\s|$)")
_LAST_WORD = re.compile(r"[\w.\-]*$")
_OPENING = "\"'”’»([–-"

# Written with a stop in running Finnish, and a few of English and Swedish; without their last stop.
_SHORT = frozenset({
    "ao", "alv", "arv", "dos", "em", "emt", "engl", "eo", "eläk", "esim", "fil", "gen", "harv", "hlö",
    "huom", "ilm", "jatk", "joht", "jr", "kand", "kk", "klo", "ko", "kpl", "ks", "kts", "ktri", "l",
    "lab", "leht", "leimak", "lis", "lk", "lkm", "luutn", "lv", "maist", "mier", "milj", "mm",
    "mrd", "muk", "n", "nim", "nk", "nn", "nro", "ns", "n.s", "nyk", "o.s", "oik", "os", "p", "pj",
    "pnä", "prof", "ps", "puh", "pv", "pvm", "r", "rva", "s", "sd", "sis", "sk", "srk", "sr", "suom",
    "synt", "t", "tark", "tav", "tel", "tjs", "tmi", "toim", "toht", "tri", "ts", "tuom", "ue", "ulk", "v",
    "vals", "vanh", "vas", "vast", "vrt", "vs", "vt", "yht", "yks", "yl", "ylim", "yo", "ytm", "yst", "e.g",
    "i.e", "mr", "mrs", "ms", "dr", "bl.a", "t.ex", "d.v.s", "m.m",
})
_AND_SO_ON = frozenset({"jne", "tms", "ym", "yms", "etc", "osv"})


def sentences(text: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the sentences in a range of a text, without the blanks between them.

    All in code points, half-open. A line's end ends a sentence. A stop does not when it follows an abbreviation, an
    initial, or a number or trailing dots with a small letter behind: *3. päivä*, *esim. koti*, *niin... se on*.
    """
    found, begin = [], start
    for line in re.finditer(r"[^\n]+", text[start:end]):
        begin, stop = start + line.start(), start + line.end()
        for mark in _STOP.finditer(text, begin, stop):
            if mark.start() > begin and _ends(text, mark, stop):
                found.append((begin, mark.end()))
                begin = mark.end()
        found.append((begin, stop))
    return tuple((low, high) for low, high in (_trimmed(text, *one) for one in found) if low < high)


def sentence_at(text: str, start: int, end: int, position: int) -> tuple[int, int] | None:
    """Return the sentence of a range that a position stands in or right before; the last one behind all; or None."""
    found = sentences(text, start, end)
    return next((one for one in found if position < one[1]), found[-1] if found else None)


def _ends(text: str, mark: re.Match[str], stop: int) -> bool:
    signs = mark.group()
    if "!" in signs or "?" in signs:
        return True
    small = _goes_on_small(text, mark.end(), stop)
    if signs.startswith(("..", "…")):
        return not small
    before = _LAST_WORD.search(text, max(mark.start() - 40, 0), mark.start())
    word = before.group() if before else ""
    if word.isdigit() or word.casefold() in _AND_SO_ON:
        return not small
    initial = len(word) == 1 and word.isupper()
    return not initial and word.casefold() not in _SHORT


def _goes_on_small(text: str, position: int, stop: int) -> bool:
    rest = text[position:stop].lstrip().lstrip(_OPENING).lstrip()
    return bool(rest) and rest[0].islower()


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - (len(piece) - len(piece.rstrip()))
