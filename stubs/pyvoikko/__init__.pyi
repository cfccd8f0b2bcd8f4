from typing import NamedTuple

class VoikkoAnalysis(NamedTuple):
    FORM: str
    BASEFORM: str
    CLASS: str
    FSTOUTPUT: str
    INFO_FLAGS: list[str]
    MOOD: str | None = None
    SIJAMUOTO: str | None = None
    NUMBER: str | None = None
    POSSESSIVE: str | None = None
    PARTICIPLE: str | None = None
    COMPOUND_PARTS: list[VoikkoAnalysis] | None = None

class FST:
    def to_att_code(self) -> str: ...

VOIKKO_FST: FST

def analyse(word: str) -> list[VoikkoAnalysis]: ...
