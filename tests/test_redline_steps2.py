"""The middle steps of the redline: how alike blocks are, which is which, what moved, was cut or joined; tables."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtaleverk.redline import similarity as likeness
from avtaleverk.redline.align import Alignment, align
from avtaleverk.redline.document import Block, Kind
from avtaleverk.redline.pieces import Side, State
from avtaleverk.redline.reading import read
from avtaleverk.redline.seams import continues
from avtaleverk.redline.sections import Sections
from avtaleverk.redline.similarity import likely_pairs, similarity
from avtaleverk.redline.tables import TableDiff, compare_tables
from avtaleverk.text.tree import read_tree

TEXTS = [
    "Kommunen melder fra til sykehuset om alle nye pasienter.",
    "Sykehuset sender epikrisen samme dag som pasienten reiser.",
    "Fastlegen får kopi av vedtaket når det gjelder medisiner.",
    "Partene møtes to ganger i året for å drøfte sakene.",
    "Utgiftene deles likt mellom dem som har skrevet under.",
]


def blocks(text: str) -> tuple[Block, ...]:
    return read(read_tree(text).root).blocks


def paragraphs(*texts: str) -> str:
    return "\n\n".join(texts)


def aligned(old: str, new: str) -> Alignment:
    """Return the alignment of two texts, which is the same from both sides."""
    found = align(blocks(old), blocks(new))
    back = align(blocks(new), blocks(old)).mirrored()
    for one, other in ((found.stay, back.stay), (found.moves, back.moves), (found.seams, back.seams)):
        assert sorted(one) == sorted(other)
    return found


def paragraph(text: str) -> Block:
    return Block(Kind.PARAGRAPH, text)


# --- similarity -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other", "least", "most"),
    [
        ("a b c", "a b c", 1.0, 1.0),
        ("", "a", 0.0, 0.0),
        ("en to tre fire", "fem seks sju åtte", 0.0, 0.3),
        ("Utskriving", "Utskrivning", 0.8, 1.0),
        ("Plikt til å melde", "Plikter å melde", 0.6, 1.0),
        (TEXTS[0], TEXTS[0].replace("nye", "aktuelle"), 0.8, 0.99),
        (TEXTS[0], TEXTS[1], 0.0, 0.4),
    ],
)
def test_how_alike_two_texts_are(one: str, other: str, least: float, most: float) -> None:
    """Likeness is 1 for equal texts, 0 beside nothing, and of short texts letters count as well as words."""
    found = similarity(paragraph(one), paragraph(other))
    assert least <= found <= most
    assert found == similarity(paragraph(other), paragraph(one))


def test_very_long_texts_are_compared_by_the_words_they_share(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past a length the order of words no longer counts, and the answer still lies between 0 and 1."""
    monkeypatch.setattr(likeness, "_LONG", 3)
    assert similarity(paragraph("a b c d"), paragraph("d c b a")) == 1.0
    assert similarity(paragraph("a a a a"), paragraph("a b c d")) == 0.25
    assert similarity(paragraph("a b c d"), paragraph("e f g h")) == 0.0


