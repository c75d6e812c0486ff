"""The inline text of two blocks as one row of pieces, of which either side can be read off again."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from enum import StrEnum
from itertools import chain, groupby
from typing import NamedTuple

from avtaleverk.redline.runs import Marks, Run, Runs, is_image
from avtaleverk.redline.tokens import Token, code_tokens, count_words, tokens_of
from avtaleverk.redline.words import Matches, match_words


class State(StrEnum):
    """What a piece of text is: the same in both, in one only, or the same words that look otherwise.

    ``QUIET`` differs in a way that rule 2 does not count: a dash, a quote, white space.
    """

    SAME = "samme"
    OLD = "slettet"
    NEW = "lagt til"
    FORMAT = "format"
    QUIET = "tegn"


class Side(StrEnum):
    """Which of the two texts is meant."""

    OLD = "gammel"
    NEW = "ny"


class Piece(NamedTuple):
    """A stretch of inline text. ``words`` counts those of the side that has more."""

    state: State
    old: Runs
    new: Runs
    words: int = 0

    def of(self, side: Side) -> Runs:
        """Return the runs that one text has here."""
        return self.old if side is Side.OLD else self.new


Pieces = tuple[Piece, ...]


def same(runs: Runs) -> Pieces:
    """Return a text that is alike on both sides."""
    return (Piece(State.SAME, runs, runs),) if runs else ()


def only(runs: Runs, side: Side, *, code: bool = False) -> Pieces:
    """Return a text that one side alone has."""
    if not runs:
        return ()
    count = sum(t.letters > 0 for t in code_tokens(runs)) if code else count_words(runs)
    return (Piece(State.OLD, runs, (), count) if side is Side.OLD else Piece(State.NEW, (), runs, count),)


def compare_runs(old: Runs, new: Runs, *, code: bool = False) -> Pieces:
    """Return two inline texts as pieces, changes marked word by word."""
    if old == new:
        return same(old)
    before, after = _tokens(old, code=code), _tokens(new, code=code)
    return pieces_of(before, after, match_words(before, after))


def _tokens(runs: Runs, *, code: bool) -> list[Token]:
    return code_tokens(runs) if code else tokens_of(runs)


def pieces_of(old: list[Token], new: list[Token], matches: Matches) -> Pieces:
    """Return the pieces that a matching of words gives."""
    found: list[Piece] = []
    i = j = 0
    for to_old, to_new in [*matches, (len(old), len(new))]:
        _change(old[i:to_old], new[j:to_new], found)
        if to_old < len(old):
            _match(old[to_old], new[to_new], found)
        i, j = to_old + 1, to_new + 1
    return tuple(_merged(_bridged(found)))


def _bridged(pieces: list[Piece]) -> list[Piece]:
    """Let white space between two words with a new look have that look too: one phrase, one mark."""
    found = list(pieces)
    if not any(piece.state is State.FORMAT for piece in pieces):
        return found
    for place, (before, piece, after) in enumerate(zip(pieces, pieces[1:], pieces[2:], strict=False), 1):
        is_space = _plain(piece.old) == _plain(piece.new) and not _plain(piece.new).strip()
        if before.state is after.state is State.FORMAT and is_space:
            found[place] = piece._replace(state=State.FORMAT)
    return found


def _plain(runs: Runs) -> str:
    return "".join(text for text, _ in runs)


def _change(gone: list[Token], come: list[Token], found: list[Piece]) -> None:
    # A line that begins anew keeps its break, so that old and new line stand under one another.
    if gone and come and _plain(gone[0].space) == " " and gone[0].space == come[0].space:
        found.append(Piece(State.SAME, gone[0].space, come[0].space))
        gone, come = [replace(gone[0], space=()), *gone[1:]], [replace(come[0], space=()), *come[1:]]
    if gone:
        found.append(Piece(State.OLD, _laid(gone), (), sum(t.letters > 0 for t in gone)))
    if come:
        found.append(Piece(State.NEW, (), _laid(come), sum(t.letters > 0 for t in come)))


def _laid(tokens: Iterable[Token]) -> Runs:
    return tuple(chain.from_iterable((*t.space, *t.runs) for t in tokens))


def _match(old: Token, new: Token, found: list[Piece]) -> None:
    """Add a word that stayed, its white space apart where that is not alike."""
    if old.space == new.space:
        if old.space:
            found.append(Piece(State.SAME, old.space, new.space))
    else:
        _space(old.space, new.space, found)
    if old.runs == new.runs:
        found.append(Piece(State.SAME, old.runs, new.runs))
    elif old.runs[0][0] != new.runs[0][0] and _looks(old.runs) == _looks(new.runs):
        found.append(Piece(State.QUIET, old.runs, new.runs))
    else:
        found.append(Piece(State.FORMAT, old.runs, new.runs, 1))


def _looks(runs: Runs) -> list[Marks]:
    """Return how a word is formatted, from its first letter to its last."""
    return [marks for _, marks in runs]


def _space(old: Runs, new: Runs, found: list[Piece]) -> None:
    """Add white space that differs: to the change before it where that is its own, else unseen."""
    if found and not new and found[-1].state is State.OLD:
        found[-1] = found[-1]._replace(old=found[-1].old + old)
    elif found and not old and found[-1].state is State.NEW:
        found[-1] = found[-1]._replace(new=found[-1].new + new)
    else:
        found.append(Piece(State.QUIET, old, new))


def _merged(pieces: list[Piece]) -> Iterator[Piece]:
    """Yield the pieces with neighbours of one state joined."""
    state, old, new, words = State.SAME, list[Run](), list[Run](), 0
    for piece in pieces:
        if piece.state is not state:
            if old or new:
                yield Piece(state, _tight(old), _tight(new), words)
            state, old, new, words = piece.state, [], [], 0
        old += piece.old
        new += piece.new
        words += piece.words
    if old or new:
        yield Piece(state, _tight(old), _tight(new), words)


def _tight(runs: list[Run]) -> Runs:
    """Return runs with neighbours that are formatted alike joined."""
    found: list[Run] = []
    for marks, group in groupby(runs, key=lambda run: run[1]):
        texts = [text for text, _ in group]
        found += [(text, marks) for text in texts] if is_image(marks) else [("".join(texts), marks)]
    return tuple(found)
