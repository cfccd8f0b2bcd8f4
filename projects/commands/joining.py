"""What another project's ids have become in ours while it is brought in; its coders, codes, memos and the rest."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from codebooks.matching import matched
from projects import reading
from projects.codebook_rows import write_codebook
from projects.interchange.values import Findings
from projects.memos import stored_anchor
from projects.model import Anchor, Document, Memo, Snapshot, Theme
from projects.recorder import Row, Writer, new_id

_GUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
_DEEDS = ("journal", "coding", "memo", "written")


class Joining:
    """Hold the other project, the writer, and what every id has become, by kind.

    `documents` are the texts as they stand in ours, by our id; `fresh` names those that are new.
    """

    def __init__(self, writer: Writer, snapshot: Snapshot) -> None:
        """Start with nothing written."""
        self.writer = writer
        self.snapshot = snapshot
        self.findings = Findings()
        self.documents: dict[str, Document] = {}
        self.fresh: list[str] = []
        self.new: Counter[str] = Counter()
        self.there: Counter[str] = Counter()
        self._became: dict[str, dict[str, str]] = {}

    def became(self, kind: str) -> dict[str, str]:
        """Return what the ids of a kind have become so far."""
        return self._became.setdefault(kind, {})

    def count(self, kind: str, *, new: int, there: int) -> None:
        """Count what was written of a kind and what was here already."""
        self.new[kind] += new
        self.there[kind] += there

    def moved(self) -> Mapping[str, str]:
        """Return the ids that have become others, of every kind."""
        return {old: now for ids in self._became.values() for old, now in ids.items() if old != now}


def join_coders(joining: Joining) -> None:
    """Find or make everybody who coded; that is no step of the journal, so an undo keeps the names.

    Whoever brings the project in, and is in it by name, gets their id from it when they have done nothing here yet.
    """
    writer, became = joining.writer, joining.became("coder")
    for coder in joining.snapshot.coders:
        namesake = next(iter(writer.find("coder", name=coder.name)), None)
        if writer.get("coder", coder.id) is None and namesake and _is_idle(writer, namesake["id"]):
            writer.database.execute("UPDATE coder SET id = ? WHERE id = ?", [coder.id, namesake["id"]])
            writer.coder = coder.id
        elif writer.get("coder", coder.id) is None and namesake is None:
            writer.database.execute("INSERT INTO coder (id, name) VALUES (?, ?)", [coder.id, coder.name])
        elif writer.get("coder", coder.id) is None and namesake is not None:
            became[coder.id] = namesake["id"]
        became.setdefault(coder.id, coder.id)
    became[""] = writer.coder


def join_codebook(joining: Joining, *, by_name: bool) -> None:
    """Join the codebooks."""
    ours = reading.codebook(joining.writer.database)
    joined = matched(ours, joining.snapshot.codebook, by_name=by_name)
    if joined.codebook != ours:
        write_codebook(joining.writer, joined.codebook)
    joining.became("code").update(joined.codes)
    joining.count("codes", new=joined.added, there=len(joined.codes) - joined.added)


def join_memos(joining: Joining) -> None:
    """Take in memos that are new, hung on what their targets have become."""
    became = joining.became("memo")
    written: set[str] = set()
    for memo in joining.snapshot.memos:
        row = _memo_row(joining, memo)
        alike = {name: value for name, value in row.items() if name in _SAYS_THE_SAME}
        before = (one for one in joining.writer.find("memo", **alike) if one["id"] not in written)
        same = joining.writer.get("memo", memo.id) or next(before, None)
        became[memo.id] = same["id"] if same else joining.writer.insert("memo", row)
        written.update(() if same else (memo.id,))
        joining.count("memos", new=same is None, there=same is not None)


def join_themes(joining: Joining) -> None:
    """Take in themes that are new, behind ours; of a theme that both have ours stays."""
    places = [row["position"] for row in joining.writer.find("theme")]
    place = max(places, default=-1)
    for theme in joining.snapshot.themes:
        there = joining.writer.get("theme", theme.id) is not None
        joining.became("theme")[theme.id] = theme.id
        joining.count("themes", new=not there, there=there)
        if not there:
            place += 1
            row = {"id": theme.id, "name": theme.name, "prose": theme.prose, "position": place}
            joining.writer.insert("theme", row)
            joining.writer.insert_all("theme_member", _member_rows(joining, theme))


def join_kept(joining: Joining) -> None:
    """Keep what has no place of its own here; ids that have become others are renamed in it."""
    moved = joining.moved()
    for one in joining.snapshot.kept:
        own = joining.became(one.kind).get(one.id, one.id)
        there = joining.writer.get("kept", own)
        if there is None:
            xml = _GUID.sub(lambda found: moved.get(found[0], found[0]), one.xml)
            joining.writer.insert("kept", {"id": own, "kind": one.kind, "xml": xml})
        joining.count("kept", new=there is None, there=there is not None)


_SAYS_THE_SAME = ("title", "text", "target_table", "target", "transcript", "start", "end", "kind", "day")


def _member_rows(joining: Joining, theme: Theme) -> list[Row]:
    rows: dict[str, Row] = {}
    for place, member in enumerate(theme.members):
        target = joining.became(member.kind).get(member.target)
        if target is not None:
            own = new_id() if joining.writer.get("theme_member", member.id) else member.id
            row = {"id": own, "theme": theme.id, "kind": member.kind, "target": target, "position": place}
            rows.setdefault(target, row)
    return list(rows.values())


def _is_idle(writer: Writer, coder: str) -> bool:
    """Tell whether a coder is who acts and has never done anything before."""
    return coder == writer.coder and not any(
        writer.select(f'SELECT 1 FROM "{table}" WHERE coder = ? LIMIT 1', coder)  # noqa: S608 - names are ours
        for table in _DEEDS
    )


def _memo_row(joining: Joining, memo: Memo) -> Row:
    time = memo.time or joining.writer.time
    return {
        "id": memo.id,
        **stored_anchor(_anchor(joining, memo.anchor)),
        "title": memo.title,
        "text": memo.text,
        "coder": joining.became("coder").get(memo.coder, joining.writer.coder),
        "time": time,
        "kind": memo.kind,
        "changed": memo.changed or time,
        "day": memo.day,
    }


def _anchor(joining: Joining, anchor: Anchor) -> Anchor:
    if anchor.kind in ("free", "project"):
        return anchor
    kind = "transcript" if anchor.kind == "place" else anchor.kind
    own = joining.became(kind).get(anchor.id)
    if own is None or joining.writer.get(kind, own) is None:
        return Anchor()
    return replace(anchor, id=own)