def test_likely_pairs_are_found_among_many(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there are too many pairs to try, a block is paired with those that share its rare words, and its equals."""
    old = [paragraph(f"felles ord nummer{n} er her") for n in range(40)]
    new = [paragraph(f"felles tekst nummer{n} er der") for n in range(40)]
    monkeypatch.setattr(likeness, "_ALL_PAIRS", 10)
    assert {(n, n) for n in range(40)} == set(likely_pairs(old, new))
    same = [paragraph("Ikke aktuelt")] * 20
    assert {(0, 0), (19, 19)} <= set(likely_pairs(same, same))


# --- sections -------------------------------------------------------------------------------------------------


def test_a_section_ends_at_the_next_heading_of_its_level() -> None:
    """What stands below a heading is its own, down to the next heading of the same level or one above."""
    found = Sections(blocks("Før\n\n## 1 A\n\na\n\n### 1.1 B\n\nb\n\n## 2 C\n\nc"))
    assert found.ends == {1: 5, 3: 5, 5: 7}
    assert list(found.inside(1)) == [2, 3, 4]
    assert found.own(1) == [2]
    assert [found.heading(place) for place in range(7)] == [None, None, 1, 1, 3, None, 5]
    assert [found.name(place) for place in (0, 2, 4)] == ["", "A", "A / B"]


# --- seams ----------------------------------------------------------------------------------------------------


def test_the_rest_of_a_text_makes_it_more_complete() -> None:
    """A paragraph continues another where both together are clearly more like the whole."""
    whole, first, rest, other = (t.split() for t in (f"{TEXTS[0]} {TEXTS[1]}", TEXTS[0], TEXTS[1], TEXTS[2]))
    assert continues(whole, first, rest, first + rest)
    assert not continues(whole, first, other, first + other)
    assert not continues(whole, first, [], first)


def test_a_paragraph_that_was_cut_is_one_paragraph() -> None:
    """Both halves belong to the old paragraph, and the seam is known from either side."""
    old, new = f"{TEXTS[0]} {TEXTS[1]}", paragraphs(TEXTS[0], TEXTS[1])
    assert aligned(old, new) == Alignment([(0, 0)], [], [(0, 1)])
    assert aligned(new, old) == Alignment([(0, 0)], [], [(1, 0)])


def test_a_paragraph_can_be_cut_in_three() -> None:
    """Each part belongs to the whole."""
    found = aligned(" ".join(TEXTS[:3]), paragraphs(*TEXTS[:3]))
    assert sorted((*found.stay, *found.seams)) == [(0, 0), (0, 1), (0, 2)]


def test_something_new_may_stand_in_the_seam() -> None:
    """A cut is recognised although a new paragraph was put between the halves."""
    found = aligned(f"{TEXTS[0]} {TEXTS[1]}", paragraphs(TEXTS[0], TEXTS[3], TEXTS[1]))
    assert sorted((*found.stay, *found.seams)) == [(0, 0), (0, 2)]


# --- align ----------------------------------------------------------------------------------------------------


def test_equal_texts_stay() -> None:
    """Every block of a text is the same block of the same text."""
    text = paragraphs(*TEXTS, "- a\n- b", "## 1 A")
    count = len(blocks(text))
    assert aligned(text, text) == Alignment([(n, n) for n in range(count)], [])


def test_a_new_paragraph_moves_nothing() -> None:
    """What stands after something new is an anchor all the same."""
    assert aligned(paragraphs(*TEXTS), paragraphs(TEXTS[0], "Helt nytt.", *TEXTS[1:])).stay == [
        (0, 0),
        (1, 2),
        (2, 3),
        (3, 4),
        (4, 5),
    ]


def test_the_one_that_moves_is_the_one_and_not_the_many() -> None:
    """A paragraph taken to the end has moved; those that it passed have not."""
    found = aligned(paragraphs(*TEXTS), paragraphs(*TEXTS[1:], TEXTS[0]))
    assert found == Alignment([(1, 0), (2, 1), (3, 2), (4, 3)], [(0, 4)])


def test_of_two_that_changed_places_the_short_one_moves() -> None:
    """Where counting does not decide, the longer text stays."""
    short = "En helt kort setning her."
    assert aligned(paragraphs(short, TEXTS[0]), paragraphs(TEXTS[0], short)).moves == [(0, 1)]


def test_a_paragraph_that_was_edited_on_its_way_has_moved() -> None:
    """Much the same text at another place is the same paragraph."""
    edited = TEXTS[0].replace("nye", "aktuelle")
    found = aligned(paragraphs(*TEXTS), paragraphs(*TEXTS[1:], edited))
    assert found.moves == [(0, 4)]


def test_what_is_too_short_does_not_move() -> None:
    """Under twelve letters nobody can say that it is the same; it is gone here and new there."""
    assert aligned(paragraphs("Kort.", *TEXTS), paragraphs(*TEXTS, "Kort.")).moves == []


def test_an_edited_paragraph_stays() -> None:
    """A paragraph that was reworded between two that stand is the same paragraph."""
    new = paragraphs(TEXTS[0], "Sykehuset skal sende epikrisen innen to dager.", TEXTS[2])
    assert aligned(paragraphs(*TEXTS[:3]), new).stay == [(0, 0), (1, 1), (2, 2)]


def test_a_strong_partner_elsewhere_wins() -> None:
    """A block whose clear equal has moved away is not paired with a stranger at its old place."""
    new = TEXTS[1].replace("epikrisen", "meldingen om epikrisen til fastlegen")
    stranger = "Sykehuset sender regningen samme uke som kommunen ber om den."
    found = aligned(paragraphs(TEXTS[1], *TEXTS[2:]), paragraphs(stranger, *TEXTS[2:], new))
    assert (0, 4) in found.moves
    assert (0, 0) not in found.stay


def test_repeated_blocks_keep_their_rank() -> None:
    """Of texts that stand often, the first is the first; one that is gone is one, and nothing has moved."""
    same = "Dette punktet er ikke aktuelt for kommunen."
    assert aligned(paragraphs(same, same, same), paragraphs(same, same)) == Alignment([(0, 0), (1, 1)], [])


def test_repeated_blocks_belong_to_their_sections() -> None:
    """A sentence that stands under every heading is told apart by the heading."""
    same = "Gjelder alle parter i avtalen."
    old = f"## 1 Formål\n\n{same}\n\n## 2 Varighet\n\n{same}"
    new = f"## 1 Formål\n\n{same}\n\n## 2 Økonomi\n\n{same}\n\n## 3 Varighet\n\n{same}"
    found = aligned(old, new)
    assert found == Alignment([(0, 0), (1, 1), (2, 4), (3, 5)], [])


def test_what_is_new_begins_at_its_heading() -> None:
    """Where the same words allow two readings, a new section begins with its heading and not with the end of another."""
    end = "Meldingen sendes skriftlig til begge parter."
    old = f"## Om innleggelse\n\n{TEXTS[0]}\n\n{end}\n\n## Om økonomi\n\n{TEXTS[4]}"
    new = old.replace("## Om økonomi", f"## Om utskriving\n\n{TEXTS[1]}\n\n{end}\n\n## Om økonomi")
    found = aligned(old, new)
    assert {j for _, j in found.stay} == {0, 1, 2, 6, 7}


def test_a_section_moves_as_one() -> None:
    """A heading goes with what stands under it, its short paragraphs too."""
    sections = [f"## {n} {t}\n\n{TEXTS[k]}\n\nKort {k}." for k, (n, t) in enumerate(zip("123", ("Formål", "Om melding", "Økonomi"), strict=True))]  # fmt: skip
    moved = [sections[1], sections[2], sections[0]]
    found = aligned(paragraphs(*sections), paragraphs(*moved))
    assert found == Alignment([(3, 0), (4, 1), (5, 2), (6, 3), (7, 4), (8, 5)], [(0, 6), (1, 7), (2, 8)])


def test_a_section_keeps_its_place_under_a_new_title() -> None:
    """A heading with no word in common is the same heading where the text under it stays."""
    old, new = f"## Formål\n\n{TEXTS[0]}", f"## Hva dette gjelder\n\n{TEXTS[0]}"
    assert (0, 0) in aligned(old, new).stay


_texts = st.lists(
    st.sampled_from([*TEXTS, "Kort.", "## A", "## Om melding", "- punkt en\n- punkt to", "> Sitat fra loven her."]),
    max_size=7,
).map("\n\n".join)


@settings(deadline=None, max_examples=150)
@given(_texts, _texts)
def test_every_block_has_one_place(old: str, new: str) -> None:
    """What stays keeps its order; no block both stays and moves; and it does not matter which text is the old one."""
    found = aligned(old, new)
    assert all(a < c and b < d for (a, b), (c, d) in pairwise(found.stay))
    for side in (0, 1):
        stay, moved = ({pair[side] for pair in pairs} for pairs in ((*found.stay, *found.seams), found.moves))
        assert not stay & moved


# --- tables ---------------------------------------------------------------------------------------------------

HEAD = "| Kommune | Lege | Telefon |\n|---|---|---|\n"
ROWS = ["| Dalset | Kari Berg | 11 |\n", "| Fjordby | Ola Vik | 22 |\n", "| Nesodd | Liv Moe | 33 |\n"]


def tables(old: str, new: str) -> TableDiff:
    return compare_tables(blocks(old)[0], blocks(new)[0])


def rows(table: TableDiff) -> list[str]:
    """Return the first cell of each row, after a sign for what became of the row."""
    return [_sign(r.old is not None, r.new is not None, r.moved) + (r.new or r.old).cells[0].key for r in table.rows if r.new or r.old]  # type: ignore[union-attr] # one of them is there  # fmt: skip


def _sign(old: bool, new: bool, moved: bool) -> str:  # noqa: FBT001 - three facts of a row
    return "" if old and new else ">" if moved else "+" if new else "-"


def test_a_removed_row_is_one_removed_row() -> None:
    """Rows are known by their key, so that those below a row that is gone are not touched."""
    assert rows(tables(HEAD + "".join(ROWS), HEAD + ROWS[0] + ROWS[2])) == ["Kommune", "Dalset", "-Fjordby", "Nesodd"]


def test_an_added_row_is_one_added_row() -> None:
    """The rows around a new one are the same rows."""
    table = tables(HEAD + ROWS[0] + ROWS[2], HEAD + "".join(ROWS))
    assert rows(table) == ["Kommune", "Dalset", "+Fjordby", "Nesodd"]
    assert table.columns == ((0, 0), (1, 1), (2, 2))


def test_a_row_with_its_key_is_the_same_row() -> None:
    """A row whose key stays is edited, cell by cell, however much else in it is new."""
    table = tables(HEAD + "".join(ROWS), HEAD + ROWS[0] + "| Fjordby | Per Li | 44 |\n" + ROWS[2])
    assert rows(table) == ["Kommune", "Dalset", "Fjordby", "Nesodd"]
    states = [{p.state for p in cell.pieces} for cell in table.rows[2].cells]
    assert states == [{State.SAME}, {State.OLD, State.NEW}, {State.OLD, State.NEW}]


def test_a_moved_row_is_moved() -> None:
    """A row that was taken to the end has moved, from one place to another, and bears no mark of words."""
    table = tables(HEAD + "".join(ROWS), HEAD + ROWS[1] + ROWS[2] + ROWS[0])
    assert rows(table) == ["Kommune", ">Dalset", "Fjordby", "Nesodd", ">Dalset"]
    assert {p.state for cell in table.rows[-1].cells for p in cell.pieces} == {State.SAME}


@pytest.mark.parametrize(
    ("old", "new", "columns"),
    [
        ("Kommune | Lege", "Kommune | Rolle | Lege", ((0, 0), (None, 1), (1, 2))),
        ("Kommune | Rolle | Lege", "Kommune | Lege", ((0, 0), (1, None), (2, 1))),
        ("Kommune | Lege", "Kommune | Lege | Rolle", ((0, 0), (1, 1), (None, 2))),
        ("Kommune | Lege", "Kommune | Kontaktperson", ((0, 0), (1, 1))),
    ],
)
def test_columns_are_known_by_heading_and_content(
    old: str, new: str, columns: tuple[tuple[int | None, int | None], ...]
) -> None:
    """A column is the same under its heading, wherever it stands, and under a new heading where its cells are."""
    cells = {"Kommune": "Dalset", "Lege": "Kari Berg", "Kontaktperson": "Kari Berg", "Rolle": "leder"}

    def table(heads: str) -> str:
        names = heads.split(" | ")
        return f"| {heads} |\n|{'---|' * len(names)}\n| {' | '.join(cells[name] for name in names)} |\n"

    assert tables(table(old), table(new)).columns == columns


def test_a_table_gives_both_tables_back() -> None:
    """Each row, of either table, has the cells that it had."""
    old, new = (
        blocks(HEAD + "".join(ROWS))[0],
        blocks("| Lege | By | Telefon |\n|---|---|---|\n| Kari Berg | Dal | 9 |")[0],
    )
    table = compare_tables(old, new)
    for side, block in ((Side.OLD, old), (Side.NEW, new)):
        found = [row for row in table.rows if row.of(side)]
        assert [row.of(side) for row in found] == list(block.rows)
        for row, whole in zip(found, block.rows, strict=True):
            assert [c.of(side) for c in row.cells if c.of(side)] == list(whole.cells)
