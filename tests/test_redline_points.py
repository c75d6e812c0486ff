"""The points of a redline: each point of the one text beside what it is in the other."""

import re
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtaleverk.redline import Point, PointState, Redline, compare
from avtaleverk.text import TextStore

P = "Kommunen melder fra til sykehuset om alle nye pasienter."
Q = "Sykehuset sender epikrisen samme dag som pasienten reiser."
R = "Fastlegen får kopi av vedtaket når det gjelder medisiner."
S = "Partene øver sammen to ganger i året, og øvelsene evalueres."
MIRRORED = {PointState.ADDED: PointState.REMOVED, PointState.REMOVED: PointState.ADDED}

# --- small documents, and the same edited ------------------------------------------------------------------------

_sentence = st.sampled_from([P, Q, R, S, "Kort.", "- Første ledd\n- Andre ledd", "| A | B |\n|---|---|\n| 1 | 2 |"])
_title = st.sampled_from(["Formål", "Melding", "Økonomi", "Avvik", "Legemidler og utstyr"])
_number = st.sampled_from(["", "1", "2", "3", "1.1", "2.1", "§ 3"])
_Section = tuple[str, str, str, list[str]]
_section = st.tuples(st.sampled_from(["##", "##", "###", "####"]), _number, _title, st.lists(_sentence, max_size=3))
_sections = st.lists(_section, max_size=6)


def _written(preamble: list[str], sections: list[_Section]) -> str:
    said = list(preamble)
    for level, number, title, paragraphs in sections:
        said += [" ".join(part for part in (level, number, title) if part), *paragraphs]
    return "\n\n".join(said)


def _edited(draw: st.DrawFn, section: _Section) -> list[_Section]:
    """Return a section left alone, dropped, with another number, another title, or another text."""
    level, number, title, paragraphs = section
    how = draw(st.integers(0, 7))
    if how == 0:
        return []
    if how == 1:
        return [(level, draw(_number), title, paragraphs)]
    if how == 2:
        return [(level, number, draw(_title), paragraphs)]
    if how == 3:
        return [(level, number, title, draw(st.lists(_sentence, max_size=3)))]
    if how == 4:
        return [(level, number, title, [f"{p} Og noe mer." if p[0] not in "-|" else p for p in paragraphs])]
    return [section]


@st.composite
def pairs(draw: st.DrawFn) -> tuple[str, str]:
    """Return a small document and the same with sections dropped, moved, renumbered and reworded."""
    sections = draw(_sections)
    preamble = draw(st.lists(_sentence, max_size=1))
    edited = [new for section in sections for new in _edited(draw, section)]
    if draw(st.booleans()):
        edited = draw(st.permutations(edited))
    after = draw(st.just(preamble) | st.lists(_sentence, max_size=1))
    return _written(preamble, sections), _written(after, edited)


@settings(max_examples=150, deadline=None)
@given(pairs())
def test_each_block_and_each_clause_belongs_to_one_point(pair: tuple[str, str]) -> None:
    """Every outermost block of the marked text is in one point, and every clause of both texts is one point's."""
    redline = compare(*pair)
    rows = [place for point in redline.points for place in point.rows]
    assert sorted(rows) == list(range(len(redline.rows_html())))
    store = TextStore()
    for body, own in ((pair[0], [p.old for p in redline.points]), (pair[1], [p.new for p in redline.points])):
        named = Counter(clause.id for clause in own if clause)
        assert named == Counter(["innledning", *(clause.id for clause in store.of(body).clauses)])


@settings(max_examples=150, deadline=None)
@given(pairs())
def test_every_anchor_is_on_the_page(pair: tuple[str, str]) -> None:
    """The contents of a difference lead to ids of the marked text, each of which is there once."""
    redline = compare(*pair)
    ids = Counter(re.findall(r' id="([^"]*)"', redline.text_html()))
    anchors = [p.anchor for p in redline.points if p.clause.id != "innledning"]
    assert {anchor: ids[anchor] for anchor in anchors} == dict.fromkeys(anchors, 1)
    assert len(set(anchors)) == len(anchors)


@settings(max_examples=150, deadline=None)
@given(pairs())
def test_the_mirror_image_has_the_same_points(pair: tuple[str, str]) -> None:
    """Which text is called the old one decides nothing but the names: new is gone and gone is new."""
    assert _facts(compare(*pair), mirrored=False) == _facts(compare(*reversed(pair)), mirrored=True)


