"""What two documents have in common: golden pairs, and what holds for any two texts."""

import re
import xml.etree.ElementTree as ET
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import validate
from redline_documents import HOSTILE, document, pairs

from avtaleverk.redline import OwnText, SharedPoint, Sharing, own_texts, phrases, share
from avtaleverk.redline.phrases import phrase
from avtaleverk.redline.sharing import ALIKE, likeness
from avtaleverk.redline.sharing_html import sharing_html, sharing_page
from avtaleverk.redline.sharing_index import likely_sharing, nearest
from avtaleverk.redline.sharing_marks import MarkedPoint, Stretches, marked_points, plain_point
from avtaleverk.redline.sharing_text import sharing_dict, sharing_schema, sharing_text
from avtaleverk.redline.sharing_words import Named, Told
from avtaleverk.text.tree import TextError

some = settings(
    deadline=None, max_examples=80, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)

NOTICE = "Sykehuset melder pasienten til kommunen innen 24 timer etter innleggelse."
DEVIATION = "Avvik meldes til den parten som har ansvaret for oppgaven, og svaret kommer innen to uker."
EQUIPMENT = "Kommunen skaffer utstyr og hjelpemidler før pasienten reiser hjem."
ONE = f"## 1 Melding\n\n{NOTICE}\n\n## 2 Avvik\n\n{DEVIATION}\n"


def named(point: OwnText) -> str:
    return point.clause.label if point.clause else ""


def told(one: str, other: str) -> list[tuple[str, str, int]]:
    return [(named(p.one), named(p.other), p.percent) for p in share(one, other).shared]


def shown(sharing: Sharing) -> Told:
    return Told(sharing, Named("Den ene", "en/"), Named("Den andre", "to/"))


# --- golden pairs ---------------------------------------------------------------------------------------------


def test_equal_texts() -> None:
    """Two equal documents share every point, and each pair is equal."""
    assert told(ONE, ONE) == [("1 Melding", "1 Melding", 100), ("2 Avvik", "2 Avvik", 100)]


def test_another_order_and_other_numbers() -> None:
    """Points are found wherever they stand and whatever their numbers are, and a new number is no difference."""
    other = f"## 3.1 Avvik\n\n{DEVIATION}\n\n## § 4 Melding\n\n(1) {NOTICE}\n"
    assert told(ONE, other) == [("1 Melding", "§ 4 Melding", 100), ("2 Avvik", "3.1 Avvik", 100)]


def test_one_word_differs() -> None:
    """One word of a point makes it alike and not equal, and that word alone is marked on both sides."""
    sharing = share(ONE, ONE.replace("24", "48"))
    pair = sharing.shared[0]
    assert not pair.is_equal
    assert ALIKE <= pair.likeness < 1
    assert sharing.equal == 1
    one, other = marked_points(pair)
    assert differing(one) == ["24"]
    assert differing(other) == ["48"]


def test_unrelated_texts() -> None:
    """Points about different things share nothing, though the small words are the same."""
    sharing = share(ONE, f"## 1 Utstyr\n\n{EQUIPMENT}\n")
    assert sharing.shared == ()
    assert [named(p) for p in sharing.only_one] == ["1 Melding", "2 Avvik"]
    assert [named(p) for p in sharing.only_other] == ["1 Utstyr"]


def test_small_words_alone_make_nothing_alike() -> None:
    """A few common words in a short point are no likeness."""
    assert told("## 1 A\n\nDet er som det er.\n", "## 1 B\n\nDet er som det er.\n") == []


@pytest.mark.parametrize("empty", ["", "\n\n", "## 1 Formål\n\n### 1.1 Under\n", "---\n"])
def test_texts_without_points(empty: str) -> None:
    """An empty text, and one of headings alone, has no points, and that is no fault."""
    assert own_texts(empty) == ()
    for sharing in (share(empty, ONE), share(ONE, empty), share(empty, empty)):
        assert sharing.shared == ()
        assert sharing.one.part == sharing.other.part == 0
        assert sharing_text(shown(sharing))
        assert sharing_html(shown(sharing))


