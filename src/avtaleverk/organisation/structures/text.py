"""A structure as one Markdown text, always in the same order, so that two of them can be red-marked like any text.

The words in the files are Norwegian already; all other words come from ``Words``, in the reader's language.
"""

import re
from collections.abc import Iterator, Sequence
from typing import Protocol

from avtaleverk.model.structure import Body, Seat, Structure

# What Markdown reads as more than itself anywhere, and what it reads so at the beginning of a line.
_SPECIAL = re.compile(r"[\\`*_\[\]<>&|{}#~^]|(?<=:)//")
_LIST = re.compile(r"^([-+:=]|\w+[.)])(?=\s|$)")


class Words(Protocol):
    """The interface words of a structure's text."""

    def facts(self, body: Body) -> Sequence[tuple[str, str]]:
        """Return what is said of a body besides seats and tasks, as name and words."""

    def tasks(self, part: str) -> str:
        """Return the heading of the tasks in a part of the meeting ("" for the whole body)."""

    @property
    def composition(self) -> str:
        """Return the heading of the seats."""

    def seat(self, seat: Seat) -> str:
        """Return a line of the composition."""


def structure_text(structure: Structure, words: Words) -> str:
    """Return the whole structure as Markdown: a heading for each body, level by level, staff at the end.

    Headings begin on the third level: two are left to the page.
    """
    return "\n\n".join(block for body in in_order(structure) for block in _blocks(body, words)) + "\n"


def in_order(structure: Structure) -> list[Body]:
    """Return the bodies fellowship by fellowship, from the highest level down; in one place as the file has them."""
    places = {f.id: n for n, f in enumerate(structure.fellowships)}
    last = len(places)
    return sorted(
        structure.bodies,
        key=lambda b: (places.get(b.community or "", last), b.level is None, b.level or 0),
    )


def plain(text: str) -> str:
    """Return ``text`` so that Markdown shows it as it is, on one line."""
    one_line = " ".join(text.split())
    escaped = _SPECIAL.sub(lambda m: "".join(f"&#{ord(c)};" for c in m[0]), one_line)
    return _LIST.sub(lambda m: f"{m[0][:-1]}&#{ord(m[0][-1])};", escaped)


def _blocks(body: Body, words: Words) -> Iterator[str]:
    yield f"### {plain(body.name)}"
    if facts := words.facts(body):
        yield _list(f"{name}: {said}" for name, said in facts)
    for group in body.tasks:
        yield f"#### {plain(words.tasks(group.part))}"
        yield _list(group.items)
    if body.seats:
        yield f"#### {plain(words.composition)}"
        yield _list(words.seat(seat) for seat in body.seats)


def _list(items: Iterator[str] | Sequence[str]) -> str:
    return "\n".join(f"- {plain(item)}" for item in items)