def _facts(redline: Redline, *, mirrored: bool) -> Counter[tuple[object, ...]]:
    found: Counter[tuple[object, ...]] = Counter()
    for point in redline.points:
        old, new = point.old, point.new
        state = MIRRORED.get(point.state, point.state) if mirrored else point.state
        found[(*((new, old) if mirrored else (old, new)), state, point.is_edited, bool(point.change))] += 1
    return found


@settings(max_examples=150, deadline=None)
@given(pairs())
def test_what_is_left_alone_has_the_same_words(pair: tuple[str, str]) -> None:
    """Where all points stay, one that is not edited has the same title and the same text right under it."""
    redline, store = compare(*pair), TextStore()
    stay = all(p.old and p.new and p.state is not PointState.MOVED for p in redline.points)
    for point in redline.points:
        if stay and point.old and point.new and not point.is_edited:
            assert point.old.title == point.new.title
            assert _own_text(store, pair[0], point.old.id) == _own_text(store, pair[1], point.new.id)


def _own_text(store: TextStore, body: str, clause_id: str) -> str:
    """Return the words that stand right under a heading, those before the first heading included."""
    html = store.of(body).html
    if clause_id == "innledning":
        inside = html.partition('<div class="punkt-hode')[0]
    else:
        inside = html.partition(f"<!--lenke:{clause_id}-->")[2].partition(f"<!--slutt:{clause_id}-->")[0]
    return " ".join(re.sub(r"<[^>]*>", " ", inside).split())


@settings(max_examples=150, deadline=None)
@given(pairs())
def test_the_points_stand_in_the_order_of_the_page(pair: tuple[str, str]) -> None:
    """Points come as a reader meets them after what stands before the first, and the blocks of each do as well."""
    found = compare(*pair).points[1:]
    # What moved is listed where it has arrived, and has a row where it left too.
    first = [p.rows[0] for p in found if p.rows and p.state is not PointState.MOVED]
    assert first == sorted(first)
    assert all(list(p.rows) == sorted(p.rows) for p in found)


# --- what happens to a point -------------------------------------------------------------------------------------


def document(*sections: tuple[str, str]) -> str:
    return "\n\n".join(f"## {heading}\n\n{text}" for heading, text in sections)


def states(old: str, new: str) -> dict[str, tuple[str, bool]]:
    """Return state and whether the words differ, by old and new number; the preamble is «-»."""
    return {
        f"{_number_of(p, 'old')}>{_number_of(p, 'new')}": (p.state.value, p.is_edited) for p in compare(old, new).points
    }


def _number_of(point: Point, side: str) -> str:
    clause = getattr(point, side)
    return (clause.number or "-") if clause else ""


ONE, TWO, THREE = ("1 Formål", P), ("2 Epikrise", Q), ("3 Fastlege", R)


def test_what_is_the_same() -> None:
    """Equal texts have equal points, without a mark."""
    text = document(ONE, TWO)
    assert states(text, text) == {"->-": ("uendret", False), "1>1": ("uendret", False), "2>2": ("uendret", False)}
    assert [p.change for p in compare(text, text).points] == [0, 0, 0]


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        ("1 Formål", P.replace("nye", "gamle")),
        ("1 Formålet", P),
        ("1 Formål", f"{P}\n\n{S}"),
        ("1 Formål", P.replace("alle", "**alle**")),
    ],
)
def test_another_title_word_paragraph_or_look_is_an_edit(heading: str, text: str) -> None:
    """A heading or a text that differs makes its point edited, and no other point."""
    found = states(document(ONE, TWO), document((heading, text), TWO))
    assert found == {"->-": ("uendret", False), "1>1": ("endret", True), "2>2": ("uendret", False)}


def test_a_new_number_alone_is_no_edit() -> None:
    """Points that were pushed down by a new one have a new number and the same words."""
    found = compare(document(ONE, TWO), document(("1 Varsling", S), ("2 Formål", P), ("3 Epikrise", Q)))
    assert [(p.state, p.is_edited) for p in found.points[1:]] == [
        (PointState.ADDED, True), (PointState.RENUMBERED, False), (PointState.RENUMBERED, False)
    ]  # fmt: skip
    assert all(p.change for p in found.points[1:])


def test_a_new_number_and_new_words() -> None:
    """A point with a new number whose words differ as well is edited, not merely renumbered."""
    new = document(("1 Varsling", S), ("2 Formål", P.replace("nye", "innlagte")))
    assert states(document(ONE), new)["1>2"] == ("endret", True)


