"""Write days as the language of a report does."""

from __future__ import annotations

from datetime import date

from exports.words import words


def printed_date(moment: str, language: str) -> str:
    """Return the day of an ISO date or moment, such as 5.11.2020 or 5 November 2020; "" when there is none."""
    if not moment:
        return ""
    day = date.fromisoformat(moment[:10])
    if language == "fi":
        return f"{day.day}.{day.month}.{day.year}"
    return f"{day.day} {words(language)['months'].split()[day.month - 1]} {day.year}"
