"""Give end-to-end tests a command line in a scratch folder, and a demo that is made once."""

from pathlib import Path

import pytest

from helpers.command_line import CommandLine


@pytest.fixture
def ote(tmp_path: Path) -> CommandLine:
    return CommandLine(tmp_path)


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> tuple[CommandLine, dict]:
    line = CommandLine(tmp_path_factory.mktemp("demo"))
    return line, line.json("demo", line.folder / "d", "--no-window")
