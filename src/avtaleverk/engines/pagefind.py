"""Speaks with the program of Pagefind, one request and one answer at a time.

The library that comes with Pagefind looks for an answer every tenth of a second, which on sixty pages
is six seconds of waiting. The language they speak is the same here: JSON in base64, a comma behind it.
"""

import base64
import json
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pagefind.service import get_executable

from avtaleverk.model.findings import AvtaleverkError

_END = b","


class Pagefind:
    """A running Pagefind with one index that is still empty."""

    def __init__(self, process: "subprocess.Popen[bytes]", **config: object) -> None:
        """Begin an index with the settings in ``config``."""
        self._process = process
        self._sent = 0
        self._index = self._ask(type="NewIndex", config=config)["index_id"]

    def add(self, html: str, url: str) -> None:
        """Add the page that lies at ``url``."""
        self._ask(type="AddFile", index_id=self._index, file_path=None, url=url, file_contents=html)

    def write(self, folder: Path) -> None:
        """Write the index to ``folder``."""
        self._ask(type="WriteFiles", index_id=self._index, output_path=str(folder))

    def _ask(self, **payload: object) -> dict[str, object]:
        """Send a request and return what came back; the program answers in order."""
        assert self._process.stdin  # noqa: S101 - opened with the process
        self._sent += 1
        message = json.dumps({"message_id": self._sent, "payload": payload}).encode()
        self._process.stdin.write(base64.b64encode(message) + _END)
        self._process.stdin.flush()
        answer: dict[str, object] = json.loads(base64.b64decode(self._answer()))["payload"]
        if answer["type"] == "Error":
            msg = f"Søket kunne ikke lages: {answer.get('message')}"
            raise AvtaleverkError(msg)
        return answer

    def _answer(self) -> bytes:
        assert self._process.stdout  # noqa: S101 - opened with the process
        got = bytearray()
        while not got.endswith(_END):
            more = self._process.stdout.read1()  # type: ignore[attr-defined] # a buffered pipe has it, its type has not
            if not more:
                msg = "Søket kunne ikke lages: Pagefind stoppet"
                raise AvtaleverkError(msg)
            got += more
        return bytes(got[:-1])


@contextmanager
def running_pagefind(**config: object) -> Iterator[Pagefind]:
    """Run Pagefind until the block ends; raises OSError where the program is not there."""
    program = get_executable()
    if program is None:
        msg = "Programmet Pagefind er ikke installert"
        raise AvtaleverkError(msg)
    with subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as process:  # noqa: S603 - the program of an installed package
        try:
            yield Pagefind(process, **config)
        finally:
            process.terminate()
