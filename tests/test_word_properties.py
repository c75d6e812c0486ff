"""Tracked changes of any shape, held to a model that knows nothing of Word: a row of letters, some new, some gone."""

from dataclasses import dataclass

from hypothesis import given, settings
from hypothesis import strategies as st
from word_files import KARI, PER, gone, ins, par, red, run, shown, struck, table, word_file

from avtaleverk.redline.pieces import Side
from avtaleverk.word.reading import read_word

KEPT, NEW, GONE, BOTH = "kept", "new", "gone", "inserted and deleted"
STATES = st.sampled_from([KEPT, NEW, GONE, BOTH])
WORDS = st.text("abcæøå", min_size=1, max_size=6)


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph: stretches of text with their states, and the state of its mark. A table stands after some."""

    pieces: tuple[tuple[str, str], ...]
    mark: str
    before_table: bool


LINES = st.builds(Line, st.lists(st.tuples(WORDS, STATES), max_size=5).map(tuple), STATES, st.booleans())


def written(text: str, state: str) -> str:
    inner = run(text)
    return {KEPT: inner, NEW: ins(inner), GONE: gone(inner, PER), BOTH: ins(gone(inner, PER))}[state]


MARKS = {KEPT: "", NEW: f"<w:ins {KARI}/>", GONE: f"<w:del {PER}/>", BOTH: f"<w:ins {KARI}/><w:del {PER}/>"}


def stays(state: str, side: Side) -> bool:
    return state in (KEPT, NEW if side is Side.NEW else GONE)


def expected(lines: list[Line], side: Side) -> list[str]:
    """Return the lines of one side as anyone would with a pencil: cross out, and read what is left."""
    text = ""
    for line in lines:
        text += "".join(word for word, state in line.pieces if stays(state, side))
        text += "\n" if stays(line.mark, side) else ""
        text += "\n| T |\n" if line.before_table else ""
    return [line for line in text.split("\n") if line]


@settings(max_examples=400, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=8))
def test_both_sides_are_what_a_pencil_leaves(lines: list[Line]) -> None:
    """Whatever is inserted, deleted, split or joined, and by whom: each side has exactly its own letters and lines."""
    body = "".join(
        par("".join(written(word, state) for word, state in line.pieces), mark=MARKS[line.mark])
        + (table(["T"]) if line.before_table else "")
        for line in lines
    )
    reading = read_word(word_file(body))
    assert shown(reading.old) == expected(lines, Side.OLD)
    assert shown(reading.new) == expected(lines, Side.NEW)


PAIRS = st.lists(
    st.lists(st.tuples(WORDS, st.sampled_from([KEPT, NEW, GONE])), min_size=1, max_size=5), min_size=1, max_size=6
)


@settings(max_examples=200, deadline=None)
@given(PAIRS)
def test_red_says_what_tracked_changes_say(lines: list[list[tuple[str, str]]]) -> None:
    """The same change in red and as a tracked change is the same change, down to the paragraphs that come and go."""
    by_colour = {KEPT: run, NEW: red, GONE: struck}
    in_red = "".join(par("".join(by_colour[state](word) for word, state in line)) for line in lines)
    tracked = "".join(par("".join(written(word, state) for word, state in line)) for line in lines)
    first, second = read_word(word_file(in_red)), read_word(word_file(tracked))
    assert (shown(first.old), shown(first.new)) == (shown(second.old), shown(second.new))


@settings(max_examples=100, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=6))
def test_a_clean_file_read_again_is_the_same(lines: list[Line]) -> None:
    """What has been read has nothing left to read: no marks, and the same lines."""
    body = "".join(par("".join(written(*piece) for piece in line.pieces), mark=MARKS[line.mark]) for line in lines)
    new = read_word(word_file(body)).new
    again = read_word(new)
    assert not again.has_marks
    assert shown(again.new) == shown(new)
