"""One table of a codebook file, read field by field with the errors of a wrong one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING
from uuid import UUID

from codebooks.errors import CodebookError
from codebooks.model import new_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@dataclass(frozen=True, slots=True)
class Row:
    """Hold the fields of one table; `kind` and `number` (from 1) say which it is."""

    kind: str
    number: int
    fields: Mapping[str, object]
    file: str

    def __contains__(self, field: str) -> bool:
        """Tell whether the file names this field here, be it empty."""
        return field in self.fields

    def only(self, known: Iterable[str]) -> None:
        """Refuse fields that are not known: a misspelt one would be lost in silence."""
        for field in self.fields:
            if field not in known:
                raise self._error("codebook-unknown-field", field)

    def text(self, field: str) -> str:
        """Return the text of a field, empty when the file does not name it."""
        value = self.fields.get(field, "")
        if not isinstance(value, str):
            raise self._error("codebook-wrong-type", field)
        return value

    def texts(self, field: str) -> tuple[str, ...]:
        """Return the texts of a list field."""
        value = self.fields.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._error("codebook-wrong-type", field)
        return tuple(value)

    def truth(self, field: str) -> bool:
        """Return the truth value of a field, False when the file does not name it."""
        value = self.fields.get(field, False)
        if not isinstance(value, bool):
            raise self._error("codebook-wrong-type", field)
        return value

    def count(self, field: str, default: int) -> int:
        """Return the whole number, 0 or more, of a field."""
        value = self.fields.get(field, default)
        if not isinstance(value, int) or isinstance(value, bool) or value < 0:
            raise self._error("codebook-wrong-type", field)
        return value

    def rows(self, field: str) -> tuple[Row, ...]:
        """Return the tables of a list of tables."""
        value = self.fields.get(field, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
            raise self._error("codebook-wrong-type", field)
        return tuple(Row(field, number, item, self.file) for number, item in enumerate(value, start=1))

    def id(self) -> str:
        """Return the id, a new random one when the file gives none."""
        value = self.text("id")
        try:
            return str(UUID(value)) if value else new_id()
        except ValueError as error:
            raise self._error("codebook-bad-id", "id") from error

    def name(self) -> str:
        """Return the Finnish name; the English one stands in for it."""
        name = self.text("name_fi") or self.text("name_en")
        if not name.strip():
            raise self._error("codebook-missing-field", "name_fi")
        return name

    def _error(self, code: str, field: str) -> CodebookError:
        key = str(self.fields.get("key", ""))
        return CodebookError(code, file=self.file, kind=self.kind, number=self.number, key=key, field=field)