def test_a_heading_above_others_is_no_point() -> None:
    """A heading that has only points under it does not count; what stands before the first heading does."""
    body = f"Innledende ord.\n\n## 1 Oppgaver\n\n### 1.1 Melding\n\n{NOTICE}\n"
    assert [named(p) for p in own_texts(body)] == ["", "1.1 Melding"]


def test_signs_and_white_space_are_no_difference() -> None:
    """Another kind of dash, quotation mark or line break is nothing that a reader would call different."""
    one = "## 1 Mål\n\nPartene – alle – sier «ja»\ntil samarbeid om pasienten.\n"
    other = '## 1 Mål\n\nPartene - alle - sier "ja" til   samarbeid om pasienten.\n'
    assert told(one, other) == [("1 Mål", "1 Mål", 100)]


def test_a_capital_letter_is_a_difference() -> None:
    """What differs in no word but in a letter or a sign is nearly equal, never wholly."""
    pair = share(ONE, ONE.replace("Sykehuset", "sykehuset")).shared[0]
    assert (pair.percent, pair.is_equal) == (99, False)
    assert differing(marked_points(pair)[0]) == ["Sykehuset"]


def test_another_title_is_a_difference() -> None:
    """Points with one text and two titles are alike, and the titles are marked."""
    pair = share(ONE, ONE.replace("1 Melding", "1 Varsel")).shared[0]
    assert not pair.is_equal
    one, other = marked_points(pair)
    assert (one.title, other.title) == ((("Melding", True),), (("Varsel", True),))


def test_items_in_another_order_are_unmarked() -> None:
    """An item of a list that both have is marked in neither, wherever it stands."""
    items = ["- pasientens status nå", "- dato for utskriving", "- behov for hjelp hjemme"]
    one, other = (f"## 1 Melding\n\n{NOTICE}\n\n" + "\n".join(order) for order in (items, items[::-1]))
    pair = share(one, other).shared[0]
    assert [differing(side) for side in marked_points(pair)] == [[], []]


def test_each_point_is_in_one_pair_at_most() -> None:
    """Where a point stands twice in the one text and once in the other, the first of them is the pair."""
    twice = f"## 1 Avvik\n\n{DEVIATION}\n\n## 2 Avvik\n\n{DEVIATION}\n"
    assert told(twice, ONE) == [("1 Avvik", "2 Avvik", 100)]
    assert [named(p) for p in share(twice, ONE).only_one] == ["2 Avvik"]


def test_the_best_pair_is_chosen() -> None:
    """An equal point goes before one that is alike, though that stands first."""
    nearly = f"## 1 Avvik\n\n{DEVIATION.replace('to', 'fire')}\n\n## 2 Avvik\n\n{DEVIATION}\n"
    assert told(ONE, nearly) == [("2 Avvik", "2 Avvik", 100)]


def test_table_cells_are_marked_one_by_one() -> None:
    """A cell that differs is marked, and its neighbours are not."""
    rows = (
        "## 1 Frister\n\n| Melding | Frist |\n|---|---|\n| Innleggelse på sykehus | 24 timer |\n| Svar | samme dag |\n"
    )
    one, other = marked_points(share(rows, rows.replace("24", "48")).shared[0])
    assert [[text(cell) for cell in cells] for _, cells in one.parts][1] == ["Innleggelse på sykehus", "24 timer"]
    assert (differing(one), differing(other)) == (["24"], ["48"])


def test_the_sum_in_words() -> None:
    """The sum says how many points of the one are shared, how many are equal, and how much of the words that is."""
    said = sharing_text(shown(share(ONE + f"\n## 3 Utstyr\n\n{EQUIPMENT}\n", ONE.replace("24", "48"))))
    assert said.startswith(
        "2 av 3 punkter i Den ene har samme eller nesten samme tekst i Den andre. Likt: 1. Nesten likt: 1."
    )
    assert "må den som leser, avgjøre" in said
    assert "Bare i Den ene\n- 3 Utstyr\n" in said
    assert "Bare i Den andre\nAlle punktene er felles.\n" in said


def test_absurd_nesting_is_told_of() -> None:
    """A text that cannot be read is a fault with words."""
    with pytest.raises(TextError):
        share("> " * 400 + "dypt", ONE)


