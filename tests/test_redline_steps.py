"""The first steps of the redline, each alone: the heaviest chain, runs, words, and which words stay."""

import xml.etree.ElementTree as ET
from itertools import chain, combinations, pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from avtaleverk.redline import words
from avtaleverk.redline.chains import Pair, heaviest_chain
from avtaleverk.redline.runs import Runs, canonical, cut, gather, legal, normal, plain
from avtaleverk.redline.tokens import Token, code_tokens, count_words, tokens_of
from avtaleverk.redline.words import match_words

ANY = settings(deadline=None, max_examples=200)
STRONG, EM = ("strong", ()), ("em", ())


# --- chains ---------------------------------------------------------------------------------------------------


def is_chain(pairs: list[tuple[int, int]]) -> bool:
    return all(a < c and b < d for (a, b), (c, d) in pairwise(pairs))


def heaviest_by_trying(pairs: list[Pair]) -> float:
    """Return what the heaviest chain weighs, found by trying every choice of pairs."""
    choices = chain.from_iterable(combinations(sorted(pairs), size) for size in range(len(pairs) + 1))
    return max(sum(w for *_, w in choice) for choice in choices if is_chain([(i, j) for i, j, _ in choice]))


def test_nothing_is_a_chain_of_nothing() -> None:
    """No pairs give no chain."""
    assert heaviest_chain([]) == []


def test_weight_counts_before_number() -> None:
    """One heavy pair stays in place, and the two light ones that cross it do not."""
    assert heaviest_chain([(0, 2, 5.0), (1, 0, 2.0), (2, 1, 2.0)]) == [(0, 2)]


def test_a_place_is_used_once() -> None:
    """Two pairs that share a place on either side cannot both stay."""
    assert heaviest_chain([(0, 0, 1.0), (0, 1, 2.0)]) == [(0, 1)]
    assert heaviest_chain([(0, 0, 1.0), (1, 0, 2.0)]) == [(1, 0)]


_place = st.integers(0, 6)
_pairs = st.lists(
    st.tuples(_place, _place, st.integers(1, 9).map(float)), max_size=10, unique_by=lambda pair: (pair[0], pair[1])
)


@ANY
@given(_pairs)
def test_no_chain_is_heavier(pairs: list[Pair]) -> None:
    """The chain increases on both sides, is made of the pairs, and weighs as much as any that exists."""
    found = heaviest_chain(pairs)
    weights = {(i, j): w for i, j, w in pairs}
    assert is_chain(found)
    assert sum(weights[pair] for pair in found) == heaviest_by_trying(pairs)


# --- runs -----------------------------------------------------------------------------------------------------


def runs_of(inside: str) -> Runs:
    """Return the runs of a paragraph that is written as XML."""
    return canonical(gather(ET.fromstring(f"<p>{inside}</p>")))  # noqa: S314 - written here


@pytest.mark.parametrize(
    ("inside", "expected"),
    [
        ("  a \n\t b  ", (("a b", ()),)),
        ("", ()),
        (" \n ", ()),
        ("<code>  </code>", ()),
        ("a\u00a0b", (("a\u00a0b", ()),)),
        ("<strong>a</strong> <strong>b</strong>", (("a b", (STRONG,)),)),
        ("<strong>a </strong>b", (("a", (STRONG,)), (" b", ()))),
        ("a<strong> b</strong>", (("a ", ()), ("b", (STRONG,)))),
        ("a<strong> </strong>b", (("a b", ()),)),
        ("<strong>a<em> b</em></strong>", (("a ", (STRONG,)), ("b", (STRONG, EM)))),
        ("<strong>a</strong><strong>b</strong>", (("ab", (STRONG,)),)),
        ('<span class="x">a</span>b', (("ab", ()),)),
    ],
)
def test_one_page_gives_one_form(inside: str, expected: Runs) -> None:
    """White space is collapsed, never at an edge, and bears the marks that the words on both sides share."""
    assert runs_of(inside) == expected


@pytest.mark.parametrize(
    ("inside", "text"),
    [("a<br/>b", "a\nb"), ("a <br/>\n b", "a\nb"), ("a<br/> <br/>b", "a\n\nb"), ("<br/>a<br/>", "a")],
)
def test_a_break_is_a_character(inside: str, text: str) -> None:
    """A line break is one character between two words, whatever stands around it; at an edge it is nothing."""
    assert runs_of(inside) == ((text, ()),)


