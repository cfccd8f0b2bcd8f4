"""Read the sentences that reports and figures are made of, in Finnish and English."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from types import MappingProxyType

LANGUAGES = ("fi", "en")
_REPORT = "words.toml"


@cache
def words(language: str, file: str = _REPORT) -> Mapping[str, str]:
    """Return the sentences of a language in one of our files; English for a language we do not have."""
    return MappingProxyType({key: value for key, value in _table(language, file).items() if isinstance(value, str)})


def number(language: str, value: int) -> str:
    """Write a whole number with the language's thousands mark."""
    return f"{value:,}".replace(",", str(_table(language)["thousands"]))


def plural(language: str, key: str, value: int, file: str = _REPORT) -> str:
    """Write a number with its noun, such as *1 ote* or *33 otetta*."""
    forms = _table(language, file)[key]
    if isinstance(forms, str):
        raise KeyError(key)
    return forms["one" if value == 1 else "many"].format(n=number(language, value))


@cache
def _table(language: str, file: str = _REPORT) -> Mapping[str, str | dict[str, str]]:
    with (Path(__file__).parent / file).open("rb") as stream:
        table: dict[str, Mapping[str, str | dict[str, str]]] = tomllib.load(stream)
    return table.get(language, table["en"])
