"""Take text away for ever: rewrite text and history, and renew what else the program keeps of it."""

from projects.walls.acts import ErasePerson, EraseTranscript, Redact, WallAct, Wiped
from projects.walls.anonymise import Anonymise, Cell
from projects.walls.copies import copies, holding
from projects.walls.places import Leftover, find_words, leftovers
from projects.walls.wall import Built, build, pending, resume

__all__ = [
    "Anonymise",
    "Built",
    "Cell",
    "ErasePerson",
    "EraseTranscript",
    "Leftover",
    "Redact",
    "WallAct",
    "Wiped",
    "build",
    "copies",
    "find_words",
    "holding",
    "leftovers",
    "pending",
    "resume",
]
