"""Two communities are built from one code: what only fits the one would show in the other."""

import re
from datetime import date
from functools import cache
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest

from avtaleverk.corpus import read_corpus
from avtaleverk.model.community import Side
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.structure import Body, Right, RuleKind, Structure
from avtaleverk.organisation.seats import counted, members
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Page, Plan

ROOT = Path(__file__).resolve().parents[1]
FINNMARK = ROOT / "eksempler" / "finnmark"
DAY = date(2026, 11, 22)
# Words that belong to Telemark alone: its names, its bodies, its trust, and how many they are.
_ELSEWHERE = re.compile(r"telemark|skien|porsgrunn|grenland|\b(ssu|fsu|sthf|ffo|usht|usn)\b|sørøst|17 kommun", re.IGNORECASE)  # fmt: skip
# The page that shows every part of the site's look does so with made-up content.
_SAMPLES = "om/stil/"


@cache
def corpus_of(root: Path) -> Corpus:
    reading = read_corpus(root)
    assert reading.corpus is not None, reading.findings
    return reading.corpus


@cache
def plan_of(root: Path, day: date = DAY) -> Plan:
    return build_plan(corpus_of(root), root, day)


def html(plan: Plan, address: str) -> str:
    return plan.html(next(p for p in plan if p.address == address))