def test_an_image_is_a_run_of_its_own() -> None:
    """A picture keeps its address and the words that stand for it, and two of them never run together."""
    image = '<img src="b.png" alt="x"/>'
    mark = ("img", (("alt", "x"), ("src", "b.png")))
    assert runs_of(f"a {image} c") == (("a ", ()), ("x", (mark,)), (" c", ()))
    assert runs_of(image * 2) == (("x", (mark,)),) * 2


def test_only_what_is_shown_counts_as_a_mark() -> None:
    """Of an element's attributes, those that a reader meets are kept, in one order."""
    assert runs_of('<a title="t" class="x" href="u">a</a>') == (("a", (("a", (("href", "u"), ("title", "t"))),)),)


@pytest.mark.parametrize("sign", ["\x00", "\x08", "\x0e", "\x1b", "\ud800", "\ufffe", "\uffff"])
def test_what_no_page_can_hold_is_replaced(sign: str) -> None:
    """A control character or half a character is shown as the sign for what cannot be shown."""
    assert legal(f"a{sign}b") == "a\ufffdb"
    assert canonical([(f"a{sign}b", ())]) == (("a\ufffdb", ()),)


def test_a_vertical_tab_is_no_line_break() -> None:
    """The sign that stands for a break inside the program is a space where a text happens to hold it."""
    element = ET.Element("p")
    element.text = "a\vb"
    assert canonical(gather(element)) == (("a b", ()),)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("«Punkt»", '"Punkt"'),
        ("2020–2023", "2020-2023"),
        ("e‑post", "e-post"),
        ("d’accord", "d'accord"),
        ("a\u00a0b", "a b"),
        ("hel\u00adse", "helse"),
        ("cafe\u0301", "caf\u00e9"),
        ("og så …", "og så ..."),
    ],
)
def test_typography_is_made_alike(one: str, other: str) -> None:
    """Kinds of quotes, dashes and spaces, soft hyphens and ways to store a letter are one to the comparison."""
    assert normal(one) == normal(other)


_marks = st.sampled_from([(), (STRONG,), (STRONG, EM), (("a", (("href", "u"),)),)])
_image = st.tuples(st.text("xy", max_size=2), st.just((("img", (("src", "b.png"),)),)))
_raw = st.lists(st.tuples(st.text(" \n\tab§-.3\v\u00ad\u0301é👍\u200d«", max_size=8), _marks) | _image, max_size=6)


@ANY
@given(_raw)
def test_the_one_form_stays_as_it_is(raw: Runs) -> None:
    """To bring runs into their one form twice changes nothing; no white space stands double or at an edge."""
    once = canonical(raw)
    assert canonical([(text.replace("\n", "\v"), marks) for text, marks in once]) == once
    inside = "".join(text if not (marks and marks[-1][0] == "img") else "x" for text, marks in once)
    assert inside == inside.strip(" \n")
    assert "  " not in inside


@ANY
@given(_raw, st.integers(0, 20))
def test_a_cut_loses_nothing(raw: Runs, place: int) -> None:
    """Runs that are cut at a place hold the same characters before and after it."""
    runs = canonical(raw)
    before, after = cut(runs, place)
    assert plain(before) + plain(after) == plain(runs)
    assert len(plain(before)) == min(place, len(plain(runs)))


# --- tokens ---------------------------------------------------------------------------------------------------


def tokens(text: str) -> list[Token]:
    return tokens_of(((text, ()),) if text else ())


