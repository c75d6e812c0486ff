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
    write_text = Path.write_text

    def failing(self: Path, data: str, *args: object, **kwargs: object) -> int:
        if "1.0" in self.name:
            write_text(self, data[:1], "utf-8")
            raise fault
        return write_text(self, data, *args, **kwargs)  # type: ignore[arg-type] # as they came

    monkeypatch.setattr(Path, "write_text", failing)
    with pytest.raises(BaseException) as caught:  # noqa: PT011 - either of the two
        write_new(tmp_path, {"a/index.md": "i", "a/1.0.md": "tekst"}, "Nei.")
    assert isinstance(caught.value, (AvtaleverkError, KeyboardInterrupt))
    assert left(tmp_path) == []


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_cannot_be_written_to_is_told(tmp_path: Path) -> None:
    """By path, with what to do."""
    tmp_path.chmod(0o500)
    with pytest.raises(AvtaleverkError) as caught:
        write_new(tmp_path, {"1.0.md": "x"}, "Nei.")
    tmp_path.chmod(0o700)
    assert caught.value.findings[0].path == "1.0.md"


def test_a_disk_without_second_names_will_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A memory stick knows no hard links; what is there is still never written over."""

    def unknown(*_: object) -> None:
        raise OSError(95, "Not supported")

    monkeypatch.setattr(Path, "hardlink_to", unknown)
    write_new(tmp_path, {"1.0.md": "x"}, "Nei.")
    assert left(tmp_path) == ["1.0.md"]
    with pytest.raises(AvtaleverkError, match="Nei"):
        write_new(tmp_path, {"1.0.md": "y"}, "Nei.")
    assert (tmp_path / "1.0.md").read_text("utf-8") == "x"
