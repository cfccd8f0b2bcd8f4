"""Keep what a person chose between runs: one table of settings, one TOML file in the user's config folder."""

from __future__ import annotations

import json
import os
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

Value = str | int | bool | tuple[str, ...]

RECENT_KEPT = 8


@dataclass(frozen=True, slots=True)
class Setting:
    """Declare one setting: its key, what it is when nobody chose, and what it may be (empty: anything)."""

    key: str
    default: Value
    allowed: tuple[Value, ...] = ()


TABLE = (
    Setting("coder", ""),
    Setting("language", "", ("", "fi", "en")),
    Setting("scheme", "system", ("system", "light", "dark", "contrast")),
    Setting("zoom", 100, (75, 80, 90, 100, 110, 125, 150, 175, 200)),
    Setting("reading_font", "serif", ("serif", "sans")),
    Setting("line_width", 68, (55, 62, 68, 75)),
    Setting("numbers", "turns", ("turns", "lines", "both", "none")),
    Setting("recent", ()),
    Setting("last_folder", ""),
    Setting("window_geometry", ""),
    Setting("coding_panels", ""),
    Setting("left_off", ()),
    Setting("name_keys", ()),
    Setting("recent_codes", ()),
    Setting("favourites", ()),
)


class Settings:
    """Read and write the settings; a value that is not allowed counts as not chosen."""

    def __init__(self, path: Path | None = None) -> None:
        """Read the file, when there is one that can be read."""
        self._path = path or config_folder() / "settings.toml"
        self._declared = {setting.key: setting for setting in TABLE}
        self._chosen = _read(self._path)

    def text(self, key: str) -> str:
        """Return a setting that is text."""
        return str(self._value(key))

    def number(self, key: str) -> int:
        """Return a setting that is a number."""
        value = self._value(key)
        return value if isinstance(value, int) else 0

    def words(self, key: str) -> tuple[str, ...]:
        """Return a setting that is a list of texts."""
        value = self._value(key)
        return value if isinstance(value, tuple) else ()

    def put(self, key: str, value: Value) -> None:
        """Choose a value and write the file; a folder that cannot be written to is no reason to stop."""
        self._chosen[self._declared[key].key] = value
        try:
            _write(self._path, self._chosen)
        except OSError:
            return

    def remember_project(self, path: Path) -> None:
        """Put a project first among the recent ones."""
        others = [one for one in self.words("recent") if one != str(path)]
        self.put("recent", tuple([str(path), *others][:RECENT_KEPT]))

    def forget_project(self, path: Path) -> None:
        """Take a project off the recent ones."""
        self.put("recent", tuple(one for one in self.words("recent") if one != str(path)))

    def _value(self, key: str) -> Value:
        declared = self._declared[key]
        value = self._chosen.get(key, declared.default)
        fits = type(value) is type(declared.default) and (not declared.allowed or value in declared.allowed)
        return value if fits else declared.default


def config_folder(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> Path:
    """Name the user's config folder of the program on this platform."""
    env = os.environ if environment is None else environment
    home = Path(env.get("HOME") or env.get("USERPROFILE") or Path.home())
    if platform == "win32":
        return Path(env.get("APPDATA") or home / "AppData" / "Roaming") / "ote"
    if platform == "darwin":
        return home / "Library" / "Application Support" / "ote"
    return Path(env.get("XDG_CONFIG_HOME") or home / ".config") / "ote"


def _read(path: Path) -> dict[str, Value]:
    try:
        table = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError):
        return {}
    known = {setting.key for setting in TABLE}
    return {key: tuple(value) if isinstance(value, list) else value for key, value in table.items() if key in known}


def _write(path: Path, values: Mapping[str, Value]) -> None:
    lines = [f"{key} = {_literal(value)}\n" for key, value in sorted(values.items())]
    path.parent.mkdir(parents=True, exist_ok=True)
    part = path.with_suffix(".part")
    part.write_text("".join(lines), "utf-8")
    part.replace(path)


def _literal(value: Value) -> str:
    # JSON's texts, numbers, truth values and lists of texts are TOML's as well, except one escape.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