@pytest.mark.parametrize(
    "word",
    [
        "31.12.2027",
        "2020-2023",
        "§ 3-4",
        "§3-4",
        "§§ 3-4",
        "§ 3 a",
        "helse- og omsorgstjenester",
        "syke- eller pleiehjelp",
        "https://a.example/b?c=d#e",
        "post@a.no",
        "kl.08:30",
        "og/eller",
        "e-post",
        "d'accord",
        "10.000",
        "2.1",
        "a_b",
        "cafe\u0301",
        "hel\u00adse",
        "שָׁלוֹם",
        "مَرْحَبًا",
        "किताब",
        "👩‍👩‍👧",
        "👍🏽",
        "❤️",
        "🇳🇴",
    ],
)
def test_a_word_is_one(word: str) -> None:
    """Dates, ranges, sections of law, joined words, addresses, composed letters and signs are each one word."""
    assert [plain(t.runs) for t in tokens(f"før {word} etter")] == ["før", word, "etter"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a, b.", ["a", ",", "b", "."]),
        ("Se https://a.example/b.", ["Se", "https://a.example/b", "."]),
        ("(https://a.example)", ["(", "https://a.example", ")"]),
        ("«Punkt 2.1.»", ["«", "Punkt", "2.1", ".", "»"]),
        ("x- y", ["x", "-", "y"]),
        ("§ 3 a ledd", ["§ 3 a", "ledd"]),
        ("§ 3 annet", ["§ 3", "annet"]),
        ("a–b – c", ["a–b", "–", "c"]),
        ("🇳🇴🇸🇪", ["🇳🇴", "🇸🇪"]),
    ],
)
def test_signs_stand_apart(text: str, expected: list[str]) -> None:
    """Punctuation is no part of the word beside it."""
    assert [plain(t.runs) for t in tokens(text)] == expected


def test_a_word_may_change_its_look_inside() -> None:
    """A word of which half is bold is one word with two runs."""
    (token,) = tokens_of((("hel", ()), ("se", (STRONG,))))
    assert token.runs == (("hel", ()), ("se", (STRONG,)))
    assert token.norm == "helse"


@pytest.mark.parametrize(
    ("text", "expected"),
    [("En. To", [True, False, True]), ("En. to", [True, False, False]), ("a\nb", [True, True]), ("jf. § 3", [True, False, True])],
)  # fmt: skip
def test_where_a_sentence_begins(text: str, expected: list[bool]) -> None:
    """A sentence begins after a sign that ends one where a capital or no letter follows, and on a new line."""
    assert [t.starts_sentence for t in tokens(text)] == expected


@ANY
@given(_raw)
def test_tokens_laid_end_to_end_are_the_text(raw: Runs) -> None:
    """Words with the space before them, one after the other, are the same characters with the same marks."""
    runs = canonical(raw)
    found = [run for token in tokens_of(runs) for run in (*token.space, *token.runs)]
    flat = [(c, m) for text, m in runs for c in (text or [""])]
    assert [(c, m) for text, m in found for c in (text or [""])] == flat
    assert count_words(runs) == sum(t.letters > 0 for t in tokens_of(runs))


@ANY
@given(st.text(" \nab§.", max_size=20))
def test_lines_of_code_laid_end_to_end_are_the_code(text: str) -> None:
    """In code every line is one token, and no space and no empty line is lost."""
    found = code_tokens(((text, ()),) if text else ())
    assert "".join(part for token in found for part, _ in (*token.space, *token.runs)) == text


# --- words ----------------------------------------------------------------------------------------------------


def kept(old: str, new: str) -> str:
    """Return the words that stay, with a bar where either text has something between them."""
    before, after = tokens(old), tokens(new)
    said, last = list[str](), (-1, -1)
    for i, j in [*match_words(before, after), (len(before), len(after))]:
        said += ["|"] if (i, j) != (last[0] + 1, last[1] + 1) else []
        said += [plain(before[i].runs)] if i < len(before) else []
        last = i, j
    return " ".join(said)


def test_equal_texts_keep_every_word() -> None:
    """What is alike is kept whole, whatever its quotes and dashes."""
    assert kept("«Ja» – nei.", '"Ja" - nei.') == "« Ja » – nei ."


def test_one_word_is_one_mark() -> None:
    """A word that gave way to another is marked alone."""
    text = "Kommunen skal melde fra til sykehuset innen {} timer etter utskriving."
    assert kept(text.format("24"), text.format("48")) == (
        "Kommunen skal melde fra til sykehuset innen | timer etter utskriving ."
    )


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("Alt er likt. Slutt.", "Alt er likt. Nytt kom inn. Slutt.", "Alt er likt . | Slutt ."),
        ("Han kom. Han gikk.", "Han kom. Han sang. Han gikk.", "Han kom . | Han gikk ."),
        ("a, b og c møter her.", "a, b, d og c møter her.", "a , b | og c møter her ."),
    ],
)
def test_a_change_begins_where_a_sentence_does(old: str, new: str, expected: str) -> None:
    """Of the places that the same words allow, a mark takes the one where a sentence or a pause begins."""
    assert kept(old, new) == expected
    assert kept(new, old) == expected


