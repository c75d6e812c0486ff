"""Which versions are compared with which, and that every pair has an address that leads somewhere."""

from datetime import date
from itertools import combinations, pairwise

import pytest
from history_corpus import ACUTE, document, guideline, page_at, plan_of, proposal, version

from avtaleverk.history.pairs import MOST_FOR_ANY_TWO, approved, before, difference_pairs, other_pairs
from avtaleverk.model.addresses import difference_address
from avtaleverk.model.documents import Document, Version

ADDRESS = "retningslinjer/3/"
Numbers = set[tuple[str, str]]


def versions(*numbers: str, proposals: str = "") -> Document:
    """Return a guideline with these versions; those whose number is among ``proposals`` nobody has approved."""
    words = proposals.split()
    return guideline(*((proposal if n in words else version)(n, f"Tekst {n}.") for n in numbers))


def numbers(count: int) -> list[str]:
    return [f"{n}.0" for n in range(1, count + 1)]


def named(pairs: tuple[tuple[Version, Version], ...]) -> list[tuple[str, str]]:
    return [(old.number, new.number) for old, new in pairs]


@pytest.mark.parametrize("count", [0, 1, 2, MOST_FOR_ANY_TWO])
def test_any_two_where_there_are_few(count: int) -> None:
    """Up to eight versions, any two have a page, the older first, and nothing is left over."""
    found = versions(*numbers(count))
    pairs = difference_pairs(found, found.versions[-1] if count else None)
    assert named(pairs) == list(combinations(numbers(count), 2))
    assert other_pairs(found, None) == ()


@pytest.mark.parametrize("current", ["1.0", "4.0", "9.0", None])
def test_the_pairs_of_many_versions(current: str | None) -> None:
    """Of nine versions, neighbours have a page, and each with the one in force; no pair is there twice."""
    found = versions(*numbers(9))
    pairs = named(difference_pairs(found, found.version(current) if current else None))
    wanted: Numbers = set(pairwise(numbers(9)))
    if current:
        wanted |= {tuple(sorted((n, current))) for n in numbers(9) if n != current}  # type: ignore[misc]
    assert set(pairs) == wanted
    assert len(pairs) == len(set(pairs))
    assert pairs == sorted(pairs)


def test_each_has_a_page_with_the_approved_one_before_it() -> None:
    """A proposal that follows other proposals is shown against the text that it would change."""
    found = versions(*numbers(9), proposals="6.0 7.0 8.0")
    pairs = named(difference_pairs(found, found.version("2.0")))
    assert {("5.0", "6.0"), ("5.0", "7.0"), ("5.0", "8.0"), ("5.0", "9.0")} <= set(pairs)
    assert len(pairs) == len(set(pairs))


@pytest.mark.parametrize("count", [3, 8, 9, 12])
@pytest.mark.parametrize("current", ["1.0", "3.0", None])
def test_the_older_version_comes_first(count: int, current: str | None) -> None:
    """In every pair, with a page or without, also where the text in force is an old one."""
    found = versions(*numbers(count))
    in_force = found.version(current) if current else None
    for old, new in (*difference_pairs(found, in_force), *other_pairs(found, in_force)):
        assert old.order < new.order


@pytest.mark.parametrize("count", [2, 8, 9, 14])
@pytest.mark.parametrize("current", ["1.0", "2.0", None])
def test_every_pair_has_a_page_or_leads_on(count: int, current: str | None) -> None:
    """Pairs with a page and pairs without are all pairs, and none is both."""
    found = versions(*numbers(count), proposals="2.0")
    in_force = found.version(current) if current else None
    with_page, without = named(difference_pairs(found, in_force)), named(other_pairs(found, in_force))
    assert sorted([*with_page, *without]) == sorted(combinations([v.number for v in found.versions], 2))
    assert set(with_page).isdisjoint(without)


def test_order_is_by_number_and_not_by_letters() -> None:
    """Version 1.10 comes after 1.9, and 10 after 9."""
    found = versions("1.8", "1.9", "1.10", "2.0", "3.0", "8.0", "9.0", "10.0", "11.0")
    pairs = named(difference_pairs(found, found.version("10.0")))
    assert ("1.9", "1.10") in pairs
    assert ("9.0", "10.0") in pairs
    assert ("1.10", "10.0") in pairs
    assert pairs.index(("1.9", "1.10")) < pairs.index(("1.10", "2.0")) < pairs.index(("10.0", "11.0"))


def test_what_a_version_changes() -> None:
    """It is the approved one before it, whatever was proposed in between; the first version changes nothing."""
    found = versions("1.0", "1.1", "1.2", "2.0", proposals="1.1 1.2")
    base = {v.number: (b.number if (b := before(found, v)) else None) for v in found.versions}
    assert base == {"1.0": None, "1.1": "1.0", "1.2": "1.0", "2.0": "1.0"}
    assert [v.number for v in approved(found)] == ["1.0", "2.0"]
    assert before(versions("1.0", "2.0", proposals="1.0"), version("2.0", "")) is None


@pytest.mark.parametrize("day", [date(2020, 5, 1), date(2022, 9, 1), date(2026, 11, 22)])
def test_all_pairs_of_nine_versions_have_an_address(day: date) -> None:
    """Each of 36 pairs has a page or a file that leads on to the history, whatever version is in force."""
    plan = plan_of(day=day)
    pages = {p.address for p in plan if p.kind == "endring" and p.address.startswith(ADDRESS)}
    files = {f.path: f.content.decode() for f in plan.files if f.path.startswith(f"{ADDRESS}endringer/")}
    leading = {path: html for path, html in files.items() if path.endswith("index.html")}
    every = {difference_address(ADDRESS, a.number, b.number) for a, b in combinations(document(ACUTE).versions, 2)}
    assert len(every) == 36
    assert pages | {path.removesuffix("index.html") for path in leading} == every
    assert len(pages) + len(leading) == 36
    assert all('content="0; url=../../../../retningslinjer/3/historikk/"' in html for html in leading.values())
    assert page_at(plan, f"{ADDRESS}historikk/").kind == "historikk"
