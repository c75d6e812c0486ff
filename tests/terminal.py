"""A command run in a true terminal, with somebody who types the answers one after the other."""

import os
import pty
import subprocess
import sys
from collections.abc import Sequence


def typed(words: Sequence[str], answers: Sequence[str]) -> tuple[int, str]:
    """Return the status of a command and all that its user saw, answers included; a line is typed for each answer."""
    ours, theirs = pty.openpty()
    call = [sys.executable, "-c", "from avtaleverk.cli import main; raise SystemExit(main())", *words]
    with subprocess.Popen(call, stdin=theirs, stdout=theirs, stderr=theirs, close_fds=True) as process:
        os.close(theirs)
        os.write(ours, "".join(f"{answer}\n" for answer in answers).encode())
        seen = b"".join(iter(lambda: _read(ours), b""))
        os.close(ours)
    return process.returncode, seen.decode("utf-8", "replace").replace("\r\n", "\n")


def _read(end: int) -> bytes:
    try:
        return os.read(end, 4096)
    except OSError:  # Linux says so where nobody holds the other end any more
        return b""
