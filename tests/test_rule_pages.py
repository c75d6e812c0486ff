"""The page of the rules, and what the page of a body tells of them."""

import re
from itertools import pairwise

import pytest
from rule_corpus import (
    BOTH_SIDES,
    DAY,
    a_body,
    a_corpus,
    a_meeting,
    a_rule,
    a_seat,
    a_structure,
    decided,
    leader,
    meetings_of,
    settled,
)

from avtaleverk.model.addresses import RULES
from avtaleverk.model.community import Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.organisation import Agreement
from avtaleverk.model.structure import RuleKind, SeatDemand
from avtaleverk.organisation.rules.verdicts import Fault, Lack
from avtaleverk.pages.context import Context
from avtaleverk.pages.organisation import rule_words
from avtaleverk.pages.organisation.rule_pages import rules_html, rules_of
from avtaleverk.text import TextStore

SSU = a_body("ssu", 2, meetings_per_year=4, seats=(a_seat(Side.USER, 2),))
FSU = a_body("fsu-barn", 3, leadership=BOTH_SIDES, term_years=2, extension_years=2, seats=(a_seat(Side.TRUST),))
ALL = (
    a_rule(RuleKind.REPRESENTED, side=Side.USER, levels=(2, 3)),
    a_rule(RuleKind.SEATS, levels=(2,), seats=(SeatDemand(Side.USER, 2), SeatDemand(Side.MUNICIPALITY, 1, "vest"))),
    a_rule(RuleKind.LEADERS, levels=(3,)),
    a_rule(RuleKind.SWAP, levels=(3,)),
    a_rule(RuleKind.TERM, levels=(3,)),
    a_rule(RuleKind.MEETINGS, levels=(2,)),
    a_rule(RuleKind.DECISION, levels=(2,)),
    a_rule(RuleKind.CONSENSUS),
    a_rule(RuleKind.TWO_STEPS, levels=(2,), first="fsu-barn"),
)
MEETINGS = (
    *meetings_of(2025, 3, body="ssu"),
    a_meeting("2025-11-01", settled(Agreement.VOTE, title="Felles kurs"), body="fsu-barn"),
)


def context(corpus: Corpus) -> Context:
    return Context(corpus, DAY, TextStore())


def with_rules(**fields: object) -> Corpus:
    return a_corpus(a_structure(SSU, FSU, rules=ALL), **fields)


def page(corpus: Corpus) -> str:
    return rules_html(context(corpus), RULES)


def plain(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html))


def test_each_rule_is_a_sentence_made_from_its_data() -> None:
    """Sides, numbers and areas of the rule stand in it, and the name of the only body it holds for."""
    text = plain(page(with_rules()))
    for words in (
        "Brukerne har minst én plass i Ssu og Fsu-barn",
        "Ssu har minst 2 fra brukerne og 1 fra kommunene (Vest)",
        "Leder og nestleder kommer fra hver sin side",
        "Leder og nestleder bytter plass halvveis i perioden",
        "Ingen sitter lenger enn 2 år og 2 år til",
        "Ssu har minst 4 møter i året",
        "Bare Ssu tar beslutninger",
        "Saker blir avgjort ved enighet og ikke ved avstemning",
        "Fsu-barn drøfter en sak før den blir besluttet",
    ):
        assert words in text


def test_a_broken_rule_leads_to_the_body_and_the_meeting() -> None:
    """What was found stands beside them, and the sums on top count it."""
    html = page(with_rules(meetings=MEETINGS))
    assert "3 av 4 møter i 2025" in html
    assert 'href="../../moter/2025-11-01-fsu-barn/">Møtet 1. november 2025</a>' in html
    assert 'href="../../organisasjon/fsu-barn/"' in html
    assert 'href="#regel-moter"' in html
    assert plain(html).count("Brutt") > 3


def test_what_is_missing_is_said() -> None:
    """A rule that cannot be judged says why, and is never called kept or broken."""
    text = plain(page(a_corpus(a_structure(FSU, rules=(a_rule(RuleKind.TERM),)))))
    assert "Hvem som har vervene, er ikke lagt inn" in text
    assert "Blir de holdt? Kan ikke vurderes 1" in text


def test_a_community_without_rules_says_so() -> None:
    """And so does one whose structure of the day is not known."""
    assert "Ingen regler er lagt inn" in page(a_corpus(a_structure(SSU, rules=())))
    assert "Den første er fra 2030" in page(a_corpus(a_structure(SSU, rules=ALL, start="2030")))
    assert "Ingen organer er lagt inn ennå" in page(a_corpus())


def test_anchors_are_of_the_kind_and_unique() -> None:
    """Two rules of a kind are told apart, and a rule of another kind moves neither."""
    rules = (a_rule(RuleKind.MEETINGS), a_rule(RuleKind.TERM), a_rule(RuleKind.MEETINGS, levels=(3,)))
    found = re.findall(r'<article [^>]*id="([^"]+)"', page(a_corpus(a_structure(SSU, FSU, rules=rules))))
    assert found == ["regel-moter", "regel-funksjonstid", "regel-moter-2"]


def test_hostile_names_are_text() -> None:
    """Titles and names from files are never HTML."""
    meeting = a_meeting("2025-02-01", decided("<script>x</script>", settled=Agreement.VOTE), body="ssu")
    html = page(with_rules(meetings=(meeting,)))
    assert "<script" not in html
    assert "&lt;script&gt;x" in html


def test_the_page_of_a_body_shows_its_own_rules() -> None:
    """Only those that hold for it, with its own state and not that of others."""
    ctx = context(with_rules(meetings=MEETINGS))
    ssu, fsu = ({r.address: r.state.words for r in rules_of(ctx, b)} for b in (SSU, FSU))
    assert ssu[f"{RULES}#regel-representert"] == "Holdt"
    assert fsu[f"{RULES}#regel-representert"] == "Brutt"
    assert f"{RULES}#regel-funksjonstid" not in ssu
    assert fsu[f"{RULES}#regel-funksjonstid"] == "Kan ikke vurderes"


def test_a_body_of_the_past_has_no_rules_today() -> None:
    """Its page is made from an older structure, and today's rules do not hold for it."""
    assert rules_of(context(with_rules()), a_body("borte")) == ()


def test_every_kind_fault_and_lack_has_words() -> None:
    """Nothing that can be found is without words, in either language."""
    assert set(rule_words._KINDS) == set(rule_words._SENTENCES) == set(RuleKind)  # noqa: SLF001 - that the tables are whole
    assert set(rule_words._BREACHES) == set(Fault)  # noqa: SLF001 - the same
    assert set(rule_words._LACKS) == set(Lack)  # noqa: SLF001 - the same
    assert set(rule_words._SIDES) == set(Side)  # noqa: SLF001 - the same


@pytest.mark.parametrize("offices", [(), (leader(Side.TRUST, "2020-01-01", body="fsu-barn", name="Kari"),)])
def test_headings_come_in_order(offices: tuple[object, ...]) -> None:
    """One h1, then h2, then h3, none skipped."""
    levels = [int(n) for n in re.findall(r"<h(\d)", page(with_rules(meetings=MEETINGS, appointments=offices)))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(b - a <= 1 for a, b in pairwise(levels))
