"""Turn what is asked for on the codebook page into commands: ask what is to be asked, then do it in one step."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QDialog, QWidget

from codebooks.edit import NEXT_COLOUR
from codebooks.model import Code, Codebook, Family, new_id
from coder.i18n import Catalogue
from coder.models.excerpt_rows import coding_rows
from coder.session import Session
from coder.theme import Theme
from coder.views.code_chooser import Choice, CodeChooser
from coder.views.code_outline import ABOVE, INTO, Drop
from coder.views.code_split import CodeSplit
from coder.views.forms import Question, ask_question
from projects import commands

Things = Sequence[Code | Family]


class CodebookActs(QObject):
    """Hold the acts by the names that tree and editor use; `made` tells of a new code or family, to be named."""

    made = Signal(str)
    rename_wanted = Signal()
    excerpts_wanted = Signal(str)
    chosen_wanted = Signal(tuple)

    def __init__(
        self, session: Session, theme: Theme, say: Catalogue, window: QWidget, chosen: Callable[[], Things]
    ) -> None:
        """Keep what the acts need; `chosen` tells what is chosen in the tree."""
        super().__init__(window)
        self._session = session
        self._theme = theme
        self._say = say
        self._window = window
        self._chosen = chosen
        self._acts: Mapping[str, Callable[[], object]] = {
            "rename": self.rename_wanted.emit, "add": self.add, "add_below": partial(self.add, below=True),
            "add_family": self.add_family, "retire": self.retire, "remove": self.remove, "move": self.move,
            "merge": self.merge, "split": self.split, "excerpts": self._excerpts,
            "up": partial(self.step, "up", -1), "down": partial(self.step, "down", 1),
            "in": partial(self.step, "in", 0), "out": partial(self.step, "out", 0),
        }

    def do(self, act: str) -> None:
        """Do what was asked for, with what is chosen."""
        self._acts[act]()

    # Adding

    def add(self, *, below: bool = False) -> None:
        """Add a code beside the one in hand (or under it), at the end of the family in hand, or outside all."""
        thing = next(iter(self._chosen()), None)
        parent = family = None
        if isinstance(thing, Code):
            parent, family = (thing.id if below else thing.parent), thing.family
        elif isinstance(thing, Family):
            family = thing.id
        code = Code(new_id(), "", self._say("codebook.new_code"), parent=parent, family=family)
        if self._session.do(commands.AddCode(code)) is not None:
            self.made.emit(code.id)

    def add_family(self) -> None:
        """Add a family at the end."""
        family = Family(new_id(), "", self._say("codebook.new_family"), "", NEXT_COLOUR)
        if self._session.do(commands.AddFamily(family)) is not None:
            self.made.emit(family.id)

    # Changing

    def describe(self, thing: str, fields: Mapping[str, str]) -> None:
        """Write texts of a code or family."""
        if thing in self._codebook():
            self._session.do(commands.DescribeCode(thing, dict(fields)))
        else:
            self._session.do(commands.DescribeFamily(thing, dict(fields)))

    def give_synonyms(self, code: str, synonyms: tuple[str, ...]) -> None:
        """Write a code's synonyms."""
        self._session.do(commands.DescribeCode(code, {}, synonyms))

    def set_shortcut(self, code: str, digit: str) -> None:
        """Let a digit stand for a code; one that another code has is refused and told."""
        self._session.do(commands.SetShortcut(code, digit))

    def recolour(self, family: str, slot: int) -> None:
        """Give a family another colour."""
        self._session.do(commands.RecolourFamily(family, slot))

    def retire(self) -> None:
        """Take the chosen codes out of use, or bring them back when all of them are out."""
        codes = self._codes()
        if codes:
            ids = tuple(code.id for code in codes)
            self._session.do(commands.RetireCodes(ids, retired=not all(code.retired for code in codes)))

    # Moving

    def step(self, way: str, by: int) -> None:
        """Move the thing in hand one step; a family goes only up and down."""
        thing = next(iter(self._chosen()), None)
        if isinstance(thing, Code):
            self._session.do(commands.StepCode(thing.id, way))
        elif isinstance(thing, Family) and by:
            self._session.do(commands.StepFamily(thing.id, by))

    def drop(self, drop: Drop) -> None:
        """Put dragged codes where they were dropped."""
        onto = drop.onto
        if not isinstance(onto, Code):
            command = commands.MoveCodes(drop.codes, family=onto.id if onto else None)
        elif drop.where == INTO:
            command = commands.MoveCodes(drop.codes, parent=onto.id)
        else:
            before = onto.id if drop.where == ABOVE else self._behind(onto, drop.codes)
            command = commands.MoveCodes(drop.codes, onto.parent, onto.family, before)
        self._session.do(command)

    def _behind(self, onto: Code, moving: Sequence[str]) -> str | None:
        """Return the sibling behind a code that does not move itself, or None at the end."""
        codes = [one for one in self._codebook() if one.parent == onto.parent and one.family == onto.family]
        behind = codes[[one.id for one in codes].index(onto.id) + 1 :]
        return next((one.id for one in behind if one.id not in moving), None)

    def move(self) -> QDialog | None:
        """Ask where the chosen codes are to go."""
        codes, book = self._codes(), self._codebook()
        if not codes:
            return None
        inside = {sub.id for code in codes for sub in (code, *book.descendants(code.id))}
        key = "codebook.move.title_one" if len(codes) == 1 else "codebook.move.title_many"
        title = self._say(key, n=len(codes), name=self._name(codes[0]))
        choice = Choice(
            title, self._say("codebook.move.words"), lambda name: self._say("codebook.move.do", name=name),
            frozenset(inside), families=True,
        )
        ids = tuple(code.id for code in codes)
        return self._choose(choice, book, partial(self._move_to, ids))

    def _move_to(self, codes: tuple[str, ...], target: Code | Family | None) -> None:
        parent = target.id if isinstance(target, Code) else None
        family = target.id if isinstance(target, Family) else None
        self._session.do(commands.MoveCodes(codes, parent, family))

    # Merging, splitting, removing

    def merge(self) -> QDialog | None:
        """Ask which code the chosen ones are to be merged into."""
        codes, book = self._codes(), self._codebook()
        if not codes:
            return None
        ids = tuple(code.id for code in codes)
        count = self._count(codes)
        choice = Choice(
            self._say("codebook.merge.title"),
            self._say("codebook.merge.words", n=count),
            lambda name: self._say("codebook.merge.do", name=name),
            frozenset(ids),
        )
        return self._choose(choice, book, partial(self._merge_into, ids))

    def _merge_into(self, codes: tuple[str, ...], target: Code | Family | None) -> None:
        if isinstance(target, Code) and self._session.do(commands.MergeCodes(codes, target.id)) is not None:
            self.chosen_wanted.emit((target.id,))

    def split(self) -> QDialog | None:
        """Ask for the new code's name and its codings."""
        codes = self._codes()
        if len(codes) != 1 or not self._count(codes):
            return None
        code, store = codes[0], self._session.store
        own = [coding for coding in store.codings() if coding.code == code.id]
        rows = coding_rows(own, store.excerpts(), self._session.document, self._say)
        act = partial(self._split_off, code.id)
        dialog = CodeSplit(code, rows, act, theme=self._theme, say=self._say, parent=self._window)
        dialog.open()
        return dialog

    def _split_off(self, code: str, name: str, codings: tuple[str, ...]) -> None:
        fresh = Code(new_id(), "", name)
        self._session.do_or_raise(commands.SplitCode(code, fresh, codings))
        self.chosen_wanted.emit((fresh.id,))

    def remove(self) -> QDialog | None:
        """Remove the chosen codes with their codings, or the chosen family; ask when something hangs on them."""
        things = self._chosen()
        codes = self._codes()
        if codes:
            return self._remove_codes(codes)
        family = next((one for one in things if isinstance(one, Family)), None)
        if family is None:
            return None
        inside = [code for code in self._codebook() if code.family == family.id]
        name = family.name(self._say.language)
        words = Question(
            self._say("codebook.remove_family.title", name=name),
            self._say("codebook.remove_family.words", n=len(inside)),
            self._say("codebook.remove_family.do"),
        )
        return self._ask(words, commands.RemoveFamily(family.id), needed=bool(inside))

    def _remove_codes(self, codes: Sequence[Code]) -> QDialog | None:
        count = self._count(codes)
        ids = tuple(code.id for code in codes)
        book = self._codebook()
        lifted = sum(1 for one in book if one.parent in ids and one.id not in ids)
        values = {"n": len(codes), "name": self._name(codes[0]), "count": count, "lifted": lifted}
        one = "one" if len(codes) == 1 else "many"
        key = "codebook.remove.lifted" if lifted else "codebook.remove.words"
        words = Question(
            self._say(f"codebook.remove.title_{one}", **values), self._say(key, **values),
            self._say(f"codebook.remove.do_{one}" if count else f"codebook.remove.do_bare_{one}", **values),
        )
        return self._ask(words, commands.RemoveCodes(ids), needed=bool(count or lifted or len(codes) > 1))

    def _ask(self, words: Question, command: object, *, needed: bool) -> QDialog | None:
        """Ask when something would go along; an unused code goes at once, since undo brings it back."""
        act = partial(self._session.do, command)
        if needed:
            return ask_question(self._window, words, act, self._say)
        act()
        return None

    # Small helps

    def _excerpts(self) -> None:
        codes = self._codes()
        if codes:
            self.excerpts_wanted.emit(codes[0].id)

    def _choose(
        self, choice: Choice, book: Codebook, act: Callable[[Code | Family | None], object]
    ) -> CodeChooser:
        dialog = CodeChooser(choice, book, act, theme=self._theme, say=self._say, parent=self._window)
        dialog.open()
        return dialog

    def _codebook(self) -> Codebook:
        return self._session.store.codebook()

    def _codes(self) -> list[Code]:
        return [one for one in self._chosen() if isinstance(one, Code)]

    def _count(self, codes: Sequence[Code]) -> int:
        counts = self._session.store.code_counts()
        return sum(counts.get(code.id, 0) for code in codes)

    def _name(self, code: Code) -> str:
        return code.name(self._say.language)
