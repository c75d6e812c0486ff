"""Tells an editor at a terminal what goes on; says nothing anywhere else."""

import sys
from dataclasses import dataclass
from typing import TextIO


@dataclass
class Progress:
    """Shows steps and counts on one line of ``out``; silent where there is no terminal."""

    out: TextIO | None = None

    def _show(self, words: str) -> None:
        if self.out and self.out.isatty():
            self.out.write(f"\r\x1b[K{words}")
            self.out.flush()

    def step(self, words: str) -> None:
        """Say what is begun now."""
        self._show(f"{words} …")

    def count(self, words: str, done: int, total: int, *, every: int = 20) -> None:
        """Say how far it has come; of what is quickly made, every twentieth is enough."""
        if done == total or not done % every:
            self._show(f"{words} {done} av {total}")

    def clear(self) -> None:
        """Leave a clean line behind."""
        self._show("")


def terminal_progress() -> Progress:
    """Return the progress of a command: on standard error, so that output can be piped."""
    return Progress(sys.stderr)
