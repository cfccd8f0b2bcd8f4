"""Hold the program's one stylesheet; measures are given for 100 % and scaled."""

from __future__ import annotations

import re
from dataclasses import asdict
from string import Template
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from coder.theme import Tokens

_RULES = Template("""
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: 6u 8u; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $accent; }

QPushButton, QToolButton {
    background: $card; color: $text; border: 1px solid $line; border-radius: 6u;
    min-height: 18u; padding: 4u 11u; font-size: 13u;
}
QPushButton:hover, QToolButton:hover { background: $shade; }
QPushButton:pressed, QToolButton:pressed { background: $selection; }
QPushButton:focus, QToolButton:focus { border: 2px solid $accent; padding: 3u 10u; }
QPushButton:disabled, QToolButton:disabled { color: $text3; background: transparent; }
QPushButton:checked { background: $selection; border: 1px solid $accent; color: $accent; }
QPushButton[kind="accent"] { background: $accent; color: $on_accent; border: 1px solid $accent; font-weight: bold; }
QPushButton[kind="accent"]:hover { background: $accent; border: 1px solid $text; }
QPushButton[kind="accent"]:focus { border: 2px solid $text; }
QPushButton[kind="accent"]:disabled { background: $line; border-color: $line; color: $text3; }
QPushButton[kind="quiet"], QToolButton[kind="quiet"] { background: transparent; border: 1px solid transparent; }
QPushButton[kind="quiet"]:hover, QToolButton[kind="quiet"]:hover { background: $shade; }
QPushButton[kind="quiet"]:focus, QToolButton[kind="quiet"]:focus { border: 2px solid $accent; }
QPushButton[kind="link"] { background: transparent; border: 1px solid transparent; color: $accent; padding: 4u 4u; }
QPushButton[kind="link"]:hover { text-decoration: underline; }
QPushButton[kind="link"]:focus { border: 2px solid $accent; padding: 3u 3u; }
QToolButton[kind="icon"] { color: $text3; font-size: 12u; background: transparent;
    border: 1px solid transparent; padding: 2u; min-height: 20u; min-width: 20u; }
QToolButton[kind="icon"]:hover { background: $shade; }
QToolButton[kind="icon"]:focus { border: 2px solid $accent; padding: 1u; }
QToolButton::menu-indicator { image: none; }

QLineEdit, QComboBox {
    background: $card; color: $text; border: 1px solid $line; border-radius: 6u;
    min-height: 20u; padding: 5u 10u; selection-background-color: $selection; selection-color: $text; font-size: 13u;
}
QSpinBox { min-height: 28u; font-size: 13u; }
QLineEdit:focus, QComboBox:focus { border: 2px solid $accent; padding: 4u 9u; }
QLineEdit:disabled, QComboBox:disabled { color: $text3; background: $panel; }
QLineEdit[kind="large"] { font-size: 17u; min-height: 32u; padding: 5u 14u; }
QLineEdit[kind="large"]:focus { padding: 4u 13u; }
QComboBox::drop-down { border: none; width: 24u; }
QComboBox QAbstractItemView { background: $card; color: $text; border: 1px solid $line; outline: none;
    selection-background-color: $selection; selection-color: $text; padding: 4u; }

QPlainTextEdit[kind="memo"] { background: $card; color: $text; border: 1px solid $line; border-radius: 6u;
    padding: 6u; font-size: 14u; selection-background-color: $selection; selection-color: $text; }
QPlainTextEdit[kind="memo"]:focus { border: 2px solid $accent; padding: 5u; }
QPlainTextEdit[kind="memo"]:disabled { background: $panel; }
QPlainTextEdit[kind="report"] { background: $card; border: 1px solid $line; border-radius: 6u; padding: 8u; }
QPlainTextEdit[kind="report"]:focus { border: 2px solid $accent; }

QPlainTextEdit[kind="field"] { background: $card; color: $text; border: 1px solid $line; border-radius: 6u;
    padding: 3u 6u; selection-background-color: $selection; selection-color: $text; font-size: 13u; }
QPlainTextEdit[kind="field"]:focus { border: 2px solid $accent; padding: 2u 5u; }

QTextEdit[kind="published"] { background: $card; color: $text; border: 1px solid $line; border-radius: 6u;
    selection-background-color: $selection; selection-color: $text; }
QTextEdit[kind="published"]:focus { border: 2px solid $accent; }
QFrame[surface="printed"] { background: transparent; border: none; border-left: 2px solid $line; }

QTextEdit[kind="preview"] { background: $background; border: 2px solid transparent; }
QTextEdit[kind="preview"]:focus { border: 2px solid $accent; }

QAbstractItemView[kind="rows"] { background: transparent; border: none; outline: none; }
QTableView[kind="grid"] { background: transparent; border: none; outline: none; gridline-color: $line; }
QTableView[kind="grid"] QHeaderView { background: transparent; }
QTableView[kind="grid"] QHeaderView::section { background: transparent; color: $text2; border: none;
    border-bottom: 1px solid $line; padding: 4u 8u; font-size: 11u; font-weight: bold; min-height: 20u; }
QTableView[kind="grid"] QTableCornerButton::section { background: transparent; border: none;
    border-bottom: 1px solid $line; }
QAbstractScrollArea::corner { background: transparent; border: none; }
QLineEdit[kind="cell"], QComboBox[kind="cell"] { border: 2px solid $accent; border-radius: 0; padding: 0 6u;
    min-height: 0; }
QScrollArea { background: transparent; border: none; }
QScrollArea > QWidget > QWidget[kind="page"] { background: transparent; }

QMenuBar { background: transparent; color: $text2; font-size: 13u; spacing: 0; }
QMenuBar::item { padding: 4u 8u; border-radius: 4u; background: transparent; }
QMenuBar::item:selected { background: $shade; color: $text; }
QMenu { background: $card; color: $text; border: 1px solid $line; padding: 4u; font-size: 13u; }
QMenu::item { padding: 5u 28u 5u 24u; border-radius: 4u; min-height: 18u; }
QMenu::item:selected { background: $selection; color: $text; }
QMenu::item:disabled { color: $text3; }
QMenu::separator { height: 1px; background: $line; margin: 4u 8u; }
QMenu::indicator { width: 12u; height: 12u; left: 6u; }

QFrame[surface="panel"] { background: $panel; border: none; }
QFrame[surface="side"] { background: $panel; border: none; border-left: 1px solid $line; }
QFrame[surface="below"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[surface="page"] { background: $background; border: none; }
QFrame[surface="top"] { background: $panel; border: none; border-bottom: 1px solid $line; }
QFrame[surface="rail"] { background: $panel; border: none; border-right: 1px solid $line; }
QFrame[surface="status"] { background: $panel; border: none; border-top: 1px solid $line; }
QFrame[surface="card"] { background: $card; border: 1px solid $line; border-radius: 6u; }
QFrame[surface="bar"] { background: $card; border: 1px solid $line; border-left: 3px solid $accent; border-radius: 0; }
QFrame[surface="bar"][mood="error"] { border-left: 3px solid $error; }
QFrame[surface="bar"][mood="warning"] { border-left: 3px solid $warning; }
QFrame[surface="bar"][mood="ok"] { border-left: 3px solid $ok; }
QFrame[surface="line"] { background: $line; border: none; }
QFrame[surface="said"] { background: transparent; border: none; border-left: 3px solid $accent; border-radius: 0; }

QLabel { background: transparent; }
QLabel[tone="title"] { font-size: 17u; font-weight: bold; color: $text; }
QLabel[tone="hero"] { font-size: 26u; font-weight: bold; color: $text; }
QLabel[tone="name"] { font-size: 13u; font-weight: bold; color: $text; }
QLabel[tone="head"] { font-size: 11u; font-weight: bold; color: $text2; }
QLabel[tone="quiet"] { color: $text2; }
QLabel[tone="small"] { color: $text2; font-size: 12u; }
QLabel[tone="faint"] { color: $text3; font-size: 12u; }
QLabel[tone="key"] { color: $text2; font-size: 11u; background: $card;
    border: 1px solid $line; border-radius: 4u; padding: 1u 5u; }
QLabel[tone="error"] { color: $error; }
QLabel[tone="warning"] { color: $warning; }
QLabel[tone="ok"] { color: $ok; }

QCheckBox, QRadioButton { spacing: 8u; min-height: 28u; background: transparent; }
QCheckBox:focus, QRadioButton:focus { border: 2px solid $accent; border-radius: 4u; }

QTabBar { background: $background; font-size: 13u; border: none; }
QMainWindow > QTabBar { background: $panel; }
QTabBar::tab { background: transparent; color: $text2; border: 2px solid transparent;
    border-bottom: 3px solid transparent; min-height: 24u; padding: 4u 10u; margin: 4u 0 0 4u; }
QTabBar::tab:selected { color: $text; border-bottom: 3px solid $accent; }
QTabBar::scroller { width: 56u; }
QTabBar QToolButton { min-width: 24u; border-radius: 0; padding: 0; }
QMainWindow > QTabBar::tab { padding: 4u 5u; margin: 4u 0 0 0; }
QTabBar::tab:hover { background: $shade; }
QTabBar::tab:selected:focus { border: 2px solid $accent; border-bottom: 3px solid $accent; border-radius: 4u; }

QProgressBar { background: $line; border: none; max-height: 3u; min-height: 3u; }
QProgressBar::chunk { background: $accent; }

QScrollBar:vertical { background: transparent; width: 12u; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 12u; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3u; margin: 3u; }
QScrollBar::handle:hover { background: $text3; }
QScrollBar::handle:vertical { min-height: 32u; }
QScrollBar::handle:horizontal { min-width: 32u; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
""")


def stylesheet(tokens: Tokens, scale: float) -> str:
    """Fill the rules with colours and scaled measures; `u` is a pixel at 100 %."""
    filled = _RULES.substitute(asdict(tokens))
    return re.sub(r"\b(\d+)u\b", lambda found: f"{round(int(found[1]) * scale)}px", filled)