class _Outline(HTMLParser):
    """Gathers the levels of the headings, and the words that are shown or read aloud."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.levels: list[int] = []
        self.words: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if re.fullmatch(r"h[1-6]", tag):
            self.levels.append(int(tag[1]))
        self.words += [value for name, value in attrs if value and name not in {"class", "d", "href"}]

    def handle_data(self, data: str) -> None:
        self.words.append(data)


def outline(plan: Plan, page: Page) -> _Outline:
    return _Outline(plan.document(page))


def structure(root: Path, day: date) -> Structure:
    found = corpus_of(root).structure_at(day)
    assert found is not None
    return found


def body(root: Path, body_id: str, day: date = DAY) -> Body:
    found = structure(root, day).body(body_id)
    assert found is not None
    return found


def on_side(found: Body, side: Side, right: Right = Right.DECIDE) -> int | None:
    return sum(s.count or 0 for s in found.seats if s.side is side and s.right is right)


@pytest.mark.parametrize("root", [ROOT, FINNMARK], ids=["telemark", "finnmark"])
def test_both_are_sound(root: Path) -> None:
    """Neither folder has an error, and neither breaks a rule that its community has set itself."""
    assert read_corpus(root).errors == ()


def test_the_examples_are_no_part_of_telemark() -> None:
    """Nothing of the example is read or built with the folder that it lies in."""
    assert not [p.address for p in plan_of(ROOT) if "finnmark" in p.address]
    assert not [d.folder for d in corpus_of(ROOT).all_documents() if "eksempler" in d.folder]


def test_every_page_of_finnmark_has_an_outline() -> None:
    """Each page has one first heading, and no level is skipped on the way down."""
    plan = plan_of(FINNMARK)
    levels = {page.address: outline(plan, page).levels for page in plan}
    assert [address for address, found in levels.items() if found.count(1) != 1] == []
    assert [address for address, found in levels.items() if any(b > a + 1 for a, b in pairwise(found))] == []


def test_no_page_of_finnmark_speaks_of_telemark() -> None:
    """No word of the first community has found its way into code, templates or catalogues."""
    plan = plan_of(FINNMARK)
    words = {page.address: " ".join(outline(plan, page).words) for page in plan if page.address != _SAMPLES}
    assert {address: found for address, text in words.items() if (found := _ELSEWHERE.findall(text))} == {}


def test_no_file_of_finnmark_speaks_of_telemark() -> None:
    """Calendars, feeds and lists of data are as free of it as the pages."""
    texts = {f.path: f.content.decode("utf-8", "ignore") for f in plan_of(FINNMARK).files if not f.path.endswith((".css", ".js"))}  # fmt: skip
    assert [path for path, text in texts.items() if _ELSEWHERE.search(text)] == []


def test_telemark_has_three_levels_and_six_committees() -> None:
    """The page of the bodies shows the three levels of guideline 1, and six FSU."""
    shown = html(plan_of(ROOT), "organisasjon/")
    bodies = structure(ROOT, DAY).bodies
    assert {b.level for b in bodies if not b.staff} == {1, 2, 3}
    assert sum(b.template == "fsu" for b in bodies) == 6
    for found in bodies:
        assert found.name in shown
    assert all(f"Nivå {n}" in shown for n in (1, 2, 3))


def test_the_partnership_of_telemark_has_thirteen_kinds_of_members() -> None:
    """Guideline 1, point 2.1, names thirteen, and the page has a row for each; mayors do not decide."""
    seats = body(ROOT, "partnerskapet").seats
    table = html(plan_of(ROOT), "organisasjon/partnerskapet/").partition("<tbody")[2]
    assert len(seats) == 13
    assert all(s.role in table for s in seats)
    assert {s.role for s in seats if s.right is not Right.DECIDE and s.side is not Side.OBSERVER} == {
        "Ordfører",
        "Styreleder",
    }


def test_telemark_was_two_communities_once() -> None:
    """On a day in 2021 there are two of them, and no body of today."""
    day = date(2021, 1, 1)
    then = structure(ROOT, day)
    shown = html(plan_of(ROOT, day), "organisasjon/")
    assert [b.name for b in then.bodies] == [
        "Nedre Telemark Helsefellesskap",
        "Øvre og Vestre Telemark Helsefellesskap",
    ]
    assert len(then.fellowships) == 2
    assert all(x.name in shown for x in (*then.fellowships, *then.bodies))
    assert "Strategisk samarbeidsutvalg" not in shown


def test_telemark_was_merged_in_2022() -> None:
    """On a day in 2023 there is one community, whose day of birth nobody states."""
    day = date(2023, 1, 1)
    then, shown = structure(ROOT, day), html(plan_of(ROOT, day), "organisasjon/")
    assert str(then.valid_from) == "2022"
    assert body(ROOT, "partnerskapet", day).came_from == (
        "nedre-telemark-helsefellesskap",
        "ovre-og-vestre-telemark-helsefellesskap",
    )
    assert "Strategisk samarbeidsutvalg" in shown
    assert "Nedre Telemark Helsefellesskap" not in shown
    assert "1. januar 2022" not in shown


def test_nobody_says_that_the_committees_of_2022_were_split() -> None:
    """How many FSU there were in 2022 is not known, so the six of 2024 are only named where one line was."""
    shown = html(plan_of(ROOT), "organisasjon/historikk/")
    assert "Der det før stod Faglige samarbeidsutvalg (FSU), står det nå FSU – Barn og unge" in shown
    assert "Faglige samarbeidsutvalg (FSU) er delt" not in shown
    assert "Nedre Telemark Helsefellesskap og Øvre og Vestre Telemark Helsefellesskap er slått sammen" in shown
    assert "Det er foreslått å dele Strategisk samarbeidsutvalg (SSU)" in shown


def test_the_proposal_of_2024_splits_one_committee() -> None:
    """The proposal has two SSU that both come from the one, and never applies."""
    corpus = corpus_of(ROOT)
    (proposed,) = corpus.proposed_structures
    assert [b.id for b in proposed.bodies if b.came_from == ("ssu",)] == ["ssu-nedre-telemark", "ssu-ovre-telemark"]
    assert proposed not in corpus.structures


def test_telemark_has_set_itself_every_rule_but_one() -> None:
    """Guideline 1 sets each kind of rule, save for two steps; each names a clause of it."""
    rules = structure(ROOT, DAY).rules
    assert {r.kind for r in rules} == set(RuleKind) - {RuleKind.TWO_STEPS}
    assert all("retningslinjer/01-ansvar-og-oppgaver#pkt-2" in (r.legal_basis or "") for r in rules)


def test_finnmark_works_in_two_steps() -> None:
    """The model asks for agreement and two steps, and not for what guideline 1 of Telemark says of leaders."""
    rules = {r.kind: r for r in structure(FINNMARK, DAY).rules}
    assert rules[RuleKind.TWO_STEPS].first == "samhandlingssekretariatet"
    assert rules[RuleKind.CONSENSUS].bodies == ("partnerskapsmotet", "su")
    assert not rules[RuleKind.CONSENSUS].needs_plan
    assert not {RuleKind.LEADERS, RuleKind.SWAP, RuleKind.TERM} & set(rules)


def test_finnmark_decides_five_and_five() -> None:
    """Five of each side decide in the committee, before and after, and three sides may speak."""
    for day, body_id in ((date(2020, 6, 1), "oso"), (DAY, "su")):
        found = body(FINNMARK, body_id, day)
        assert (on_side(found, Side.MUNICIPALITY), on_side(found, Side.TRUST)) == (5, 5)
        assert members(found, structure(FINNMARK, day), corpus_of(FINNMARK).community) == 10
    assert {s.side for s in body(FINNMARK, "su").seats if s.right is Right.SPEAK} == {Side.UNION, Side.GP, Side.USER}
    assert body(FINNMARK, "su").came_from == ("oso",)


def test_finnmark_counts_its_municipalities() -> None:
    """One for each is eighteen; where the municipalities of an area are not stated, neither is the number."""
    community, now = corpus_of(FINNMARK).community, structure(FINNMARK, DAY)
    directors = next(s for s in body(FINNMARK, "partnerskapsmotet").seats if s.each)
    in_the_west = next(s for s in body(FINNMARK, "lfso-vest").seats if s.each)
    assert counted(directors, now, community) == len(community.municipalities) == 18
    assert "18, én per kommune" in html(plan_of(FINNMARK), "organisasjon/partnerskapsmotet/")
    assert counted(in_the_west, now, community) is None


def test_the_office_of_finnmark_is_led_in_turns() -> None:
    """The joint secretariat changes its lead every year, and its page says so."""
    leadership = body(FINNMARK, "samhandlingssekretariatet").leadership
    assert leadership is not None
    assert set(leadership.sides) == {Side.MUNICIPALITY, Side.TRUST}
    assert leadership.swaps == "hvert år"
    assert "hvert år" in html(plan_of(FINNMARK), "organisasjon/samhandlingssekretariatet/")


def test_finnmark_has_a_part_for_dialogue_and_a_committee_for_a_time() -> None:
    """The meeting has two parts, KSU are temporary, and the Sami language area has five municipalities."""
    now = structure(FINNMARK, DAY)
    area = now.area("samisk-sprakomrade")
    assert body(FINNMARK, "partnerskapsmotet").meeting_parts == ("dialogmøte", "partnerskapsmøte")
    assert body(FINNMARK, "ksu").is_temporary
    assert area is not None
    assert len(area.parties) == 5
    assert str(now.valid_from) == "2021-02"


@pytest.mark.parametrize("address", ["", "v/1.0/", "historikk/"])
def test_only_the_sami_words_are_marked_as_sami(address: str) -> None:
    """Title and text are Northern Sámi; the words of the site around and inside them are Norwegian."""
    shown = html(plan_of(FINNMARK), f"retningslinjer/samisk-sprakomrade/{address}")
    assert 'lang="se"' in shown
    assert not re.search(r'<(article|main|body)[^>]* lang="se"', shown)
    assert all('lang="nb"' in m for m in re.findall(r'<span class="skjult"[^>]*>Lenke til punkt', shown))


def test_a_first_text_is_a_proposal_and_changes_nothing() -> None:
    """Where no text is in force there is nothing to change, and who decides may not be stated."""
    shown = html(plan_of(FINNMARK), "retningslinjer/samisk-sprakomrade/")
    assert "<strong>Forslag</strong>: utkast. Et organ som ikke er oppgitt bestemmer." in shown
    assert "Forslag til endring" not in shown


def test_no_guideline_is_headed_as_in_force_that_is_not() -> None:
    """Telemark's one guideline applies; Finnmark's is only proposed, and no heading above it says otherwise."""
    assert '<h2 id="retningslinjer">Retningslinjer i kraft</h2>' in html(plan_of(ROOT), "")
    assert '<h2 id="retningslinjer">Retningslinjer</h2>' in html(plan_of(FINNMARK), "")


def test_what_a_meeting_came_to_is_told_with_the_proposal() -> None:
    """OSO recommended the model, and the page of the model says so."""
    shown = html(plan_of(FINNMARK), "avtaler/helsefellesskapsmodellen/")
    assert "Overordnet samarbeidsorgan hadde saken oppe 23. november 2020. Utfall: anbefalt." in shown


def test_a_paper_names_a_text_once() -> None:
    """The board's case concerns the model and is the case of its version: one line, not two that say the same."""
    assert "Ligger til grunn for" not in html(plan_of(FINNMARK), "saker/2020-12-08-styresak-101/")


def test_the_registers_mark_a_sami_title() -> None:
    """A title in another language than the page is said to be so where it is listed."""
    for address in ("", "retningslinjer/"):
        assert re.search(r'lang="se"[^>]*>Sámegiela', html(plan_of(FINNMARK), address))


def test_finnmark_does_not_say_what_became_of_it() -> None:
    """The source is from before anybody had adopted the model, so no party has, and no text is in force."""
    corpus = corpus_of(FINNMARK)
    assert all(not v.is_approved for d in corpus.all_documents() for v in d.versions)
    assert all(v.ratifications is None for d in corpus.all_documents() for v in d.versions)
    assert "ikke oppgitt" in html(plan_of(FINNMARK), "saker/2020-12-08-styresak-101/")