@pytest.mark.parametrize("name", sorted(phrases.sharing_names()))
def test_a_phrase_is_whole_in_both_languages(name: str) -> None:
    """A phrase says something in both languages, and puts in the same values."""
    nb, nn = (phrase(name, language, *(f"{{{n}}}" for n in range(4))) for language in ("nb", "nn"))
    assert nb.strip()
    assert nn.strip()
    assert sorted(re.findall(r"\{\d\}", nb)) == sorted(re.findall(r"\{\d\}", nn))


def test_every_phrase_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    """No phrase lies unused: each is shown for some pair of texts."""
    asked: set[str] = set()

    def noting(name: str, language: phrases.Language, *values: object) -> str:
        asked.add(name)
        return phrase(name, language, *values)

    monkeypatch.setattr("avtaleverk.redline.sharing_words.phrase", noting)
    for one, other in (
        (ONE, ONE),
        (ONE, ONE.replace("24", "48")),
        (ONE, ""),
        (ONE, f"## 1\n\n### Under\n\n{EQUIPMENT}"),
    ):
        sharing_page(shown(share(one, other)))
    assert phrases.sharing_names() - asked == set()


# --- what is shown --------------------------------------------------------------------------------------------


@pytest.mark.parametrize("attack", HOSTILE)
def test_hostile_text_is_text(attack: str) -> None:
    """Nothing in a text, a title or the name of a document becomes an element or an attribute of the page."""
    body = (
        f"## 1 Melding {attack}\n\n{NOTICE} {attack}\n\n- {attack}\n\n| {attack} | B |\n|---|---|\n| x | {attack} |\n"
    )
    sharing = share(body, body.replace("24", "48"))
    found = Told(sharing, Named(attack, f"en/{attack}"), Named("Den andre"))
    root = ET.fromstring(sharing_html(found))  # noqa: S314 - our own HTML, which must be well-formed
    tags = {element.tag for element in root.iter()}
    assert not tags & {"script", "ins", "del", "img", "iframe", "style"}
    assert not any(name.startswith("on") for element in root.iter() for name in element.attrib)
    assert "<script" not in sharing_page(found)


def test_nothing_is_shown_as_added_or_removed() -> None:
    """What differs is told in words to those who cannot see the mark, and never as a change."""
    html = sharing_html(shown(share(ONE, ONE.replace("24", "48"))))
    assert '<span class="ulikt"><span class="rm-skjult" data-rm="merke">bare her: </span>24</span>' in html
    assert not re.search("<(ins|del)", html)


def test_points_lead_into_both_texts() -> None:
    """Each point in the table and in the lists is a link to its place, where there is one to lead to."""
    html = sharing_html(shown(share(ONE, ONE + f"\n## 3 Utstyr\n\n{EQUIPMENT}\n")))
    for place in ("en/#pkt-1", "to/#pkt-2", "to/#pkt-3"):
        assert f'href="{place}"' in html
    plain = Told(share(ONE, ONE), Named("a.md"), Named("b.md"))
    assert set(re.findall('href="([^"]*)"', sharing_html(plain))) == {"#par-1", "#par-2"}


# --- any two texts --------------------------------------------------------------------------------------------


def places(sharing: Sharing) -> set[tuple[str, str, float]]:
    return {(anchor(p.one), anchor(p.other), p.likeness) for p in sharing.shared}


def anchor(point: OwnText) -> str:
    return point.clause.id if point.clause else "innledning"


def texts_of(point: MarkedPoint) -> Iterator[Stretches]:
    yield point.title
    for _, cells in point.parts:
        yield from cells


def text(stretches: Stretches) -> str:
    return "".join(s.text for s in stretches)


def differing(point: MarkedPoint) -> list[str]:
    return [s.text for stretches in texts_of(point) for s in stretches if s.differs]


def flags(point: MarkedPoint) -> list[Stretches]:
    return list(texts_of(point))


@some
@given(pairs())
def test_the_mirror_is_the_same(both: tuple[str, str]) -> None:
    """Neither text counts as the first: the mirror has the same pairs, likeness, totals and marks."""
    there, back = share(*both), share(*reversed(both))
    assert places(there) == {(b, a, alike) for a, b, alike in places(back)}
    assert (there.one, there.other) == (back.other, back.one)
    mirrored = {(anchor(p.one), anchor(p.other)): marked_points(p) for p in back.shared}
    for pair in there.shared:
        one, other = marked_points(pair)
        again = mirrored[anchor(pair.other), anchor(pair.one)]
        assert (flags(one), flags(other)) == (flags(again[1]), flags(again[0]))


