"""Show a codebook as a tree: families, their codes, subcodes under their code, with counts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from codebooks.find import matches
from codebooks.model import Code, Codebook, Family
from coder.models.row import PAYLOAD, ROW, Index, Row, Square


@dataclass(frozen=True, slots=True)
class Whole:
    """Ask for everything that is to be known of the codebook, for those who change it.

    Retired codes are shown, dimmed and with the word `retired`; the name in the other language stands behind the
    first; `counted` is how own codings and those with subcodes are written when they differ.
    """

    retired: str
    counted: str = "{own} ({whole})"


@dataclass(eq=False, slots=True)
class _Node:
    row: Row
    thing: Code | Family | None
    above: _Node | None
    place: int
    below: list[_Node] = field(default_factory=list)


class CodebookTree(QAbstractItemModel):
    """Show families and codes; only those that fit when something is typed."""

    def __init__(
        self, language: str, orphans: str, parent: QObject | None = None, *, whole: Whole | None = None
    ) -> None:
        """Choose the language of names, what stands over codes without a family, and whether all is shown."""
        super().__init__(parent)
        self._language = language
        self._orphans = orphans
        self._whole = whole
        self._roots: list[_Node] = []

    def show(
        self, codebook: Codebook, counts: Mapping[str, int], typed: str = "", noted: Mapping[str, str] | None = None
    ) -> None:
        """Show a codebook; when only counts differ from before, the tree keeps its state.

        `noted` says by a code's id how many memos it has.
        """
        roots = _Builder(codebook, counts, typed, self._language, self._whole).roots(self._orphans)
        for node in _all(roots):
            words = (noted or {}).get(node.thing.id, "") if node.thing else ""
            if words:
                node.row = replace(node.row, noted=words, tip="\n".join(part for part in (node.row.tip, words) if part))
        if _shape(roots) == _shape(self._roots):
            self._take_rows(roots, self._roots)
            return
        self.beginResetModel()
        self._roots = roots
        self.endResetModel()

    def find(self, thing_id: str) -> QModelIndex:
        """Return where a code or family stands; an invalid index when it is not shown."""
        node = next((node for node in _all(self._roots) if node.thing and node.thing.id == thing_id), None)
        return self.createIndex(node.place, 0, node) if node else QModelIndex()

    def index(self, row: int, column: int, parent: Index | None = None) -> QModelIndex:
        """Return the index of a node's child."""
        nodes = self._below(parent)
        if column or not 0 <= row < len(nodes):
            return QModelIndex()
        return self.createIndex(row, column, nodes[row])

    def parent(self, index: Index | None = None) -> Any:
        """Return the index of the node above; without an index, the object's owner."""
        if index is None:
            return super().parent()
        node = index.internalPointer() if index.isValid() else None
        if node is None or node.above is None:
            return QModelIndex()
        return self.createIndex(node.above.place, 0, node.above)

    def rowCount(self, parent: Index | None = None) -> int:
        """Return how many nodes stand below one."""
        return len(self._below(parent))

    def columnCount(self, parent: Index | None = None) -> int:  # noqa: ARG002 - Qt asks for each parent
        """Return the one column."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Return the row, the code or family, or the words."""
        if not index.isValid():
            return None
        node: _Node = index.internalPointer()
        if role == ROW:
            return node.row
        if role == PAYLOAD:
            return node.thing
        if role == Qt.ItemDataRole.ToolTipRole:
            return node.row.tip or None
        words = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return node.row.spoken() if role in words else None

    def _below(self, parent: Index | None) -> list[_Node]:
        if parent is None or not parent.isValid():
            return self._roots
        node: _Node = parent.internalPointer()
        return node.below

    def _take_rows(self, fresh: list[_Node], present: list[_Node]) -> None:
        for new, old in zip(_all(fresh), _all(present), strict=True):
            old.thing = new.thing
            if old.row != new.row:
                old.row = new.row
                here = self.createIndex(old.place, 0, old)
                self.dataChanged.emit(here, here)


