"""The settings: what is chosen comes back, what is not allowed counts as not chosen."""

from __future__ import annotations

from pathlib import Path

import pytest

from coder.settings import RECENT_KEPT, TABLE, Settings, config_folder


@pytest.fixture
def path(tmp_path):
    return tmp_path / "deep" / "settings.toml"


def test_without_a_file_everything_has_its_default(path):
    settings = Settings(path)
    assert settings.text("scheme") == "system"
    assert settings.number("zoom") == 100
    assert settings.words("recent") == ()


def test_what_is_chosen_is_there_the_next_time(path):
    settings = Settings(path)
    settings.put("coder", 'Åke "Ä" \\ Öhman\n')
    settings.put("zoom", 150)
    settings.put("recent", ("/a/b.ote", "C:\\työ\\c.ote"))
    again = Settings(path)
    assert again.text("coder") == 'Åke "Ä" \\ Öhman\n'
    assert again.number("zoom") == 150
    assert again.words("recent") == ("/a/b.ote", "C:\\työ\\c.ote")


def test_a_value_that_is_not_allowed_counts_as_not_chosen(path):
    path.parent.mkdir()
    path.write_text('zoom = 137\nscheme = "pink"\nrecent = 3\nunknown = 1\n', "utf-8")
    settings = Settings(path)
    assert settings.number("zoom") == 100
    assert settings.text("scheme") == "system"
    assert settings.words("recent") == ()


def test_a_broken_file_counts_as_none_and_is_mended_by_the_next_choice(path):
    path.parent.mkdir()
    path.write_bytes(b"\xff\xfe = nonsense [")
    settings = Settings(path)
    assert settings.text("coder") == ""
    settings.put("coder", "Aino")
    assert Settings(path).text("coder") == "Aino"


def test_a_key_that_is_not_declared_is_a_mistake_of_ours(path):
    with pytest.raises(KeyError):
        Settings(path).put("colour", "red")


def test_recent_projects_stand_newest_first_once_each_and_not_too_many(path):
    settings = Settings(path)
    for number in range(RECENT_KEPT + 3):
        settings.remember_project(Path(f"/p{number}.ote"))
    settings.remember_project(Path("/p5.ote"))
    recent = settings.words("recent")
    assert recent[0] == "/p5.ote"
    assert len(recent) == len(set(recent)) == RECENT_KEPT
    settings.forget_project(Path("/p5.ote"))
    assert "/p5.ote" not in settings.words("recent")


def test_a_folder_that_cannot_be_written_to_does_not_stop_the_work(tmp_path):
    blocker = tmp_path / "file"
    blocker.write_text("x")
    settings = Settings(blocker / "settings.toml")
    settings.put("coder", "Aino")
    assert settings.text("coder") == "Aino"


@pytest.mark.parametrize(
    ("platform", "environment", "folder"),
    [
        ("linux", {"HOME": "/h"}, "/h/.config/ote"),
        ("linux", {"HOME": "/h", "XDG_CONFIG_HOME": "/x"}, "/x/ote"),
        ("darwin", {"HOME": "/h"}, "/h/Library/Application Support/ote"),
        ("win32", {"APPDATA": "/r"}, "/r/ote"),
        ("win32", {"USERPROFILE": "/u"}, "/u/AppData/Roaming/ote"),
    ],
)
def test_each_system_has_its_folder(platform, environment, folder):
    assert config_folder(environment, platform) == Path(folder)


def test_every_default_is_allowed():
    assert all(not one.allowed or one.default in one.allowed for one in TABLE)