@some
@given(pairs())
def test_the_totals_add_up(both: tuple[str, str]) -> None:
    """Every point is in one pair or stands alone, and the words of both add up to the words of the document."""
    sharing = share(*both)
    for body, totals, alone, ours in (
        (both[0], sharing.one, sharing.only_one, [p.one for p in sharing.shared]),
        (both[1], sharing.other, sharing.only_other, [p.other for p in sharing.shared]),
    ):
        points = own_texts(body)
        assert sorted(map(anchor, [*alone, *ours])) == sorted(map(anchor, points))
        assert (totals.points, totals.shared) == (len(points), len(ours))
        assert totals.words == sum(p.size for p in points)
        assert totals.shared_words == sum(p.size for p in ours)
        assert 0 <= totals.part <= 1
    assert sharing.equal <= len(sharing.shared)
    assert all(ALIKE <= p.likeness <= 1 for p in sharing.shared)


@some
@given(document)
def test_a_text_shares_all_with_itself(body: str) -> None:
    """A document and itself share every point, all of them equal, with nothing marked."""
    sharing = share(body, body)
    assert sharing.equal == len(sharing.shared) == sharing.one.points
    assert sharing.only_one == sharing.only_other == ()
    for pair in sharing.shared:
        assert [differing(side) for side in marked_points(pair)] == [[], []]


@some
@given(pairs())
def test_the_answer_is_always_the_same(both: tuple[str, str]) -> None:
    """Two runs give the same page, text and data; the data is as its schema says."""
    first, second = (shown(share(*both)) for _ in range(2))
    assert sharing_html(first) == sharing_html(second)
    assert sharing_text(first) == sharing_text(second)
    assert sharing_dict(first) == sharing_dict(second)
    validate(sharing_dict(first), sharing_schema())


@some
@given(pairs())
def test_marks_change_no_text(both: tuple[str, str]) -> None:
    """The marked text of a point is its text: every letter is there, in its order."""
    for pair in share(*both).shared:
        for point, marked in zip((pair.one, pair.other), marked_points(pair), strict=True):
            assert [text(s) for s in texts_of(marked)] == [text(s) for s in texts_of(plain_point(point))]


@some
@given(pairs())
def test_only_equal_points_are_wholly_alike(both: tuple[str, str]) -> None:
    """A likeness of 1 says that nothing but numbers differs, and 0.99 is the most that anything else can be."""
    for one in own_texts(both[0]):
        for other in own_texts(both[1]):
            alike = likeness(one, other)
            assert alike == likeness(other, one)
            assert (alike == 1) is (one.key == other.key)
            assert alike == 1 or SharedPoint(one, other, alike).percent <= 99


# --- many documents -------------------------------------------------------------------------------------------


def test_who_shares_anything_among_many() -> None:
    """Of many documents those that share a point are found, those with most first, equal points and alike ones."""
    alone = [f"## 1 Tema\n\n{' '.join(f'ord{n}nummer{k}' for k in range(30))}\n" for n in range(20)]
    both, nearly = ONE, f"## 9 Varsel\n\n{NOTICE.replace('24', '72')}\n"
    found = likely_sharing([own_texts(body) for body in [*alone[:10], both, *alone[10:], nearly, both]])
    assert found == [(10, 22), (10, 21), (21, 22)]


@some
@given(pairs())
def test_what_is_found_among_many_is_shared(both: tuple[str, str]) -> None:
    """Whom the index names, a comparison confirms; and equal points are never missed."""
    points = [own_texts(body) for body in both]
    sharing = Sharing(*points)
    found = bool(likely_sharing(points))
    assert not found or sharing.shared
    assert found or not sharing.equal


def test_no_document_has_too_many_pairs() -> None:
    """Of pairs in order the first are chosen, and no document stands in more than asked for."""
    every = [(a, b) for a in range(6) for b in range(a + 1, 6)]
    chosen = nearest(every, 2)
    assert chosen[:2] == [(0, 1), (0, 2)]
    assert max(sum(place in pair for pair in chosen) for place in range(6)) == 2
