"""Puts new files into the folder: whole or not at all, and never over one that is there."""

from collections.abc import Mapping
from pathlib import Path

from avtaleverk.corpus.change_set import Change, ChangeSet, write_changes


def write_new(root: Path, files: Mapping[str, str], failure: str) -> None:
    """Write files by their path below ``root``, all of them or none, also where the program is killed.

    Raises AvtaleverkError that says ``failure`` where one of them is there already, or cannot be written.
    """
    write_changes(root, ChangeSet(tuple(Change(path, None, text) for path, text in files.items())), failure)
