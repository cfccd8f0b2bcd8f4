"""Hold what the page of pseudonyms works with: what was found, the open key, and what its names ask for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from coder.jobs import Work
from coder.session import Session
from projects.anonymise.finding import Found
from projects.anonymise.readings import Voikko
from projects.anonymise.replacing import Replacement
from projects.anonymise.things import Thing
from projects.anonymise.words import Words
from projects.pseudonyms.acts import Ground, Known
from projects.pseudonyms.keyfile import KeyFile, default_path

Looked = tuple[tuple[Found, ...], tuple[Replacement, ...]]
_SETTING, _KEPT = "name_keys", 50
_NOTHING = Known((), frozenset(), frozenset())


class Naming:
    """Be the state behind the page; nothing here outlives the project."""

    def __init__(self, session: Session, words: Words) -> None:
        """Begin without a key and with nothing found."""
        self.session = session
        self.words = words
        self.voikko = Voikko()
        self.key: KeyFile | None = None
        self.known = _NOTHING
        self.found: tuple[Found, ...] = ()
        self.plan: tuple[Replacement, ...] = ()
        self.chosen: frozenset[tuple[str, int]] = frozenset()
        self.refused: frozenset[tuple[str, int]] = frozenset()

    @property
    def key_path(self) -> Path:
        """Return where the key lies or would lie: where it was last, else beside the project."""
        store = self.session.store
        own = f"{store.info().id} "
        told = next((one for one in self.session.settings.words(_SETTING) if one.startswith(own)), "")
        return Path(told.removeprefix(own)) if told else default_path(store.path)

    def open_key(self, path: Path, passphrase: str, *, make: bool) -> None:
        """Open or make the key; ProjectError as for `KeyFile`."""
        project = self.session.store.info().id
        if make:
            key = KeyFile.create(path, passphrase, project, projects_own=self.session.passphrase)
        else:
            key = KeyFile.open(path, passphrase, project)
        self.let_go()
        self.key = key
        self.remember_path(path)
        self.reread()

    def remember_path(self, path: Path | None) -> None:
        """Remember where this project's key lies, or that it is no more."""
        own = f"{self.session.store.info().id} "
        others = [one for one in self.session.settings.words(_SETTING) if not one.startswith(own)]
        self.session.settings.put(_SETTING, (*([f"{own}{path}"] if path else []), *others[:_KEPT]))

    def let_go(self) -> None:
        """Close the key."""
        if self.key is not None:
            self.key.close()
        self.key, self.known = None, _NOTHING

    def clear(self) -> None:
        """Forget everything of the project that closes."""
        self.let_go()
        self.found, self.plan = (), ()
        self.chosen = self.refused = frozenset()

    def reread(self) -> None:
        """Read the key anew."""
        self.known = Known.of(self.key) if self.key is not None else _NOTHING

    def look(self) -> Work:
        """Return the job that finds and plans, with everything it needs as values."""
        return _look(Ground.of(self.session.store), self.known, self.voikko, self.words)

    def ready(self) -> tuple[Replacement, ...]:
        """Return what will be replaced: what is sure and not refused, and what a person said yes to."""
        return tuple(one for one in self.plan if self.is_chosen(one))

    def is_chosen(self, one: Replacement) -> bool:
        """Tell whether a place will be replaced."""
        at = (one.text, one.start)
        return at in self.chosen or (one.sure and at not in self.refused)

    def choose(self, places: Iterable[Replacement], ticked: Iterable[Replacement]) -> None:
        """Take a person's word for these places: the ticked ones yes, the others no."""
        shown = frozenset((one.text, one.start) for one in places)
        yes = frozenset((one.text, one.start) for one in ticked)
        self.chosen = (self.chosen - shown) | yes
        self.refused = (self.refused - shown) | (shown - yes)

    def places_of(self, thing: Thing) -> tuple[Replacement, ...]:
        """Return the places that a thing asks for."""
        return tuple(one for one in self.plan if one.rule == thing.rule)

    def waiting(self) -> Counter[str]:
        """Return thing's id -> how many of its places nobody has decided about."""
        open_ = Counter(one.rule for one in self.plan if not one.sure and not self._is_decided(one))
        return Counter({one.id: open_[one.rule] for one in self.known.things if open_[one.rule]})

    def _is_decided(self, one: Replacement) -> bool:
        return (one.text, one.start) in self.chosen | self.refused

    def confirm(self, thing: Thing, old: str, new: str) -> None:
        """Say what a form becomes; an empty answer takes that back."""
        forms = dict(thing.confirmed)
        forms.pop(old, None)
        if new.strip():
            forms[old] = new.strip()
        self.put(replace(thing, confirmed=tuple(forms.items())))

    def put(self, thing: Thing) -> None:
        """Put a thing on the key's list; CommandError as for `KeyFile.put`."""
        if self.key is not None:
            self.key.put(thing)
            self.reread()


def _look(ground: Ground, known: Known, voikko: Voikko, words: Words) -> Work:
    """Find, then plan; half of the progress each."""
    total = 2 * len(ground.documents)
    found: tuple[Found, ...] = ()
    plan: tuple[Replacement, ...] = ()
    finding = ground.find(voikko, known.left)
    while True:
        try:
            yield next(finding)[0], total
        except StopIteration as end:
            found = end.value
            break
    if known.things:
        planning = ground.plan(ground.planner(known, voikko, words))
        while True:
            try:
                yield len(ground.documents) + next(planning)[0], total
            except StopIteration as end:
                plan = end.value
                break
    return found, plan
