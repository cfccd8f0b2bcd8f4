"""Where one left off is kept a line a project, and lines of other programs are passed over."""

from coder.models.left_off import KEPT, LeftOff, recall, remember


def test_each_project_has_one_line_and_the_newest_is_first():
    one, two = LeftOff("p1", "t1", 40, "t2", 7, "coding", "text"), LeftOff("p2", "ä")
    lines = remember(remember((), one), two)
    assert recall(lines, "p1") == one
    assert recall(lines, "p2") == two
    later = LeftOff("p1", "t1", 99)
    lines = remember(lines, later)
    assert len(lines) == 2
    assert recall(lines, "p1") == later


def test_the_oldest_goes_when_there_are_too_many():
    lines: tuple[str, ...] = ()
    for number in range(KEPT + 3):
        lines = remember(lines, LeftOff(f"p{number}", "t"))
    assert len(lines) == KEPT
    assert recall(lines, "p0") == LeftOff("p0")


def test_what_cannot_be_read_is_the_beginning():
    lines = ("{", "[]", '{"project": "p1"}', '{"project": "p1", "transcript": 3}')
    assert recall(lines, "p1") == LeftOff("p1")
