"""Walk the words of Rich Text Format: groups, code pages, Unicode, tables, notes, text boxes, tracked changes."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

_TOKEN = re.compile(
    r"\\(?P<word>[a-zA-Z]{1,32})(?P<number>-?\d{1,10})?[ ]?|\\'(?P<hex>[0-9a-fA-F]{2})|\\(?P<sign>[^a-zA-Z])"
    r"|(?P<brace>[{}])|(?P<text>[^\\{}\r\n]+)|[\r\n]+|\\"
)
MOST_TOKENS = 2_000_000
_CHARSETS: Mapping[int, str] = {
    0: "cp1252", 77: "mac-roman", 128: "cp932", 129: "cp949", 134: "gbk", 136: "big5", 161: "cp1253", 162: "cp1254",
    163: "cp1258", 177: "cp1255", 178: "cp1256", 186: "cp1257", 204: "cp1251", 222: "cp874", 238: "cp1250",
    255: "cp850",
}  # fmt: skip
_CHARACTERS: Mapping[str, str] = {
    "par": "\n", "sect": "\n", "page": "\n", "line": "\n", "column": "\n", "softline": "\n", "tab": "\t", "emdash": "—",
    "endash": "–", "lquote": "‘", "rquote": "’", "ldblquote": "“", "rdblquote": "”", "bullet": "•",
    "emspace": "\u2003", "enspace": "\u2002", "qmspace": "\u2005", "zwj": "\u200d", "zwnj": "\u200c",
}  # fmt: skip
_SIGNS: Mapping[str, str] = {
    "~": "\u00a0", "-": "\u00ad", "_": "\u2011", "\\": "\\", "{": "{", "}": "}", "\n": "\n", "\r": "\n", "\t": "\t",
}  # fmt: skip
_SILENT_WORDS = (
    "fonttbl colortbl stylesheet info pict nonshppict listtable listoverridetable rsidtbl sp fldinst listtext pntext "
    "xe tc rxe txe bkmkstart bkmkend ftnsep ftnsepc ftncn aftnsep aftnsepc aftncn upr filetbl revtbl objdata objclass "
    "objname template datafield themedata colorschememapping latentstyles datastore xmlnstbl mmathPr generator "
    "shppict picprop docvar formfield atnid atnauthor atndate atnref atnparent atntime atnicn"
)
_SILENT = frozenset(_SILENT_WORDS.split())
_HEADERS = frozenset(("header", "headerl", "headerr", "headerf", "footer", "footerl", "footerr", "footerf"))
# Groups that say of themselves that they may be passed over, and hold text all the same.
_READ = frozenset(("shpinst", "shptxt", "ud", "footnote", "fldrslt"))


class CutOffError(ValueError):
    """Say that the file ends within a group."""


class TooManyWordsError(ValueError):
    """Say that the file has more words of formatting than any transcript."""


class TooLongError(ValueError):
    """Say that the text is longer than a transcript can be."""


@dataclass(slots=True)
class Walked:
    """Hold the text of a document and count what a reader should know of; notes are (kind, text) in order."""

    text: str = ""
    accepted: int = 0
    dropped: int = 0
    boxes: int = 0
    hidden: int = 0
    embedded: int = 0
    comments: int = 0
    headers: int = 0
    notes: list[tuple[str, str]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Group:
    """Hold what holds in a group: is it passed over, its code page, how many characters stand for a `u`."""

    silent: bool = False
    codec: str = "cp1252"
    fallback: int = 1
    hidden: bool = False
    deleted: bool = False
    revised: bool = False
    kind: str = ""


def walk(data: bytes, longest: int) -> Walked:
    """Return the text of a document; CutOffError, TooLongError, TooManyWordsError."""
    reader = _Reader(longest)
    reader.over(data.decode("latin-1"))
    return reader.result()


@dataclass(slots=True)
class _Reader:
    """Keep the state of one reading; `outs` are the texts being written: the body, and notes and boxes within it."""

    longest: int
    said: Walked = field(default_factory=Walked)
    groups: list[_Group] = field(default_factory=list)
    now: _Group = field(default_factory=_Group)
    outs: list[list[str]] = field(default_factory=lambda: [[]])
    boxes: list[str] = field(default_factory=list)
    fonts: dict[int, str] = field(default_factory=dict)
    font: int = -1
    page: str = "cp1252"
    raw: bytearray = field(default_factory=bytearray)
    units: bytearray = field(default_factory=bytearray)
    skip: int = 0
    star: bool = False
    length: int = 0

    def over(self, text: str) -> None:
        """Go through all tokens."""
        at = count = 0
        while at < len(text):
            for token in _TOKEN.finditer(text, at):
                count += 1
                if count > MOST_TOKENS:
                    raise TooManyWordsError
                jump = self._token(token)
                at = token.end() + jump
                if jump or (token["brace"] and not self.groups):
                    break
            if self.length > self.longest:
                raise TooLongError
            if not self.groups:
                break
        if self.groups:
            raise CutOffError
        self._flush()

    def result(self) -> Walked:
        """Return what was read."""
        self.said.text = _closed("".join(self.outs[0])) + "".join(f"\n{box}" for box in self.boxes)
        return self.said

    def _token(self, token: re.Match[str]) -> int:
        """Take one token; return how many characters behind it are bare bytes to pass over."""
        if token["text"] is not None:
            self._text(token["text"])
        elif token["hex"] is not None:
            self._byte(int(token["hex"], 16))
        elif token["brace"]:
            self._flush()
            self.skip = 0
            (self._open if token["brace"] == "{" else self._close)()
        elif token["word"]:
            number = token["number"]
            if token["word"] == "bin":
                return max(int(number or 0), 0)
            self._word(token["word"], None if number is None else int(number))
        elif token["sign"]:
            self._sign(token["sign"])
        return 0

    def _text(self, text: str) -> None:
        passed = min(self.skip, len(text))
        self.skip -= passed
        if self.now.silent:
            self._silent(text)
        elif passed < len(text):
            self._flush_units()
            self.raw += text[passed:].encode("latin-1")
        self.star = False

    def _silent(self, text: str) -> None:
        if self.now.kind == "header" and any(map(str.isalpha, text)):
            self.said.headers += 1
            self.now = replace(self.now, kind="headed")
            self.groups = [replace(one, kind="headed") if one.kind == "header" else one for one in self.groups]

    def _byte(self, value: int) -> None:
        if self.skip:
            self.skip -= 1
        elif not self.now.silent:
            self._flush_units()
            self.raw.append(value)

    def _flush(self) -> None:
        self._flush_units()
        if self.raw:
            raw, self.raw = bytes(self.raw), bytearray()
            self._put(raw.decode(self.now.codec, "replace"))

    def _flush_units(self) -> None:
        if self.units:
            units, self.units = bytes(self.units), bytearray()
            self._put(units.decode("utf-16-le", "replace"))

    def _put(self, text: str) -> None:
        if self.now.deleted:
            return
        self.outs[-1].append(text)
        self.length += len(text)

    def _open(self) -> None:
        self.groups.append(self.now)
        if len(self.groups) > _DEEPEST:
            raise CutOffError
        self.star = False
        if self.now.kind in ("footnote", "shptxt", "field"):
            self.now = replace(self.now, kind="")

    def _close(self) -> None:
        kind = self.now.kind
        if not self.groups:
            return
        before = self.groups.pop()
        if kind in ("footnote", "endnote", "shptxt") and len(self.outs) > 1 and before.kind != kind:
            text = _closed("".join(self.outs.pop())).strip("\n")
            if kind == "shptxt":
                self._box(text)
            else:
                self.said.notes.append((kind, text))
        self.now = before

    def _box(self, text: str) -> None:
        """Keep a text box until the paragraph it hangs on ends."""
        if text.strip():
            self.said.boxes += 1
            self.boxes.append(text)

    def _sign(self, sign: str) -> None:
        self._flush()
        if sign == "*":
            self.star = True
        elif self.skip:
            self.skip -= 1
        elif not self.now.silent and sign in _SIGNS:
            self._put(_SIGNS[sign])

    def _word(self, word: str, number: int | None) -> None:
        if word == "u" and number is not None:
            self._unicode(number)
            return
        self._flush()
        if self.skip and word in _CHARACTERS:
            self.skip -= 1
            return
        star, self.star = self.star, False
        if self.now.silent and word not in ("ud", "f", "fcharset"):
            return
        act = _ACTS.get(word)
        if act is not None:
            act(self, number)
        elif word in _CHARACTERS:
            self._character(_CHARACTERS[word])
        elif word in _SILENT or (star and word not in _READ):
            self.now = replace(self.now, silent=True, kind=word)
        elif word in _HEADERS:
            self.now = replace(self.now, silent=True, kind="header")

    def _character(self, text: str) -> None:
        self._put(text)
        if text == "\n" and self.boxes and len(self.outs) == 1:
            self._put("".join(f"{box}\n" for box in self.boxes))
            self.boxes = []

    def _unicode(self, number: int) -> None:
        if self.skip:
            self.skip -= 1
            return
        if not self.now.silent:
            if self.raw:
                self._flush()
            self.units += (number & 0xFFFF).to_bytes(2, "little")
        self.skip = self.now.fallback

    def set_page(self, number: int | None) -> None:
        """Take the document's code page."""
        self.page = _known(f"cp{number}") or "cp1252"
        self.now = replace(self.now, codec=self.page)

    def set_page_name(self, name: str) -> None:
        """Take one of the old words for a code page."""
        self.page = name
        self.now = replace(self.now, codec=name)

    def set_font(self, number: int | None) -> None:
        """Choose a font by its number, or begin its line in the table of fonts."""
        self.font = number or 0
        if not self.now.silent:
            self.now = replace(self.now, codec=self.fonts.get(self.font, self.page))

    def set_charset(self, number: int | None) -> None:
        """Take the character set of the font whose line is being read."""
        name = _CHARSETS.get(number or 0)
        if name and self.now.silent:
            self.fonts[self.font] = name

    def set_fallback(self, number: int | None) -> None:
        """Take how many characters stand behind a `u` for old programs."""
        self.now = replace(self.now, fallback=max(number or 0, 0))

    def plain(self, _number: int | None) -> None:
        """Forget hidden and tracked type."""
        self.now = replace(self.now, hidden=False, deleted=False, revised=False)

    def hide(self, number: int | None) -> None:
        """Begin or end hidden type."""
        self.said.hidden += number != 0 and not self.now.hidden
        self.now = replace(self.now, hidden=number != 0)

    def delete(self, number: int | None) -> None:
        """Begin or end what a tracked change took out."""
        self.said.dropped += number != 0 and not self.now.deleted
        self.now = replace(self.now, deleted=number != 0)

    def revise(self, number: int | None) -> None:
        """Begin or end what a tracked change put in."""
        self.said.accepted += number != 0 and not self.now.revised
        self.now = replace(self.now, revised=number != 0)

    def note(self, _number: int | None) -> None:
        """Begin a note: its text is written beside the body."""
        self.outs.append([])
        self.now = replace(self.now, kind="footnote")

    def note_at_end(self, _number: int | None) -> None:
        """Say that the note is an endnote."""
        if self.now.kind == "footnote":
            self.now = replace(self.now, kind="endnote")

    def box(self, _number: int | None) -> None:
        """Begin a text box: its text is written beside the body."""
        self.outs.append([])
        self.now = replace(self.now, kind="shptxt")

    def comment(self, _number: int | None) -> None:
        """Pass over a comment."""
        self.said.comments += 1
        self.now = replace(self.now, silent=True, kind="annotation")

    def embed(self, _number: int | None) -> None:
        """Pass over something embedded."""
        self.said.embedded += 1
        self.now = replace(self.now, silent=True, kind="object")

    def cell(self, _number: int | None) -> None:
        """End a cell of a table."""
        self._put("\t")

    def row(self, _number: int | None) -> None:
        """End a row of a table, whose last cell has no tab behind it."""
        out = self.outs[-1]
        if out and out[-1] == "\t":
            out.pop()
            self.length -= 1
        self._put("\n")

    def unicode_twin(self, _number: int | None) -> None:
        """Read the better one of two ways of writing the same."""
        self.now = replace(self.now, silent=False, kind="ud")


_DEEPEST = 2_000
_ACTS: Mapping[str, Callable[[_Reader, int | None], None]] = {
    "ansicpg": _Reader.set_page,
    "mac": lambda reader, _: reader.set_page_name("mac-roman"),
    "pc": lambda reader, _: reader.set_page_name("cp437"),
    "pca": lambda reader, _: reader.set_page_name("cp850"),
    "f": _Reader.set_font,
    "fcharset": _Reader.set_charset,
    "uc": _Reader.set_fallback,
    "plain": _Reader.plain,
    "v": _Reader.hide,
    "deleted": _Reader.delete,
    "revised": _Reader.revise,
    "footnote": _Reader.note,
    "ftnalt": _Reader.note_at_end,
    "shptxt": _Reader.box,
    "annotation": _Reader.comment,
    "object": _Reader.embed,
    "cell": _Reader.cell,
    "nestcell": _Reader.cell,
    "row": _Reader.row,
    "nestrow": _Reader.row,
    "ud": _Reader.unicode_twin,
}


def _closed(text: str) -> str:
    """Return a text without the end of its last paragraph."""
    return text.removesuffix("\n")


def _known(name: str) -> str:
    try:
        return codecs.lookup(name).name
    except LookupError:
        return ""
