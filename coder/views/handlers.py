"""Tie every action of the table to what it calls: the window's own acts here, a page's where the page tells them."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from coder.theme import Theme
from coder.views.frame_acts import FrameActs
from coder.views.history import History
from coder.views.pages import Handler
from coder.views.project_acts import ProjectActs
from coder.views.reader_values import WIDTHS
from coder.views.workplaces import Workplaces


def handlers(
    acts: FrameActs, projects: ProjectActs, history: History, theme: Theme, places: Workplaces
) -> Mapping[str, Handler]:
    """Return what each action of the table calls, by its key."""
    session = acts.session
    found: dict[str, Handler] = {
        "new": projects.new, "open": projects.open_other, "passphrase": projects.passphrase,
        "restore": projects.restore, "coder": projects.ask_coder, "close": session.close, "quit": acts.quit,
        "undo": history.undo, "redo": session.redo, "add_files": acts.choose_files, "write_report": acts.write_report,
        "find": acts.go_search, "next_panel": acts.next_panel, "next_page": partial(acts.step_page, 1),
        "previous_page": partial(acts.step_page, -1), "zoom_in": partial(theme.step_zoom, 1),
        "zoom_out": partial(theme.step_zoom, -1), "zoom_reset": partial(theme.set_zoom, 100),
        "keys": acts.toggle_help, "about": acts.about,
    }
    for place in places.places:
        found[f"place_{place}"] = partial(acts.go, place)
    for key in acts.coding.panels:
        found[f"panel_{key}"] = partial(acts.toggle_panel, key)
    for scheme in ("system", "light", "dark", "contrast"):
        found[f"scheme_{scheme}"] = partial(acts.set_scheme, scheme)
    for font in ("serif", "sans"):
        found[f"font_{font}"] = partial(acts.set_font, font)
    for width in WIDTHS:
        found[f"width_{width}"] = partial(acts.set_line_width, width)
    for which in ("turns", "lines", "both", "none"):
        found[f"numbers_{which}"] = partial(acts.set_numbers, which)
    for language in ("fi", "en"):
        found[f"language_{language}"] = partial(acts.language_wanted.emit, language)
    found.update(places.later_handlers())
    for page in places.pages():
        found.update(page.handlers())
    return found