def test_what_is_moved() -> None:
    """A point that changes places is moved, and one whose words changed on the way is edited too."""
    old = document(("1 Formål", f"{P}\n\n{S}"), TWO, THREE)
    for text in (P, P.replace("nye", "utskrevne")):
        found = states(old, document(("1 Epikrise", Q), ("2 Fastlege", R), ("3 Formål", f"{text}\n\n{S}")))
        assert found["1>3"][0] == "flyttet"
        assert (found["2>1"], found["3>2"]) == (("nytt nummer", False), ("nytt nummer", False))
    assert found["1>3"][1]


def test_what_is_moved_with_one_word_changed_in_its_only_paragraph() -> None:
    """A point with a short title and one long paragraph is followed when it moves and a word of it changes."""
    long = f"{P} {S} {P.replace('pasienter', 'henvisninger')}"
    new = document(("1 Epikrise", Q), ("2 Fastlege", R), ("3 Formål", long.replace("evalueres", "drøftes")))
    assert states(document(("1 Formål", long), TWO, THREE), new)["1>3"] == ("flyttet", True)


def test_what_is_moved_with_the_same_words_is_not_edited() -> None:
    """A point that changes places as it is has the same heading and the same text under it."""
    found = states(document(ONE, TWO, THREE), document(("1 Epikrise", Q), ("2 Fastlege", R), ("3 Formål", P)))
    assert found["1>3"] == ("flyttet", False)


def test_what_is_new_and_what_is_gone() -> None:
    """A point that one text lacks stands beside nothing, and its anchor says which text it is from."""
    found = {p.state: p for p in compare(document(ONE, TWO), document(ONE, ("2 Øving", S))).points[2:]}
    new, gone = found[PointState.ADDED], found[PointState.REMOVED]
    assert (new.old, new.new and new.new.title, new.anchor) == (None, "Øving", "pkt-2")
    assert (gone.new, gone.old and gone.old.title, gone.anchor) == (None, "Epikrise", "gammel-pkt-2")
    assert new.is_edited
    assert gone.is_edited


def test_a_heading_that_is_gone_while_its_text_stays() -> None:
    """The point is gone, and its text belongs to the one before it now."""
    redline = compare(document(ONE, TWO), f"{document(ONE)}\n\n{Q}")
    gone = next(p for p in redline.points if p.state is PointState.REMOVED)
    assert gone.old
    assert gone.old.number == "2"
    assert Q not in "".join(redline.rows_html()[row] for row in gone.rows)


def test_a_point_that_got_the_text_of_the_one_after_it_is_edited() -> None:
    """What stands right under point 1 differs when the heading below it goes away and its text stays."""
    assert states(document(ONE, TWO), f"{document(ONE)}\n\n{Q}")["1>1"] == ("endret", True)


def test_points_under_a_point_count_for_themselves() -> None:
    """An edit in 1.1 is not an edit of 1."""
    old = f"## 1 Formål\n\n{P}\n\n### 1.1 Epikrise\n\n{Q}"
    found = states(old, old.replace("samme dag", "dagen"))
    assert (found["1>1"], found["1.1>1.1"]) == (("uendret", False), ("endret", True))


def test_what_stands_before_the_first_heading() -> None:
    """The preamble is a point of its own, there in every text, and edited on its own."""
    old = f"{S}\n\n{document(ONE)}"
    found = compare(old, old.replace("to ganger", "fire ganger"))
    preamble = found.points[0]
    assert (preamble.state, preamble.rows, preamble.change) == (PointState.EDITED, (0,), 1)
    assert states(document(ONE), old)["->-"] == ("endret", True)
    assert states("", "") == {"->-": ("uendret", False)}


def test_the_mark_of_a_point_is_its_first() -> None:
    """``endring-n`` is the first mark in the point, where a link to the change should lead."""
    old = document(ONE, TWO)
    redline = compare(old, old.replace("nye", "innlagte").replace("samme dag", "dagen"))
    assert [p.change for p in redline.points] == [0, 1, 2]
    marked = ["".join(redline.rows_html()[row] for row in p.rows) for p in redline.points]
    assert [f'id="endring-{p.change}"' in text for p, text in zip(redline.points, marked, strict=True)] == [
        False, True, True
    ]  # fmt: skip
