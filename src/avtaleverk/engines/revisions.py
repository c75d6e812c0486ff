"""A folder as git has it at some revision, laid out in a place of its own; the folder itself is never touched."""

import io
import os
import subprocess
import tarfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path, PurePosixPath
from tempfile import TemporaryDirectory

from avtaleverk.model.findings import AvtaleverkError

_MOST_SECONDS = 120
_MOST_BYTES = 500_000_000
# What points git at another folder than the one that is asked about, as it does inside its own hooks.
_MISLEADING = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX")


class RevisionError(AvtaleverkError):
    """Git, or what was asked of it, is not there, and why, in words."""


def both_ends(root: Path, words: str) -> tuple[str, str]:
    """Return the two commits that ``BASE..HEAD`` names; after ``BASE...HEAD`` the first is where they parted.

    The second is "" where only one revision is named: the folder as it lies. Raises RevisionError.
    """
    base, dots, head = words.partition("...") if "..." in words else words.partition("..")
    if not base or (dots and not head):
        msg = (
            f"«{words}» er ikke to utgaver. Skriv for eksempel main..HEAD, eller main for å måle mot mappa som den er."
        )
        raise RevisionError(msg)
    first, second = _commit(root, base), _commit(root, head) if head else ""
    if dots == "...":
        first = (
            _git(root, ["merge-base", first, second], f"{base} og {head} har ingen felles historie.").decode().strip()
        )
    return first, second


@contextmanager
def folder_at(root: Path, commit: str) -> Iterator[Path]:
    """Give a folder with what ``root`` held at a commit; it is gone afterwards. Raises RevisionError."""
    # Run in a folder of the repository, git archives that folder alone.
    data = _git(root, ["archive", "--format=tar", commit], f"Git kan ikke hente fram {commit[:12]}.")
    with TemporaryDirectory(prefix="avtaleverk-") as place:
        _unpack(data, Path(place))
        yield Path(place)


def _unpack(data: bytes, place: Path) -> None:
    """Write plain files that stay below ``place``; links and anything else that git may hold are left out."""
    with tarfile.open(fileobj=io.BytesIO(data)) as archive:
        for member in archive:
            path = PurePosixPath(member.name)
            if not member.isfile() or path.is_absolute() or ".." in path.parts:
                continue
            file = archive.extractfile(member)
            if file is not None:
                target = place / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(file.read(_MOST_BYTES))


def _commit(root: Path, name: str) -> str:
    failure = f"Git kjenner ikke «{name}». Er hele historien hentet? (git fetch --unshallow)"
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    return _git(root, asked, failure).decode().strip()


def _git(root: Path, arguments: Sequence[str], failure: str) -> bytes:
    """Return what git answers; raises RevisionError with ``failure`` where it does not."""
    surroundings = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell, and a revision that cannot be an option
            ["git", *arguments],  # noqa: S607 - git is found where the user has it
            cwd=root,
            env=surroundings,
            capture_output=True,
            timeout=_MOST_SECONDS,
            check=False,
        )
    except FileNotFoundError as error:
        what = "Mappa finnes ikke" if not root.is_dir() else "Git mangler på maskinen"
        msg = f"{what}. Uten git kan to mapper sammenlignes: avtaleverk rapport --gammel MAPPE --ny MAPPE."
        raise RevisionError(msg) from error
    except (NotADirectoryError, subprocess.TimeoutExpired) as error:
        raise RevisionError(failure) from error
    if done.returncode:
        said = " ".join(done.stderr.decode("utf-8", "replace").split())
        msg = f"{failure} Git sier: {said}" if said else failure
        raise RevisionError(msg)
    return done.stdout
