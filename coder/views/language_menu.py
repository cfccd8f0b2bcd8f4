"""The menu that says in which language an interview is, and lets a person choose another."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu

from coder.i18n import Catalogue
from coder.session import Session
from projects.model import LANGUAGES


def language_of(session: Session, transcript: str) -> str:
    """Return the language of a transcript of the open project, by its id."""
    return next(one.language for one in session.store.transcripts() if one.id == transcript)


def offer_languages(menu: QMenu, current: str, choose: Callable[[str], object], say: Catalogue) -> QMenu:
    """Add a menu of the languages with the current one ticked; `choose` is told another that is picked."""
    languages = menu.addMenu(say("intake.language"))
    group = QActionGroup(languages)
    for language in LANGUAGES:
        action = languages.addAction(say(f"languages.name.{language}"))
        action.setCheckable(True)
        action.setChecked(language == current)
        action.setData(language)
        group.addAction(action)
    group.triggered.connect(lambda action: choose(action.data()))
    return languages
