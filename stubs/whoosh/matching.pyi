from collections.abc import Iterable

class Matcher:
    def all_ids(self) -> Iterable[int]: ...
