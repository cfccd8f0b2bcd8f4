"""Change a project: one frozen dataclass a verb, applied by the store in one transaction."""

from projects.commands.autocode import CodeRanges, Passage
from projects.commands.codebook import ReplaceCodebook
from projects.commands.coding import Code, Coded, Resize, Uncode
from projects.commands.persons import SetPerson
from projects.commands.text import EditText
from projects.commands.transcripts import ImportTranscript, RemoveTranscript, RenameTranscript

__all__ = [
    "Code",
    "CodeRanges",
    "Coded",
    "EditText",
    "ImportTranscript",
    "Passage",
    "RemoveTranscript",
    "RenameTranscript",
    "ReplaceCodebook",
    "Resize",
    "SetPerson",
    "Uncode",
]
