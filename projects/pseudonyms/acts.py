"""Do with a project and its key what a person asks: put substitutes in, take them back, say what is left, be done."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from sqlite_utils import Database

from codebooks.errors import OteError
from projects.anonymise.finding import Found, common_words, find, plan_all
from projects.anonymise.readings import PLAIN, Morphology
from projects.anonymise.replacing import Planner, Replacement
from projects.anonymise.things import KeyPlace, Thing
from projects.anonymise.words import Words
from projects.commands.pseudonyms import Pseudonymise, Replaced, Restored, RestoreNames
from projects.errors import CommandError
from projects.guard import telling
from projects.model import Document
from projects.packing import unpacked
from projects.pseudonyms import keyfile, rows
from projects.pseudonyms.elsewhere import cells
from projects.pseudonyms.keyfile import KeyFile
from projects.pseudonyms.signs import brackets
from projects.recorder import new_ids
from projects.sought import Sought
from projects.store import Store
from projects.walls.anonymise import Anonymise, Cell
from projects.walls.copies import holding
from projects.walls.places import leftovers

T = TypeVar("T")
NONE, PSEUDONYMISED, ANONYMISED = "none", "pseudonymised", "anonymised"
_HISTORY, _COPIES = "journal", "copies"


@dataclass(frozen=True, slots=True)
class Known:
    """Hold what a key knows, read once: its things, words that are left alone, and every form of every name."""

    things: tuple[Thing, ...]
    left: frozenset[str]
    originals: frozenset[str]

    @classmethod
    def of(cls, key: KeyFile) -> Known:
        """Read a key."""
        return cls(key.things(), key.left(), key.originals())

    def thing_of(self, replacement: Replacement) -> Thing:
        """Return what a replacement stands for."""
        return next(one for one in self.things if one.rule == replacement.rule)


@dataclass(frozen=True, slots=True)
class Ground:
    """Hold what looking for names needs of a project, so that it can be done beside the window."""

    documents: tuple[Document, ...]
    taken: Mapping[str, Sequence[tuple[int, int]]]
    brackets: tuple[str, str]

    @classmethod
    def of(cls, store: Store, transcripts: Iterable[str] = ()) -> Ground:
        """Read the transcripts (all when none is named)."""
        wanted = frozenset(transcripts)
        documents = tuple(one for one in store.documents() if not wanted or one.transcript.id in wanted)
        return cls(documents, rows.taken(store.database), brackets(store.database))

    def find(
        self, morphology: Morphology, left: frozenset[str] = frozenset()
    ) -> Generator[tuple[int, int], None, tuple[Found, ...]]:
        """Find candidates, one document a step."""
        return find(self.documents, self.taken, morphology, left=left)

    def planner(self, known: Known, morphology: Morphology, words: Words) -> Planner:
        """Return what plans with the names of a key."""
        return Planner(
            [one.rule for one in known.things], morphology, words, brackets=self.brackets,
            common=common_words(self.documents), left=known.left,
        )

    def plan(self, planner: Planner) -> Generator[tuple[int, int], None, tuple[Replacement, ...]]:
        """Plan what the names ask for, one document a step."""
        return plan_all(self.documents, self.taken, planner)


def pseudonymise(
    key: KeyFile, known: Known, chosen: Sequence[Replacement], do: Callable[[Pseudonymise], T]
) -> T:
    """Put substitutes in, as one step that can be undone; the key knows each place before the project changes."""
    return _with_key(key, known, chosen, lambda places: do(Pseudonymise(places)))


def anonymise(
    key: KeyFile, known: Known, chosen: Sequence[Replacement], elsewhere: Sequence[Cell], do: Callable[[Anonymise], T]
) -> T:
    """Put substitutes in for ever, and take the names out of all else, history and copies."""
    words = {*known.originals, *(one.old for one in chosen)}
    made = tuple(elsewhere)
    return _with_key(key, known, chosen, lambda places: do(Anonymise(places, tuple(sorted(words)), made)))


def names_elsewhere(store: Store, planner: Planner) -> tuple[Cell, ...]:
    """Return the texts outside the transcripts that hold names."""
    return tuple(cells(store.database, planner))


def restore(store: Store, key: KeyFile, do: Callable[[RestoreNames], T], transcripts: Iterable[str] = ()) -> T:
    """Put the names back where the key knows them, as one step; `nothing-to-restore` when there is none."""
    wanted = frozenset(transcripts)
    known = {one.id: one for one in key.places()}
    there = [one for one in rows.places(store.database) if one.id in known]
    places = tuple(
        Restored(one.id, known[one.id].new, known[one.id].old)
        for one in there if not wanted or one.transcript in wanted
    )
    if not places:
        raise CommandError("nothing-to-restore")
    return do(RestoreNames(places))


@dataclass(frozen=True, slots=True)
class Remains:
    """Say where names still stand: table (`journal` and `copies` too) -> in how many rows.

    `maybe` are those of forms that are common words as well (`Toivo`): a person must look whether it is the name.
    """

    certain: Mapping[str, int]
    maybe: Mapping[str, int]

    def __bool__(self) -> bool:
        """Tell whether anything is left."""
        return bool(self.certain or self.maybe)


def remains(store: Store, originals: Iterable[str], passphrase: str | None, morphology: Morphology) -> Remains:
    """Look through project, history and copies for every form that a key knows, as whole words in any case."""
    words = frozenset(originals)
    common = frozenset(word for word in words if _is_common(word, morphology))
    certain = _standing(store, words - common)
    wall = store.last_wall()
    ids = [one.id for one in store.transcripts()]
    copies = holding(store.path, passphrase, ids, wall.id if wall else "")
    if copies:
        certain[_COPIES] = len(copies)
    return Remains(certain, _standing(store, common))


def destroy_key(
    store: Store, key: KeyFile, passphrase: str | None, morphology: Morphology, *, common_words: bool = False
) -> Remains:
    """Destroy the key; call the project anonymised only when nothing is left of the names it knew.

    The key must be open: nobody destroys what they cannot read, such as another project's. When only words are left
    that may be common ones, `common-words-left` asks a person to look first; `common_words` says that they are.
    """
    left = remains(store, key.originals(), passphrase, morphology)
    if left.maybe and not left.certain and not common_words:
        raise CommandError("common-words-left", tables=", ".join(left.maybe))
    had_names = bool(rows.places(store.database))
    key.close()
    keyfile.destroy(key.path)
    if had_names and not left.certain:
        with telling(store.path):
            digest = store.texts_digest()
            store.database.execute("INSERT OR REPLACE INTO meta (key, value) VALUES ('anonymised', ?)", [digest])
    return left


def level(store: Store) -> str:
    """Say what may be said of a project: `none`, `pseudonymised` (a key may exist), `anonymised`."""
    if store.info().anonymised:
        return ANONYMISED
    return PSEUDONYMISED if rows.places(store.database) else NONE


def accepted(plan: Iterable[Replacement], chosen: frozenset[tuple[str, int]]) -> tuple[Replacement, ...]:
    """Return what is sure, and what a person has said yes to (transcript and start)."""
    return tuple(one for one in plan if one.sure or (one.text, one.start) in chosen)


def _with_key(
    key: KeyFile, known: Known, chosen: Sequence[Replacement], do: Callable[[tuple[Replaced, ...]], T]
) -> T:
    things = [known.thing_of(one) for one in chosen]
    ids = new_ids(len(chosen))
    places = tuple(
        Replaced(key_, one.text, one.start, one.end, one.old, one.new, thing.kind)
        for key_, one, thing in zip(ids, chosen, things, strict=True)
    )
    key.add_places([
        KeyPlace(one.id, one.transcript, thing.id, one.old, one.new) for one, thing in zip(places, things, strict=True)
    ])
    try:
        return do(places)
    except OteError:
        key.drop_places(ids)
        raise


def _is_common(word: str, morphology: Morphology) -> bool:
    return any(one.kind == PLAIN and not one.derived for one in morphology.readings(word.lower()))


def _standing(store: Store, words: frozenset[str]) -> dict[str, int]:
    """Count the rows of each table, and the steps of the history, that hold one of the words."""
    found = {one.table: one.count for one in leftovers(store.database, words, whole=True)}
    steps = _steps_with(store.database, Sought(words, whole=True)) if words else 0
    return found | ({_HISTORY: steps} if steps else {})


def _steps_with(database: Database, sought: Sought) -> int:
    """Count the steps of the history that hold one of the words."""
    found = 0
    for told, data in database.execute('SELECT "values", changes FROM journal').fetchall():
        cells_ = (cell for one in unpacked(data) for row in (one.before, one.after) if row for cell in row.values())
        found += sought.stand_in(told) or any(sought.stand_in(cell) for cell in cells_)
    return found
