"""New files in the folder: whole or not at all, and never over one that is there."""

import os
from pathlib import Path

import pytest

from avtaleverk.corpus.new_files import write_new
from avtaleverk.model.findings import AvtaleverkError


def left(root: Path) -> list[str]:
    return sorted(p.relative_to(root).as_posix() for p in root.rglob("*"))


def test_files_and_their_folders_are_made(tmp_path: Path) -> None:
    """With nothing beside them."""
    write_new(tmp_path, {"a/b/index.md": "i\n", "a/b/1.0.md": "æøå\n"}, "Nei.")
    assert left(tmp_path) == ["a", "a/b", "a/b/1.0.md", "a/b/index.md"]
    assert (tmp_path / "a/b/1.0.md").read_bytes() == "æøå\n".encode()


def test_a_file_that_is_there_is_never_written_over(tmp_path: Path) -> None:
    """What was written before it is taken away again."""
    (tmp_path / "a").mkdir()
    (tmp_path / "a/1.0.md").write_text("min", "utf-8")
    with pytest.raises(AvtaleverkError) as caught:
        write_new(tmp_path, {"b/index.md": "i", "a/1.0.md": "ny"}, "Nei.")
    assert "finnes fra før" in str(caught.value.findings[0])
    assert left(tmp_path) == ["a", "a/1.0.md"]
    assert (tmp_path / "a/1.0.md").read_text("utf-8") == "min"


@pytest.mark.parametrize(
    "fault", [OSError(28, "Full disk"), KeyboardInterrupt()], ids=["a full disk", "a user who breaks off"]
)
def test_nothing_is_left_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, fault: BaseException) -> None:
    """A fault at the second file takes the first one with it."""
    replace = os.replace

    def failing(old: Path, new: Path) -> None:
        if Path(new).name == "1.0.md":
            raise fault
        replace(old, new)

    monkeypatch.setattr(os, "replace", failing)
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - either of the two
        write_new(tmp_path, {"a/index.md": "i", "a/1.0.md": "tekst"}, "Nei.")
    assert isinstance(caught.value, (AvtaleverkError, KeyboardInterrupt))
    assert left(tmp_path) == []
