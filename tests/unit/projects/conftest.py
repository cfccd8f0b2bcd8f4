"""Give unit tests of projects a store that is closed again."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.projects import group_store, new_store
from projects.store import Store


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    made = new_store(tmp_path)
    yield made
    made.close()


@pytest.fixture
def group(tmp_path: Path) -> Iterator[tuple[Store, str]]:
    made, transcript = group_store(tmp_path)
    yield made, transcript
    made.close()
