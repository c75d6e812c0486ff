"""Inline text as spans, each with the state that its runs bear in Word."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from avtaleverk.redline.pieces import Piece, Side, State
from avtaleverk.redline.runs import Marks, Runs, is_image

# The mark of a link that the text itself does not have.
REFERENCE = "henvisning"


class Span(NamedTuple):
    """Text of one look: in both texts (``SAME``), in one, or in both with the look ``before`` in the old (``FORMAT``)."""

    state: State
    text: str
    marks: Marks
    before: Marks = ()


def spans_of(pieces: Iterable[Piece]) -> Iterator[Span]:
    """Yield what pieces say, in such spans that either text is exact."""
    for piece in pieces:
        if piece.state is State.SAME and piece.old == piece.new:
            yield from only(piece.new, State.SAME)
        elif piece.state in {State.FORMAT, State.SAME} and (both := _same_words(piece.old, piece.new)):
            yield from both
        else:
            yield from only(piece.old, State.OLD)
            yield from only(piece.new, State.NEW)


def only(runs: Runs, state: State) -> Iterator[Span]:
    """Yield runs that are all of one state."""
    for text, marks in runs:
        yield Span(state, text, marks)


def of_side(pieces: Iterable[Piece], side: Side, state: State) -> Iterator[Span]:
    """Yield the text of one side, all of one state."""
    for piece in pieces:
        yield from only(piece.of(side), state)


def lead_spans(old: Runs, new: Runs) -> Iterator[Span]:
    """Yield the number before a text, as a whole: ``2.1`` becomes ``3.1`` and not ``23.1``."""
    if old == new:
        yield from only(new, State.SAME)
    else:
        yield from only(old, State.OLD)
        yield from only(new, State.NEW)


def _same_words(old: Runs, new: Runs) -> list[Span]:
    """Return the same letters with both looks, or nothing where Word cannot say that in one run."""
    letters_old, letters_new = _letters(old), _letters(new)
    if "".join(t for t, _ in letters_old) != "".join(t for t, _ in letters_new):
        return []
    found: list[Span] = []
    for (text, before), (_, after) in zip(letters_old, letters_new, strict=True):
        if target(before) != target(after) or is_image(before) or is_image(after):
            return []
        state = State.SAME if before == after else State.FORMAT
        last = found[-1] if found else None
        if last and last[0] is state and last[2:] == (after, before):
            found[-1] = last._replace(text=last.text + text)
        else:
            found.append(Span(state, text, after, before))
    return found


def _letters(runs: Runs) -> list[tuple[str, Marks]]:
    return [(letter, marks) for text, marks in runs for letter in text]


def target(marks: Marks) -> tuple[str, str] | None:
    """Return where a run leads, with the words that the link bears."""
    for tag, attributes in marks:
        if tag in {"a", REFERENCE}:
            said = dict(attributes)
            return said.get("href", ""), said.get("title", "")
    return None
