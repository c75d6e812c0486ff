"""A folder as git has it at some revision, laid out in a place of its own; the folder itself is never touched."""

import io
import os
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from avtaleverk.model.findings import AvtaleverkError

_MOST_SECONDS = 120
_FETCHED = "Er hele historien hentet? (git fetch --unshallow)"
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
        apart = f"{base} og {head} har ingen felles historie. {_FETCHED}"
        first = _git(root, ["merge-base", first, second], apart).decode().strip()
    return first, second


@contextmanager
def folder_at(root: Path, commit: str) -> Iterator[Path]:
    """Give a folder with what ``root`` held at a commit, nothing where it was not there; it is gone afterwards.

    Raises RevisionError.
    """
    failure = f"Git kan ikke hente fram {commit[:12]}."
    # Run in a folder of the repository, git lists that folder alone.
    listed = _git(root, ["ls-tree", "-r", "-z", commit], failure).split(b"\0")
    files = dict(_plain_files(entry for entry in listed if entry))
    # The very bytes, not an archive: a proposal may hold attributes that keep files out of that, or write in them.
    data = io.BytesIO(_git(root, ["cat-file", "--batch"], failure, b"".join(b"%b\n" % name for name in files.values())))
    with TemporaryDirectory(prefix="avtaleverk-") as place:
        for path in files:
            _unpack(data, Path(place, path), failure)
        yield Path(place)


def _plain_files(listed: Iterable[bytes]) -> Iterator[tuple[str, bytes]]:
    """Yield the path of each plain file with the name that git has for its bytes; links and folders of others are left out."""
    for entry in listed:
        facts, _, path = entry.partition(b"\t")
        mode, _, name = facts.split()
        # A tree that no git has made may name a place outside of it.
        if mode.startswith(b"100") and not path.startswith(b"/") and b".." not in path.split(b"/"):
            yield os.fsdecode(path), name


def _unpack(data: io.BytesIO, target: Path, failure: str) -> None:
    """Write the next file that git gave. Raises RevisionError where it has no bytes of it."""
    _, _, *size = data.readline().split()
    if not size:
        msg = f"{failure} {_FETCHED}"
        raise RevisionError(msg)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(data.read(int(size[0])))
    data.readline()


def _commit(root: Path, name: str) -> str:
    failure = f"Git kjenner ikke «{name}». {_FETCHED}"
    asked = ["rev-parse", "--verify", "--quiet", "--end-of-options", f"{name}^{{commit}}"]
    return _git(root, asked, failure).decode().strip()


def _git(root: Path, arguments: Sequence[str], failure: str, asked: bytes = b"") -> bytes:
    """Return what git answers; raises RevisionError with ``failure`` where it does not."""
    surroundings = {name: value for name, value in os.environ.items() if name not in _MISLEADING}
    try:
        done = subprocess.run(  # noqa: S603 - a fixed program, no shell, and a revision that cannot be an option
            ["git", *arguments],  # noqa: S607 - git is found where the user has it
            cwd=root,
            env=surroundings,
            input=asked,
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
