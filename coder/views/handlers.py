"""Tie every action of the table to what it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coder.views.window import Frame

Handler = Callable[[], object]


def handlers(frame: Frame) -> Mapping[str, Handler]:
    """Return what each action of the table calls, by its key."""
    reader, session, theme = frame.coding.reader, frame.session, frame.theme
    found: dict[str, Handler] = {
        "new": frame.acts.new, "open": frame.acts.open_other, "add_files": frame.choose_files,
        "write_report": frame.write_report, "passphrase": frame.acts.passphrase, "restore": frame.acts.restore,
        "coder": frame.acts.ask_coder, "close": session.close, "quit": frame.close, "undo": frame.history.undo,
        "redo": session.redo, "find": frame.go_search, "next_hit": lambda: frame.search.step(1),
        "previous_hit": lambda: frame.search.step(-1), "code": frame.coding.acts.ask_codes,
        "repeat": frame.coding.acts.repeat, "uncode": frame.coding.acts.uncode,
        "next_coding": lambda: reader.go_to_coding(1), "previous_coding": lambda: reader.go_to_coding(-1),
        "shrink": lambda: frame.coding.acts.resize_selected(forward=False),
        "extend": lambda: frame.coding.acts.resize_selected(forward=True),
        "next_panel": frame.next_panel, "zoom_in": lambda: theme.step_zoom(1),
        "zoom_out": lambda: theme.step_zoom(-1), "zoom_reset": lambda: theme.set_zoom(100),
        "keys": frame.toggle_help, "about": frame.about,
    }
    for place in frame.places:
        found[f"place_{place}"] = partial(frame.go, place)
    for key in frame.coding.panels:
        found[f"panel_{key}"] = partial(frame.toggle_panel, key)
    for scheme in ("system", "light", "dark"):
        found[f"scheme_{scheme}"] = partial(frame.set_scheme, scheme)
    for font in ("serif", "sans"):
        found[f"font_{font}"] = partial(frame.set_font, font)
    for language in ("fi", "en"):
        found[f"language_{language}"] = partial(frame.language_wanted.emit, language)
    return found
