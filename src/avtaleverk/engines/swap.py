"""Puts a new folder in the place of another, so that whoever looks finds the one or the other at every moment."""

import ctypes
import errno
import os
from pathlib import Path

_FROM_HERE, _EXCHANGE = -100, 2
_NOT_HERE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP, errno.EPERM})


def put_in_place(new: Path, target: Path, old: Path) -> None:
    """Put ``new`` in the place of ``target``; what was there is then at ``new`` or at ``old``.

    Where the system can exchange two names it is one stroke. Where it cannot, it takes two: what is broken off
    between them is undone, and a program that is killed leaves what was there at ``old``, for ``restore``.
    Raises OSError.
    """
    if not target.exists():
        new.rename(target)
    elif not _exchanged(new, target):
        _in_two_strokes(new, target, old)


def restore(target: Path, old: Path) -> None:
    """Undo a change of places that was broken off between two strokes; raises OSError."""
    if old.exists() and not target.exists():
        old.rename(target)


def _in_two_strokes(new: Path, target: Path, old: Path) -> None:
    try:
        target.rename(old)
        new.rename(target)
    except BaseException:
        restore(target, old)
        raise


def _exchanged(one: Path, other: Path) -> bool:
    """Let two names change places, which Linux can on most disks; False where it cannot be done. Raises OSError."""
    exchange = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None) if os.name == "posix" else None
    if exchange is None:
        return False
    if exchange(_FROM_HERE, os.fsencode(one), _FROM_HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    if (number := ctypes.get_errno()) in _NOT_HERE:
        return False
    raise OSError(number, os.strerror(number), str(other))
