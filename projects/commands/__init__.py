"""Change a project: one frozen dataclass a verb, applied by the store in one transaction."""

from projects.commands.autocode import CodeRanges, Passage
from projects.commands.codebook import JoinCodebook, ReplaceCodebook
from projects.commands.codes import (
    AddCode,
    DescribeCode,
    MergeCodes,
    MoveCodes,
    RemoveCodes,
    RetireCodes,
    SetShortcut,
    SplitCode,
    StepCode,
)
from projects.commands.coding import Code, Coded, Resize, Uncode
from projects.commands.families import AddFamily, DescribeFamily, MoveFamily, RecolourFamily, RemoveFamily, StepFamily
from projects.commands.interchange import ImportProject, ProjectJoined
from projects.commands.memos import AttachMemo, EditMemo, RemoveMemo, WriteMemo
from projects.commands.persons import AddPerson, JoinPersons, PartLabel, RemovePerson, SetConsent, SetPerson
from projects.commands.recoding import CodeNew, DescribeCoding, MergeCodings, Recode, SplitCoding
from projects.commands.searches import RemoveSearch, SaveSearch
from projects.commands.text import CorrectText, EditText
from projects.commands.themes import (
    AddTheme,
    GatherIntoTheme,
    MoveInTheme,
    RemoveTheme,
    StepTheme,
    TakeFromTheme,
    WriteTheme,
)
from projects.commands.together import Together
from projects.commands.transcripts import ImportTranscript, RemoveTranscript, RenameTranscript
from projects.commands.turns import ChangeSpeaker, JoinTurns, SplitTurn
from projects.commands.variables import (
    AddVariable,
    Assign,
    ChangeVariable,
    FillVariables,
    MoveVariable,
    NewVariable,
    RemoveVariable,
    RenameChoice,
    SetValues,
)

__all__ = [
    "AddCode",
    "AddFamily",
    "AddPerson",
    "AddTheme",
    "AddVariable",
    "Assign",
    "AttachMemo",
    "ChangeSpeaker",
    "ChangeVariable",
    "Code",
    "CodeNew",
    "CodeRanges",
    "Coded",
    "CorrectText",
    "DescribeCode",
    "DescribeCoding",
    "DescribeFamily",
    "EditMemo",
    "EditText",
    "FillVariables",
    "GatherIntoTheme",
    "ImportProject",
    "ImportTranscript",
    "JoinCodebook",
    "JoinPersons",
    "JoinTurns",
    "MergeCodes",
    "MergeCodings",
    "MoveCodes",
    "MoveFamily",
    "MoveInTheme",
    "MoveVariable",
    "NewVariable",
    "PartLabel",
    "Passage",
    "ProjectJoined",
    "Recode",
    "RecolourFamily",
    "RemoveCodes",
    "RemoveFamily",
    "RemoveMemo",
    "RemovePerson",
    "RemoveSearch",
    "RemoveTheme",
    "RemoveTranscript",
    "RemoveVariable",
    "RenameChoice",
    "RenameTranscript",
    "ReplaceCodebook",
    "Resize",
    "RetireCodes",
    "SaveSearch",
    "SetConsent",
    "SetPerson",
    "SetShortcut",
    "SetValues",
    "SplitCode",
    "SplitCoding",
    "SplitTurn",
    "StepCode",
    "StepFamily",
    "StepTheme",
    "TakeFromTheme",
    "Together",
    "Uncode",
    "WriteMemo",
    "WriteTheme",
]