class _Builder:
    """Make the nodes of a codebook."""

    def __init__(
        self, codebook: Codebook, counts: Mapping[str, int], typed: str, language: str, whole: Whole | None
    ) -> None:
        self._codebook = codebook
        self._counts = counts
        self._language = language
        self._whole = whole
        self._used = [code for code in codebook if whole or not code.retired]
        inside = {code.id for code in self._used}
        self._tops: dict[str | None, list[Code]] = {}
        self._children: dict[str, list[Code]] = {}
        for code in self._used:
            if code.parent in inside:
                self._children.setdefault(str(code.parent), []).append(code)
            else:
                self._tops.setdefault(code.family, []).append(code)
        self._sums = self._summed()
        self._shown = self._kept(typed)

    def roots(self, orphans: str) -> list[_Node]:
        roots: list[_Node] = []
        for family in (*self._codebook.families, None):
            members = self._tops.get(family.id if family else None, [])
            if family is None and not members:
                continue
            node = _Node(self._family_row(family, members, orphans), family, None, len(roots))
            self._fill(node, members, Square(family.colour) if family else None, depth=1)
            if node.below or len(self._shown) == len(self._used):
                roots.append(node)
        return roots

    def _kept(self, typed: str) -> set[str]:
        if not typed.strip():
            return {code.id for code in self._used}
        kept: set[str] = set()
        for code in self._fitting(typed):
            kept.update((code.id, *(up.id for up in self._codebook.ancestors(code))))
        return kept

    def _fitting(self, typed: str) -> Iterator[Code]:
        """Go through the codes that fit; a retired one fits by its names and key."""
        yield from (match.code for match in matches(self._codebook, typed, self._language))
        wanted = typed.strip().casefold()
        for code in self._used:
            if code.retired and any(wanted in name.casefold() for name in (code.name_fi, code.name_en, code.key)):
                yield code

    def _summed(self) -> dict[str, int]:
        """Return code id -> codings of the code and all under it."""
        sums = {code.id: self._counts.get(code.id, 0) for code in self._used}
        for code in self._used:
            own = self._counts.get(code.id, 0)
            for up in self._codebook.ancestors(code) if own else ():
                if up.id in sums:
                    sums[up.id] += own
        return sums

    def _family_row(self, family: Family | None, members: list[Code], orphans: str) -> Row:
        name = family.name(self._language) if family else orphans
        count = sum(self._sums[code.id] for code in members)
        tip = (family.question_fi if self._language == "fi" else family.question_en) if family else ""
        square = Square(family.colour) if family else None
        note = self._other_name(family) if family else ""
        return Row(name, count=_number(count), square=square, strong=True, tip=tip, note=note)

    def _fill(self, above: _Node, codes: list[Code], square: Square | None, depth: int) -> None:
        for code in codes:
            if code.id not in self._shown:
                continue
            tint = Square(square.slot, lighter=depth > 1) if square else None
            node = _Node(self._code_row(code, tint, depth), code, above, len(above.below))
            above.below.append(node)
            self._fill(node, self._children.get(code.id, []), square, depth + 1)

    def _code_row(self, code: Code, square: Square | None, depth: int) -> Row:
        own, whole = self._counts.get(code.id, 0), self._sums[code.id]
        count = _number(own)
        if self._whole and whole != own:
            count = self._whole.counted.format(own=count, whole=_number(whole))
        tip = code.definition_fi if self._language == "fi" else code.definition_en
        if self._whole:
            # The row has one line: what does not fit in it is told here.
            tip = "\n".join(filter(None, (code.name(self._language), tip)))
        notes = [self._other_name(code), self._whole.retired if self._whole and code.retired else "", code.shortcut]
        return Row(
            code.name(self._language), count=count, square=square, level=depth, tip=tip,
            note=" · ".join(filter(None, notes)), dim=code.retired,
        )

    def _other_name(self, thing: Code | Family) -> str:
        other = thing.name_en if self._language == "fi" else thing.name_fi
        return other if self._whole and other != thing.name(self._language) else ""


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u00a0")


def _all(nodes: list[_Node]) -> Iterator[_Node]:
    for node in nodes:
        yield node
        yield from _all(node.below)


def _shape(nodes: list[_Node]) -> list[tuple[object, int]]:
    return [(node.thing.id if node.thing else None, node.row.level) for node in _all(nodes)]
