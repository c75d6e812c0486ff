"""Two points that are alike, each with the words marked that the other has not, or not in that place."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from avtaleverk.redline.document import Kind
from avtaleverk.redline.own_text import OwnText, Part
from avtaleverk.redline.runs import Runs, legal
from avtaleverk.redline.sharing import SharedPoint
from avtaleverk.redline.tokens import Token, code_tokens, tokens_of
from avtaleverk.redline.words import match_words


class Stretch(NamedTuple):
    """A stretch of plain text; ``differs`` where the other point has not these words here."""

    text: str
    differs: bool


Stretches = tuple[Stretch, ...]


@dataclass(frozen=True, slots=True)
class MarkedPoint:
    """A point as one side shows it: its title, and each part with the stretches of its cells."""

    point: OwnText
    title: Stretches
    parts: tuple[tuple[Part, tuple[Stretches, ...]], ...]


@dataclass(slots=True)
class _Unit:
    """The words of a title, a paragraph or a cell, with whether each of them differs."""

    key: str
    tokens: list[Token]
    differs: list[bool]


def plain_point(point: OwnText) -> MarkedPoint:
    """Return a point with nothing marked."""
    return _laid(point, *_read(point))


def marked_points(pair: SharedPoint) -> tuple[MarkedPoint, MarkedPoint]:
    """Return both points of a pair with what differs marked. The mirror of the pair is marked in the same places.

    A paragraph that both have is unmarked wherever it stands; the rest is compared in order.
    """
    (title_one, one), (title_other, other) = _read(pair.one), _read(pair.other)
    _mark([title_one], [title_other])
    _mark(one, other)
    return _laid(pair.one, title_one, one), _laid(pair.other, title_other, other)


def _read(point: OwnText) -> tuple[_Unit, list[_Unit]]:
    """Return the words of the title, and those of each cell."""
    body = [
        _unit(key, code_tokens(cell) if part.kind is Kind.CODE else tokens_of(cell))
        for part in point.parts
        for cell, key in zip(part.cells, part.keys, strict=True)
    ]
    return _unit("", tokens_of(point.title)), body


def _unit(key: str, tokens: list[Token]) -> _Unit:
    return _Unit(key, tokens, [False] * len(tokens))


def _mark(one: Sequence[_Unit], other: Sequence[_Unit]) -> None:
    same = Counter(unit.key for unit in one) & Counter(unit.key for unit in other)
    left_one, left_other = list(_without(one, same)), list(_without(other, same))
    before, after = ([token for unit in left for token in unit.tokens] for left in (left_one, left_other))
    matches = match_words(before, after)
    _flag(left_one, {i for i, _ in matches})
    _flag(left_other, {j for _, j in matches})


def _without(units: Iterable[_Unit], same: Counter[str]) -> Iterator[_Unit]:
    """Yield the units that are not among those that both points have."""
    spare = Counter(same)
    for unit in units:
        if unit.key and spare[unit.key]:
            spare[unit.key] -= 1
        else:
            yield unit


def _flag(units: Iterable[_Unit], matched: set[int]) -> None:
    place = 0
    for unit in units:
        unit.differs = [place + k not in matched for k in range(len(unit.tokens))]
        place += len(unit.tokens)


def _laid(point: OwnText, title: _Unit, body: Iterable[_Unit]) -> MarkedPoint:
    units = iter(body)
    parts = tuple((part, tuple(_stretches(next(units)) for _ in part.cells)) for part in point.parts)
    return MarkedPoint(point, _stretches(title), parts)


def _stretches(unit: _Unit) -> Stretches:
    """Return the text in stretches; the white space before a mark stands outside it."""
    found: list[Stretch] = []
    for token, differs in zip(unit.tokens, unit.differs, strict=True):
        space, word = _plain(token.space), _plain(token.runs)
        is_mark = differs and bool(word.strip())
        if space and is_mark and not (found and found[-1].differs):
            _add(found, space, differs=False)
            space = ""
        _add(found, space + word, differs=is_mark)
    return tuple(found)


def _add(found: list[Stretch], text: str, *, differs: bool) -> None:
    if found and found[-1].differs == differs:
        found[-1] = Stretch(found[-1].text + text, differs)
    elif text:
        found.append(Stretch(text, differs))


def _plain(runs: Runs) -> str:
    return legal("".join(text for text, _ in runs))
