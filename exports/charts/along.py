"""Draw codes along the transcripts: a strip a transcript from its first word to its last, a lane a family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from exports.charts.parts import GAP, LEADING, NAME, SMALL, WIDTH, colour_of, excerpts_words, listed, sentences
from exports.figures import AXIS, QUIET, Figure, Line, Rect, Shape, Target, Text
from exports.setting import fitted, short_names, text_width
from projects.analysis.coded import Coded
from projects.analysis.crossing import codes_of
from projects.model import Excerpt, Transcript

_LANE = 9.0
_FEW_CODES = 6
_JOINED = 0.8
_THINNEST = 1.4
_BETWEEN = 14.0


@dataclass(frozen=True, slots=True)
class _Lane:
    """Hold a lane: its short and whole name, its colour, and the codes that stand in it."""

    short: str
    name: str
    colour: str
    codes: frozenset[str]


@dataclass(slots=True)
class _Stretch:
    """Hold excerpts that stand so near each other that they are drawn as one."""

    start: float
    end: float
    refs: list[str]


@dataclass(frozen=True, slots=True)
class _Strip:
    """Hold a transcript's excerpts with their codes, and how they become places between left and right."""

    transcript: Transcript
    excerpts: Sequence[tuple[Excerpt, frozenset[str]]]
    length: int
    left: float
    right: float

    def stretches(self, lane: _Lane) -> list[_Stretch]:
        """Return the places of a lane's excerpts from the left edge, those that nearly meet as one."""
        room = self.right - self.left
        found: list[_Stretch] = []
        for one, codes in self.excerpts:
            if lane.codes.isdisjoint(codes):
                continue
            start = min(one.start / max(self.length, 1) * room, room - _THINNEST)
            end = min(max(one.end / max(self.length, 1) * room, start + _THINNEST), room)
            if found and start - found[-1].end < _JOINED:
                found[-1].end = max(found[-1].end, end)
                found[-1].refs.append(one.id)
            else:
                found.append(_Stretch(start, end, [one.id]))
        return found

    def words(self, lanes: Sequence[_Lane]) -> str:
        """Tell how many excerpts each lane has."""
        counts = [(lane.name, sum(not lane.codes.isdisjoint(codes) for _, codes in self.excerpts)) for lane in lanes]
        return f"{self.transcript.short}: " + (", ".join(f"{name} {n}" for name, n in counts if n) or "0")


def along_figure(coded: Coded, language: str, *, width: float = WIDTH, most: int = 0) -> Figure | None:
    """Draw the transcripts in their order, at most so many (0 = all); None when nothing is coded.

    With few codes each has a lane of its own, else each family.
    """
    lanes, say = _lanes(coded, language), sentences(language)
    if not lanes:
        return None
    left = max(text_width(lane.short, SMALL) for lane in lanes) + GAP
    shown = coded.transcripts[:most] if most else coded.transcripts
    shapes: list[Shape] = list(_key(lanes, language, width))
    y = max(shape.y for shape in shapes if isinstance(shape, Text)) + GAP
    targets: list[Target] = []
    said: list[str] = []
    for transcript, excerpts in _by_transcript(coded, shown):
        strip = _Strip(transcript, excerpts, coded.lengths[transcript.id], left, width)
        shapes.append(Text(left, y + NAME, fitted(transcript.title, NAME, width - left, bold=True), NAME, bold=True))
        y += LEADING + 1
        for lane in lanes:
            shapes += _lane_ground(lane, y, left, width)
            for drawn, target in _marks(strip, lane, y, language):
                shapes.append(drawn)
                targets.append(target)
            y += _LANE
        said.append(strip.words(lanes))
        y += _BETWEEN - LEADING
    if len(coded.transcripts) > len(shown):
        left_out = len(coded.transcripts) - len(shown)
        shapes.append(Text(0, y + SMALL, say["more_transcripts"].format(n=left_out), SMALL, colour=QUIET))
        y += LEADING
    return Figure(
        width, y + 2, tuple(shapes), say["along_alt"].format(strips=listed(said)), say["along"], tuple(targets)
    )


def _by_transcript(
    coded: Coded, shown: Sequence[Transcript]
) -> Iterator[tuple[Transcript, list[tuple[Excerpt, frozenset[str]]]]]:
    """Go through the transcripts with their excerpts, each with its codes."""
    codes = codes_of(coded)
    excerpts: dict[str, list[tuple[Excerpt, frozenset[str]]]] = {}
    for one in coded.excerpts:
        excerpts.setdefault(one.transcript, []).append((one, frozenset(codes.get(one.id, ()))))
    return ((one, excerpts.get(one.id, [])) for one in shown)


def _lanes(coded: Coded, language: str) -> list[_Lane]:
    used = {coding.code for coding in coded.codings}
    codes = [code for code in coded.codebook if code.id in used]
    if len(codes) <= _FEW_CODES:
        groups = [(code.name(language), colour_of(code, coded.codebook), frozenset((code.id,))) for code in codes]
    else:
        families = [*coded.codebook.families, None]
        groups = []
        for family in families:
            own = [code for code in codes if coded.codebook.family_of(code) == family]
            if own:
                name = family.name(language) if family else sentences(language)["no_family"]
                groups.append((name, colour_of(own[0], coded.codebook), frozenset(code.id for code in own)))
    shorts = short_names(name for name, _, _ in groups)
    return [_Lane(short, *group) for short, group in zip(shorts, groups, strict=True)]


def _key(lanes: list[_Lane], language: str, width: float) -> Iterator[Shape]:
    """Say above the strips what each lane is, and which way the strips run."""
    x, y = 0.0, SMALL + 1
    for lane in lanes:
        words = lane.name if lane.name == lane.short else f"{lane.short} = {lane.name}"
        needed = text_width(words, SMALL) + 12
        if x and x + needed > width:
            x, y = 0.0, y + LEADING
        yield Rect(x, y - SMALL + 1, 6, 6, lane.colour, lane.colour)
        yield Text(x + 9, y, fitted(words, SMALL, width - 9), SMALL)
        x += needed + GAP
    yield Text(0, y + LEADING, sentences(language)["along_note"], SMALL, colour=QUIET)


def _lane_ground(lane: _Lane, y: float, left: float, width: float) -> Iterator[Shape]:
    yield Text(left - GAP / 2, y + _LANE / 2 + SMALL * 0.36, lane.short, SMALL, "end", colour=QUIET)
    yield Line(left, y + _LANE / 2, width, y + _LANE / 2, 0.5, AXIS)


def _marks(strip: _Strip, lane: _Lane, y: float, language: str) -> Iterator[tuple[Rect, Target]]:
    say, short = sentences(language), strip.transcript.short
    for one in strip.stretches(lane):
        x, wide = strip.left + one.start, one.end - one.start
        excerpts = excerpts_words(language, len(one.refs))
        words = say["in_interview"].format(name=lane.name, interview=short, excerpts=excerpts)
        drawn = Rect(x, y + 1.5, wide, _LANE - 3, lane.colour, lane.colour)
        yield drawn, Target(x, y, wide, _LANE, tuple(one.refs), words)
