"""Show a codebook as a tree: families, their codes, subcodes under their code, with counts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, Qt

from codebooks.find import matches
from codebooks.model import Code, Codebook, Family
from coder.models.row import PAYLOAD, ROW, Index, Row, Square


@dataclass(eq=False, slots=True)
class _Node:
    row: Row
    thing: Code | Family | None
    above: _Node | None
    place: int
    below: list[_Node] = field(default_factory=list)


class CodebookTree(QAbstractItemModel):
    """Show families and codes; only those that fit when something is typed."""

    def __init__(self, language: str, orphans: str, parent: QObject | None = None) -> None:
        """Choose the language of names and what stands over codes without a family."""
        super().__init__(parent)
        self._language = language
        self._orphans = orphans
        self._roots: list[_Node] = []

    def show(self, codebook: Codebook, counts: Mapping[str, int], typed: str = "") -> None:
        """Show a codebook; when only counts differ from before, the tree keeps its state."""
        roots = _Builder(codebook, counts, typed, self._language).roots(self._orphans)
        if _shape(roots) == _shape(self._roots):
            self._take_rows(roots, self._roots)
            return
        self.beginResetModel()
        self._roots = roots
        self.endResetModel()

    def find(self, code_id: str) -> QModelIndex:
        """Return where a code stands; an invalid index when it is not shown."""
        node = next((node for node in _all(self._roots) if node.thing and node.thing.id == code_id), None)
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

    def __init__(self, codebook: Codebook, counts: Mapping[str, int], typed: str, language: str) -> None:
        self._codebook = codebook
        self._counts = counts
        self._language = language
        self._used = [code for code in codebook if not code.retired]
        self._shown = self._kept(typed)

    def _kept(self, typed: str) -> set[str]:
        if not typed.strip():
            return {code.id for code in self._used}
        kept: set[str] = set()
        for match in matches(self._codebook, typed, self._language):
            kept.update((match.code.id, *(up.id for up in self._codebook.ancestors(match.code))))
        return kept

    def roots(self, orphans: str) -> list[_Node]:
        roots: list[_Node] = []
        for family in (*self._codebook.families, None):
            name = family.name(self._language) if family else orphans
            family_id = family.id if family else None
            members = [code for code in self._used if code.family == family_id]
            if family is None and not members:
                continue
            count = sum(self._counts.get(code.id, 0) for code in members)
            tip = (family.question_fi if self._language == "fi" else family.question_en) if family else ""
            square = Square(family.colour) if family else None
            node = _Node(Row(name, count=_number(count), square=square, strong=True, tip=tip), family, None, len(roots))
            self._fill(node, members, None, square)
            if node.below or not self._filtered():
                roots.append(node)
        return roots

    def _filtered(self) -> bool:
        return len(self._shown) < len(self._used)

    def _fill(self, above: _Node, members: list[Code], parent: str | None, square: Square | None) -> None:
        inside = {code.id for code in members}
        for code in members:
            belongs = code.parent == parent if parent else code.parent not in inside
            if not belongs or code.id not in self._shown:
                continue
            level = above.row.level + 1
            tint = Square(square.slot, lighter=level > 1) if square else None
            tip = code.definition_fi if self._language == "fi" else code.definition_en
            count = _number(self._counts.get(code.id, 0))
            row = Row(code.name(self._language), count=count, square=tint, level=level, tip=tip, note=code.shortcut)
            node = _Node(row, code, above, len(above.below))
            above.below.append(node)
            self._fill(node, members, code.id, square)


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u00a0")


def _all(nodes: list[_Node]) -> list[_Node]:
    found: list[_Node] = []
    for node in nodes:
        found += [node, *_all(node.below)]
    return found


def _shape(nodes: list[_Node]) -> list[tuple[object, int]]:
    return [(node.thing.id if node.thing else None, node.row.level) for node in _all(nodes)]