def test_a_poor_sentence_is_replaced_whole() -> None:
    """Two sentences that share less than a third are not woven together; the one beside them is untouched."""
    same = "Partene møtes to ganger i året for å drøfte samarbeidet."
    old = f"{same} Sykehuset sender melding til kommunen samme dag som pasienten legges inn."
    new = f"{same} Fastlegen får kopi av alle vedtak som gjelder pasienten uten opphold og gebyr."
    assert kept(old, new) == "Partene møtes to ganger i året for å drøfte samarbeidet . |"


def test_an_island_is_swallowed() -> None:
    """One word that stayed between two larger changes is marked with them: no confetti."""
    frame = "Kommunen har ansvaret for dette {} når avtalen er signert av begge parter."
    old = frame.format("gamle nokså lange avsnittet og den uklare første setningen")
    new = frame.format("helt andre nye punktet og det klare siste leddet")
    assert "| og |" not in kept(old, new)
    assert kept(old, new).count("|") == 1


def test_an_island_too_dear_is_kept() -> None:
    """Two words between two changes of one word each stay: to swallow them would mark twice what was changed."""
    text = "Rådet møtes {} ganger hvert {} for å drøfte alle sakene som er meldt inn."
    assert kept(text.format("to", "år"), text.format("tre", "halvår")) == (
        "Rådet møtes | ganger hvert | for å drøfte alle sakene som er meldt inn ."
    )


def test_a_sign_is_no_reason_to_keep_an_island() -> None:
    """A comma between two changes is swallowed at once."""
    text = "Planen gjelder for {}, {} og alle andre som har meldt seg på kurset."
    assert ", |" not in kept(text.format("leger", "pleiere"), text.format("lærere", "elever"))


def test_less_than_a_fifth_in_common_is_replaced_whole() -> None:
    """Where all that two texts share is one short sentence, not even that is kept; beside less text it is."""
    old = "kommunen varsler sykehuset innen fristen som løper fra mandag og alle svar skal begrunnes"
    new = "utgiftene dekkes etter reglene i forskriften med rett til fornyelse én gang hvert femte halvår"
    assert kept(f"Slik er det. Og {old}.", f"Slik er det. Men {new}.") == "|"
    assert kept("Slik er det. Og kommunen varsler.", "Slik er det. Men utgiftene dekkes.") == "Slik er det . |"


_sentence = st.lists(st.sampled_from(["a", "b", "c", "d", ".", ",", "§", "En", "To"]), max_size=14).map(" ".join)


@ANY
@given(_sentence, _sentence)
def test_what_stays_is_alike_in_order_and_the_same_from_both_sides(old: str, new: str) -> None:
    """Matches increase on both sides, pair words that are alike, and do not ask which text is the old one."""
    before, after = tokens(old), tokens(new)
    matches = match_words(before, after)
    assert is_chain(matches)
    assert all(before[i].norm == after[j].norm for i, j in matches)
    assert match_words(after, before) == [(j, i) for i, j in matches]


@ANY
@given(_sentence, _sentence)
def test_short_texts_and_long_are_matched_by_one_rule(old: str, new: str) -> None:
    """Where the table of a longest run would be too large, matches still pair like words in order."""
    before, after = tokens(old), tokens(new)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(words, "MOST_CELLS", 1)
        matches = match_words(before, after)
    assert is_chain(matches)
    assert all(before[i].norm == after[j].norm for i, j in matches)


def test_a_text_too_large_is_matched_between_words_that_stand_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit, words that stand once in both hold the texts together, and the gaps are matched alone."""
    old = " ".join(f"ord{n}" for n in range(60))
    new = old.replace("ord30", "nytt")
    whole = kept(old, new)
    monkeypatch.setattr(words, "MOST_CELLS", 4)
    assert kept(old, new) == whole


def test_a_text_too_large_without_a_word_of_its_own_is_replaced(monkeypatch: pytest.MonkeyPatch) -> None:
    """Past the limit, with nothing to hold on to, what differs is shown as replaced instead of taking forever."""
    monkeypatch.setattr(words, "MOST_CELLS", 4)
    assert kept("x a b a b a b a b y", "x b a b b a a a a y") == "|"
