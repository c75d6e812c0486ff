"""The page of a party: what lies with it now, what comes, what it has done, and where it sits."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from history_corpus import dead_links, html_at, page_at, plain
from party_corpus import ADOPTED, BASE, DAY, PARTIES, PENDING, REJECTED, UNTOUCHED, corpus

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.organisation import Office
from avtaleverk.model.structure import Area, Each, Seat, Side
from avtaleverk.organisation.parties import Desk, desks, places_of
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Plan

ROOT = Path(__file__).resolve().parents[1]


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> Corpus:
    """Return the community of eighteen."""
    return corpus(tmp_path_factory.mktemp("parter"))


@pytest.fixture(scope="module")
def plan(found: Corpus) -> Plan:
    """Return its site."""
    return build_plan(found, BASE, DAY)


def by_party(found: Corpus, day: date = DAY) -> dict[str, Desk]:
    return {desk.party.id: desk for desk in desks(found, day)}


def words(plan: Plan, party: str) -> str:
    return plain(html_at(plan, f"parter/{party}/"))


# --- what lies with it --------------------------------------------------------------------------------------------


def test_open_hearings_lie_with_those_who_have_not_answered(found: Corpus) -> None:
    """One party has answered; the hearing lies with the seventeen others, and with nobody when it has closed."""
    assert {p for p, desk in by_party(found).items() if desk.hearings} == {*PARTIES} - {"k01"}
    assert not any(desk.hearings for desk in desks(found, date(2026, 12, 5)))


def test_texts_lie_with_those_who_have_not_decided(found: Corpus) -> None:
    """Two are at it and one has not begun; who has adopted or rejected it has nothing to do."""
    assert {p for p, desk in by_party(found).items() if desk.adoptions} == {*PENDING, UNTOUCHED}
    assert not any(desk.adoptions for desk in desks(found, date(2026, 4, 14)))


def test_what_waits_is_counted_in_the_list(plan: Plan) -> None:
    """The list of all parties says how much lies with each, and where nothing does."""
    rows = plain(html_at(plan, "parter/"))
    assert "K17 kommune Kommune 1 høring å svare på og 1 tekst å vedta" in rows
    assert "K01 kommune Kommune ingenting" in rows
    assert "Fjordvik sykehus HF Helseforetak 1 høring å svare på" in rows


def test_the_page_says_what_to_do(plan: Plan) -> None:
    """Until when and where to the answer goes, who decides, and who has done it already."""
    page = words(plan, UNTOUCHED)
    assert "Dette ligger hos dere nå" in page
    assert "12 dager igjen" in page
    assert "Send svaret til svar@fjordvik.example innen 4. desember 2026." in page
    assert "Versjonen venter på vedtak hos dere. Det er kommunestyret selv som inngår avtalen" in page
    assert "Vedtatt av 14 av 18 parter" in page
    assert "Versjonen er til behandling hos dere." in words(plan, PENDING[0])
    html = html_at(plan, f"parter/{UNTOUCHED}/")
    assert 'href="../../avtaler/samarbeidsavtalen/endringer/2023-til-2026/"' in html
    assert 'href="../../tilslutning/#avtaler-samarbeidsavtalen-v-2026"' in html


def test_the_page_says_when_nothing_lies_there(plan: Plan) -> None:
    """A party that has answered and decided is told so, and sees what it has done."""
    page = words(plan, "k01")
    assert "Ingenting som er lagt inn her, ligger hos K01 kommune nå." in page
    assert "02.05.2026 Samarbeidsavtalen i Fjordvik, versjon 2026 Vedtatt kommunestyret, sak 12/26" in page
    assert "Svar fra K01 10. november 2026" in page


def test_a_rejection_is_told_among_what_was_done(found: Corpus, plan: Plan) -> None:
    """The newest decision comes first, and the rejection is one of them."""
    (rejected, _), (adopted, _) = by_party(found)[REJECTED].decisions
    assert (rejected.version.number, adopted.version.number) == ("2026", "2023")
    assert "20.06.2026 Samarbeidsavtalen i Fjordvik, versjon 2026 Avvist" in words(plan, REJECTED)


def test_nothing_lies_twice(found: Corpus) -> None:
    """What a party has decided does not wait for it, whatever the day."""
    for day in (date(2026, 5, 5), DAY, date(2027, 1, 5)):
        for desk in desks(found, day):
            waiting = {row.version.number for row, _ in desk.adoptions}
            assert not waiting & {row.version.number for row, _ in desk.decisions}
            assert desk.waiting == len(desk.hearings) + len(desk.adoptions)


# --- what comes, and where it sits --------------------------------------------------------------------------------


def test_meetings_to_come_in_bodies_where_it_sits(found: Corpus, plan: Plan) -> None:
    """A municipality with a seat in the committee sees its next meeting, until it has been held."""
    assert [m.id for m in by_party(found)["k05"].meetings] == ["2026-12-09-utvalget"]
    assert not by_party(found, date(2026, 12, 10))["k05"].meetings
    assert "Samarbeidsutvalget 9. desember 2026" in words(plan, "k05")
    assert "Høring fra 4. januar 2027 til 20. januar 2027" in words(plan, "k05")


def test_seats_and_offices(found: Corpus, plan: Plan) -> None:
    """«Én per kommune» is a seat of each, an office tells whose a shared one is, and the trust holds its own."""
    places = {p: [(x.body.id, x.role, x.office) for x in desk.places] for p, desk in by_party(found).items()}
    shared = [("styringsgruppa", "Ordfører", None), ("utvalget", "Helsesjef", None)]
    assert places["k02"] == shared
    assert places["k01"] == [*shared, ("utvalget", "Helsesjef", Office.LEADER)]
    assert ("styringsgruppa", "Direktør", None) in places["sykehuset"]
    assert "Helsesjef (leder)" in words(plan, "k01")
    assert "Ordfører (bare åpen del)" in words(plan, "k02")


def test_an_office_that_is_over_is_not_told(found: Corpus) -> None:
    """The office of 2027 is none in 2028."""
    assert by_party(found, date(2028, 1, 1))["k01"].places == by_party(found, date(2028, 1, 1))["k02"].places


def test_a_seat_of_an_area_belongs_to_its_municipalities(found: Corpus) -> None:
    """Where the area names its municipalities it is theirs; where it does not, nobody is told to sit there."""
    structure = found.structures[0]
    seats = (
        Seat("Lege", Side.MUNICIPALITY, None, Each.MUNICIPALITY, area="nord"),
        Seat("Pleier", Side.MUNICIPALITY, None, Each.MUNICIPALITY, area="sør"),
        Seat("Rådgiver", Side.MUNICIPALITY, 1),
        Seat("Observatør", Side.OBSERVER, None, Each.PARTY),
    )
    areas = (Area("nord", "Nord", ("k01",)), Area("sør", "Sør"))
    body = replace(structure.bodies[0], seats=seats)
    changed = replace(found, structures=(replace(structure, bodies=(body,), areas=areas),), appointments=())
    by_id = {p.id: p for p in found.community.parties}
    roles = {p: [x.role for x in places_of(changed, by_id[p], DAY)] for p in ("k01", "k02", "sykehuset")}
    assert roles == {"k01": ["Lege", "Observatør"], "k02": ["Observatør"], "sykehuset": ["Observatør"]}
    assert [a.name for a in by_party(changed)["k01"].areas] == ["Nord"]
    assert "Område: Nord." in plain(html_at(build_plan(changed, BASE, DAY), "parter/k01/"))


def test_without_a_structure_nothing_is_invented(found: Corpus) -> None:
    """Before the first structure nobody knows where a party sits."""
    assert places_of(found, found.community.parties[1], date(2021, 1, 1)) == ()


# --- the pages ----------------------------------------------------------------------------------------------------


def test_every_party_has_a_page_and_no_link_is_dead(plan: Plan) -> None:
    """Eighteen pages and the list of them, each link of which leads somewhere."""
    pages = [page_at(plan, address) for address in ("parter/", *(f"parter/{p}/" for p in PARTIES))]
    assert dead_links(plan, pages) == []


def test_the_parties_of_this_folder() -> None:
    """Skien has a page of its own: nothing lies there yet, and the proposal that all must adopt is on its way."""
    own = read_corpus(ROOT).corpus
    assert own
    plan = build_plan(own, ROOT, date(2026, 11, 26))
    assert len([p for p in plan if p.kind == "part"]) == 18
    assert "Ingenting som er lagt inn her, ligger hos Skien kommune nå." in words(plan, "skien")
    assert "versjon 2024 Til behandling Forslaget gjelder først når alle partene har vedtatt det." in words(
        plan, "skien"
    )
    assert "Ordfører (bare dialogdel), Kommunedirektør" in words(plan, "skien")


def test_the_page_of_a_party_is_made_anew_each_day(found: Corpus) -> None:
    """It tells the days left, so its key holds the day."""
    one, other = (build_plan(found, BASE, day) for day in (DAY, date(2026, 11, 23)))
    assert page_at(one, "parter/k05/").key != page_at(other, "parter/k05/").key


def test_parties_are_told_in_nynorsk(found: Corpus) -> None:
    """Every sentence of the page has its nynorsk."""
    plan = build_plan(replace(found, community=replace(found.community, language="nn")), BASE, DAY)
    assert "Dette ligg hos dykk no" in words(plan, ADOPTED[3])
    assert "Her sit de" in words(plan, ADOPTED[3])
