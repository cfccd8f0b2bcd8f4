"""Run a job to its end at once, as the command line and tests do."""

from __future__ import annotations

from collections.abc import Generator
from typing import TypeVar

Answer = TypeVar("Answer")


def drained(job: Generator[object, None, Answer]) -> Answer:
    """Drive a job that yields its progress to the end and return its answer."""
    while True:
        try:
            next(job)
        except StopIteration as end:
            answer: Answer = end.value
            return answer
