"""The record of what was published: one line an address, and nothing lost on the way through a file or through git."""

from hypothesis import given
from hypothesis import strategies as st

from avtaleverk.corpus.permalinks_file import format_permalinks, parse_permalinks

_WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=12)
_ANCHORS = st.one_of(
    _WORDS,
    st.builds("pkt-{}-ledd-{}".format, st.integers(0, 3), st.integers(0, 12)),
    st.builds("{}..{}".format, st.integers(0, 20), st.integers(0, 20)),
    st.sampled_from(["pkt-", "pkt-0", "pkt-007", "pkt-12345", "x-", "x--1", "%", "%2E"]),
)
_PUBLISHED = st.dictionaries(st.one_of(st.just(""), _WORDS.map("a/{}/".format)), st.frozensets(_ANCHORS), max_size=6)


@given(_PUBLISHED)
def test_what_is_written_is_read(published: dict[str, frozenset[str]]) -> None:
    """Any address and any anchor comes back from the file, and nothing else does."""
    read = parse_permalinks(format_permalinks(published))
    assert read.findings == ()
    assert {p.address: p.anchors for p in read.entries} == published


@given(_PUBLISHED, _PUBLISHED)
def test_both_sides_of_a_merge_count(one: dict[str, frozenset[str]], other: dict[str, frozenset[str]]) -> None:
    """Where git leaves the lines of two people, both are published, with the anchors of both for one address."""
    sides = [format_permalinks(side, ()) for side in (one, other)]
    read = parse_permalinks(f"<<<<<<< HEAD\n{sides[0]}=======\n{sides[1]}>>>>>>> gren\n")
    empty: frozenset[str] = frozenset()
    both = {a: one.get(a, empty) | other.get(a, empty) for a in {*one, *other}}
    assert {p.address: p.anchors for p in read.entries} == both


@given(_PUBLISHED)
def test_the_same_is_written_the_same(published: dict[str, frozenset[str]]) -> None:
    """The order in which pages and anchors were found shows nowhere, so a difference shows what is new."""
    backwards = {address: sorted(published[address], reverse=True) for address in reversed(list(published))}
    assert format_permalinks(backwards) == format_permalinks(published)


def test_a_new_paragraph_changes_one_line() -> None:
    """Anchors that count on are one word, and the line of another page stays as it was."""
    before = {"retningslinjer/1/": ["pkt-1", "pkt-1-ledd-1", "pkt-1-ledd-2"], "retningslinjer/2/": ["pkt-1"]}
    after = before | {"retningslinjer/1/": [*before["retningslinjer/1/"], "pkt-1-ledd-3"]}
    old, new = (format_permalinks(published, ["# vår"]).split("\n") for published in (before, after))
    assert old == ["# vår", "/retningslinjer/1/ pkt-1 pkt-1-ledd-1..2", "/retningslinjer/2/ pkt-1", ""]
    assert [line for line in new if line not in old] == ["/retningslinjer/1/ pkt-1 pkt-1-ledd-1..3"]


def test_comments_are_kept() -> None:
    """What an editor notes in the file is there the next time it is written."""
    read = parse_permalinks("# Fra det gamle nettstedet\n/a/\n")
    assert format_permalinks({"a/": (), "b/": ()}, read.comments) == "# Fra det gamle nettstedet\n/a/\n/b/\n"


def test_a_long_way_to_count_costs_nothing() -> None:
    """A line that would stand for millions of anchors stands for one."""
    (entry,) = parse_permalinks("/a/ x1..99999999\n").entries
    assert entry.anchors == {"x1..99999999"}
