"""Say things in Finnish and English: one catalogue for window and command line, read without Qt."""

from __future__ import annotations

import locale
import os
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources

from codebooks.errors import OteError

LANGUAGES = ("fi", "en")


@dataclass(frozen=True, slots=True)
class Catalogue:
    """Hold every sentence of the program in one language, by key."""

    language: str
    sentences: Mapping[str, str]

    def __call__(self, key: str, /, **values: object) -> str:
        """Return the sentence with its values filled in; KeyError for a key that no file has.

        `{n}` is a value, `{n|one|many}` chooses by the number n (the first form for exactly 1), `{kind@table}` says
        the catalogue's own word for a value: the sentence `table.<value>`.
        """
        parts = []
        rest = self.sentences[key]
        while "{" in rest:
            before, _, tail = rest.partition("{")
            slot, _, rest = tail.partition("}")
            parts += [before, self._slot(slot, values)]
        return "".join([*parts, rest])

    def has(self, key: str) -> bool:
        """Tell whether the catalogue knows the key."""
        return key in self.sentences

    def error(self, problem: OteError) -> str:
        """Say what is wrong and what to do next, without the file's name."""
        return self(f"error.{problem.code}", **problem.values)

    def _slot(self, slot: str, values: Mapping[str, object]) -> str:
        name, *forms = slot.split("|")
        name, _, table = name.partition("@")
        value = values[name]
        if forms:
            return forms[0] if value == 1 else forms[1]
        if table:
            return self.sentences[f"{table}.{value}"]
        if isinstance(value, (list, tuple)):
            return ", ".join(map(str, value))
        return f"{value:,}".replace(",", "\u00a0") if isinstance(value, int) else str(value)


def load(language: str) -> Catalogue:
    """Read the catalogue of one language from all its files; they share one space of keys."""
    sentences: dict[str, str] = {}
    for name in catalogue_files():
        for key, forms in read_file(name).items():
            if key in sentences:
                raise KeyError(key)
            sentences[key] = forms[language]
    return Catalogue(language, sentences)


def catalogue_files() -> tuple[str, ...]:
    """Name the files of the catalogue."""
    return tuple(sorted(item.name for item in resources.files(__package__).iterdir() if item.name.endswith(".toml")))


def read_file(name: str) -> dict[str, dict[str, str]]:
    """Read one file of the catalogue: key -> language -> sentence; tables nest keys with dots."""
    return _flat(tomllib.loads(resources.files(__package__).joinpath(name).read_text("utf-8")))


def choose_language(environment: Mapping[str, str] | None = None) -> str:
    """Choose by OTE_LANG, else by the locale, else English."""
    asked = (os.environ if environment is None else environment).get("OTE_LANG", "")
    if asked[:2].lower() in LANGUAGES:
        return asked[:2].lower()
    spoken = (locale.getlocale()[0] or "").lower()
    return "fi" if spoken.startswith("fi") else "en"


def _flat(table: Mapping[str, object], prefix: str = "") -> dict[str, dict[str, str]]:
    found: dict[str, dict[str, str]] = {}
    for key, value in table.items():
        if not isinstance(value, dict):
            continue
        if all(isinstance(value.get(language), str) for language in LANGUAGES):
            found[prefix + key] = {language: str(value[language]) for language in LANGUAGES}
        else:
            found.update(_flat(value, f"{prefix}{key}."))
    return found
