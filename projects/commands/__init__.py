"""Change a project: one frozen dataclass a verb, applied by the store in one transaction."""

from projects.commands.autocode import CodeRanges, Passage
from projects.commands.codebook import ReplaceCodebook
from projects.commands.coding import Code, Coded, Resize, Uncode
from projects.commands.memos import AttachMemo, EditMemo, RemoveMemo, WriteMemo
from projects.commands.persons import AddPerson, JoinPersons, PartLabel, RemovePerson, SetConsent, SetPerson
from projects.commands.text import EditText
from projects.commands.transcripts import ImportTranscript, RemoveTranscript, RenameTranscript
from projects.commands.variables import (
    AddVariable,
    Assign,
    ChangeVariable,
    MoveVariable,
    RemoveVariable,
    RenameChoice,
    SetValues,
)

__all__ = [
    "AddPerson",
    "AddVariable",
    "Assign",
    "AttachMemo",
    "ChangeVariable",
    "Code",
    "CodeRanges",
    "Coded",
    "EditMemo",
    "EditText",
    "ImportTranscript",
    "JoinPersons",
    "MoveVariable",
    "PartLabel",
    "Passage",
    "RemoveMemo",
    "RemovePerson",
    "RemoveTranscript",
    "RemoveVariable",
    "RenameChoice",
    "RenameTranscript",
    "ReplaceCodebook",
    "Resize",
    "SetConsent",
    "SetPerson",
    "SetValues",
    "Uncode",
    "WriteMemo",
]
