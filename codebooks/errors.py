"""The base of every error the program can tell a person: a code and values, never a sentence."""

from __future__ import annotations


class OteError(Exception):
    """Carry a message code and its values; the catalogue in `coder/i18n` turns them into a sentence.

    `code` is stable and part of the command-line contract; `file` names the file in question; `values`
    fill the placeholders of the message. Values never hold interview text.
    """

    def __init__(self, code: str, *, file: str = "", **values: object) -> None:
        """Keep the code, the file and the values."""
        super().__init__(code)
        self.code = code
        self.file = file
        self.values: dict[str, object] = values

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel from a worker process."""
        return (_rebuild, (type(self), self.code, self.file, self.values))


class CodebookError(OteError):
    """Say what is wrong with a codebook or an edit of one."""


def _rebuild(kind: type[OteError], code: str, file: str, values: dict[str, object]) -> OteError:
    return kind(code, file=file, **values)
