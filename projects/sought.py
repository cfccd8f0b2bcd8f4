"""Look for words that were taken away, in any case of letters and any way of composing them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable


class Sought:
    """Look for words in texts, composed and without case; `whole` ones only where no letter stands beside them."""

    def __init__(self, words: Iterable[str], *, whole: bool = False) -> None:
        """Take the words; an empty one is none."""
        self.words = tuple(dict.fromkeys(folded(word) for word in words if word))
        one = "|".join(re.escape(word) for word in sorted(self.words, key=len, reverse=True))
        self._pattern = re.compile(f"(?<!\\w)(?:{one})(?!\\w)" if whole else one) if one else None

    def __bool__(self) -> bool:
        """Tell whether any word is looked for."""
        return self._pattern is not None

    def stand_in(self, value: object) -> bool:
        """Tell whether a value is a text that holds one of the words."""
        return self._pattern is not None and isinstance(value, str) and bool(self._pattern.search(folded(value)))


def folded(text: str) -> str:
    """Return a text as it is compared: composed, without case."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
