"""Meetings and cases as pages: what came of each case, where it is now, and what a paper belongs to."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from party_corpus import AGREEMENT, GUIDELINE, PARTIES, adoption, version, write
from syrupy.assertion import SnapshotAssertion
from syrupy.extensions.single_file import SingleFileSnapshotExtension, WriteMode

from avtaleverk.corpus import read_corpus
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Plan

DAY = date(2026, 11, 22)
Build = Callable[..., Plan]
_AGENDA = (
    '  - {nummer: "7/2026", tittel: Felles rutine, type: beslutning, delmote: åpen del, utfall: vedtatt, avgjort: enighet, vedtak: Rutinen gjelder fra nyttår., saksgang: rutine}\n'
    "  - {tittel: Legemiddelliste, type: beslutning, avgjort: uten enighet, plan: Sekretariatet lager et nytt forslag.}\n"
    f'  - {{tittel: Utskriving, dokument: {GUIDELINE}, versjon: "3.0", punkter: ["1", "9"], sak: organisasjon/saker/2026-11-10-notat}}\n'
)
FILES = {
    "organisasjon/moter/2026-09-01-utvalget.md": (
        '---\norgan: utvalget\ndato: 2026-09-08\nklokka: "09:00-11:30"\nsted: Dalset\nflyttet_fra: [2026-09-01]\nsaker:\n'
        "  - {tittel: Felles rutine, type: drøfting, utfall: drøftet, saksgang: rutine}\n---\n\nDet ble en god samtale.\n"
    ),
    "organisasjon/moter/2026-11-01-styringsgruppa.md": f"---\norgan: styringsgruppa\ndato: 2026-11-01\nekstra: true\nsaker:\n{_AGENDA}---\n",
    "organisasjon/moter/2026-12-20-styringsgruppa.md": "---\norgan: styringsgruppa\ndato: 2026-12-20\navlyst: true\n---\n",
    "organisasjon/saker/2026-11-10-notat.md": (
        f'---\ntittel: Notat om utskriving\ntype: notat\ngjelder: [{GUIDELINE}]\nversjon: "3.0"\n---\n\nTekst.\n'
    ),
    "organisasjon/saker/2027-01-10-arsmelding-2026.md": "---\ntittel: Årsmelding 2026\ntype: årsmelding\ndato: 2027-01-10\n---\n\nTekst.\n",
}


@pytest.fixture
def build(tmp_path: Path) -> Build:
    """Return what plans the site of a community with meetings of every kind."""

    def plan(files: dict[str, str] | None = None, day: date = DAY) -> Plan:
        root = write(tmp_path, FILES | (files or {}))
        reading = read_corpus(root)
        assert reading.corpus, reading.findings
        return build_plan(reading.corpus, root, day)

    return plan


def html(plan: Plan, address: str) -> str:
    return plan.html(next(p for p in plan if p.address == address))


def words(text: str) -> str:
    """Return what a reader reads, tags and line ends taken out."""
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", text)).replace(" ,", ",").replace(" .", ".").strip()


def part(text: str, start: str, end: str = "</section>") -> str:
    """Return the piece of a page from one string to the next end."""
    return text[text.index(start) : text.index(end, text.index(start))]


def links(text: str) -> list[str]:
    return re.findall(r'href="([^"]+)"', text)


class _HtmlFile(SingleFileSnapshotExtension):
    """Keeps each golden page as a file that can be read and compared."""

    file_extension = "html"
    _write_mode = WriteMode.TEXT


@pytest.mark.parametrize(
    "address",
    ["saker/", "moter/2026-11-01-styringsgruppa/", "saker/2026-11-10-notat/"],
    ids=lambda a: a.strip("/").replace("/", "_"),
)
def test_golden_pages(address: str, build: Build, snapshot: SnapshotAssertion) -> None:
    """A page changes only when somebody meant it to."""
    assert html(build(), address) == snapshot(extension_class=_HtmlFile)


# --- the registers ------------------------------------------------------------------------------------------------


def test_next_meetings_come_first_and_earlier_ones_by_year(build: Build) -> None:
    """The next one first; then the years, newest first."""
    page = html(build(), "moter/")
    coming = part(page, 'id="kommende"')
    assert links(coming) == ["../moter/2026-12-09-utvalget/", "../moter/2026-12-20-styringsgruppa/"]
    assert re.findall(r'<h3 id="aar-(\d+)">', page) == ["2026", "2023"]
    earlier = part(page, 'id="tidligere"')
    assert links(earlier) == [
        "../moter/2026-11-01-styringsgruppa/",
        "../moter/2026-09-01-utvalget/",
        "../moter/2023-05-10-utvalget/",
    ]


def test_a_meeting_out_of_the_ordinary_says_so_in_words(build: Build) -> None:
    """Cancelled, extra and moved ones are marked wherever they are listed: register, body, start page."""
    plan = build()
    assert "Avlyst" in part(html(plan, "moter/"), 'id="kommende"')
    earlier = words(part(html(plan, "moter/"), 'id="tidligere"'))
    assert "Ekstra møte" in earlier
    assert "Flyttet fra 01.09.2026" in earlier
    assert "Avlyst" in part(html(plan, ""), 'id="moter"')
    assert "Avlyst" in html(plan, "organisasjon/styringsgruppa/")


def test_the_register_can_be_narrowed_to_one_body(build: Build) -> None:
    """A link for each body that has met, with the number, leads to a page of its meetings alone."""
    plan = build()
    page = html(plan, "moter/")
    assert "Styringsgruppa (2)" in page
    assert "Samarbeidsutvalget (3)" in page
    own = html(plan, "moter/organ/styringsgruppa/")
    assert "2026-11-01-styringsgruppa" in own
    assert "-utvalget/" not in own.replace("organ/utvalget/", "")
    assert "Organ</th>" not in own


def test_with_one_body_alone_there_is_nothing_to_choose(build: Build) -> None:
    """A choice of one is no choice; the page of the body is there all the same."""
    gone = {name: "" for name in FILES if "styringsgruppa" in name}
    plan = build({**gone})
    assert "Møter for hvert organ" not in html(plan, "moter/")
    assert "moter/organ/utvalget/" in {p.address for p in plan}


def test_empty_registers_say_so(build: Build) -> None:
    """No meeting, no case and no paper: a sentence each, and no empty table."""
    gone = dict.fromkeys((*FILES, "organisasjon/moter/2026-12-09-utvalget.md", "organisasjon/saker/2026-11-10-svar-k01.md"), "")  # fmt: skip
    old = {"organisasjon/moter/2023-05-10-utvalget.md": "", "organisasjon/saker/2023-05-10-innstilling.md": ""}
    unused = {f"{GUIDELINE}/2.0.md": version("2.0", "godkjent_av: utvalget\ngodkjent: 2023-05-10\n")}
    plan = build({**gone, **old, **unused})
    assert "Ingen møter er kunngjort." in html(plan, "moter/")
    assert "Ingen tidligere møter er lagt inn." in html(plan, "moter/")
    cases = html(plan, "saker/")
    assert "Ingen saker er åpne." in cases
    assert "Ingen avgjorte saker er lagt inn." in cases
    assert "Ingen saksdokumenter er lagt inn." in cases


# --- the page of a meeting ----------------------------------------------------------------------------------------


def test_a_meeting_says_when_where_and_what_it_came_to(build: Build) -> None:
    """Day with weekday and time, place, each case with number, type, outcome, how it was settled, decision and plan."""
    plan = build()
    told = words(html(plan, "moter/2026-11-01-styringsgruppa/"))
    assert "Ekstra møte Styringsgruppa 1. november 2026" in told
    assert "søndag 1. november 2026" in told
    assert "Sted ikke oppgitt" in told
    assert "Sak 7/2026 Felles rutine Beslutning · Vedtatt · Ved enighet Vedtaket Rutinen gjelder fra nyttår." in told
    assert "Legemiddelliste Beslutning · Utfallet er ikke oppgitt · Uten enighet" in told
    assert "Hva som skjer videre Sekretariatet lager et nytt forslag." in told
    assert "Type ikke oppgitt" in told
    assert "Referatet er ikke lagt inn." in told
    moved = words(html(plan, "moter/2026-09-01-utvalget/"))
    assert "Møtet er flyttet fra 1. september 2026." in moved
    assert "tirsdag 8. september 2026, kl. 09.00–11.30" in moved
    assert "Referat Det ble en god samtale." in moved


def test_cases_stand_under_their_part_of_the_meeting(build: Build) -> None:
    """The part is a heading, and so is that it is not stated; where no case names one there are no such headings."""
    page = html(build(), "moter/2026-11-01-styringsgruppa/")
    assert re.findall(r"<h(\d)[^>]*>(?:<span.*?</span> )?([^<]+)</h", part(page, 'id="saker"')) == [
        ("3", "Åpen del"), ("4", "Felles rutine"),
        ("3", "Del av møtet ikke oppgitt"), ("4", "Legemiddelliste"), ("4", "Utskriving"),
    ]  # fmt: skip


def test_a_case_leads_to_its_text_its_clauses_and_its_paper(build: Build) -> None:
    """A clause that the text has is a link to it in that version; one that it has not is words alone."""
    page = part(html(build(), "moter/2026-11-01-styringsgruppa/"), 'id="sak-3"', "</dl>")
    assert links(page) == [
        "../../retningslinjer/1/v/3.0/",
        "../../retningslinjer/1/v/3.0/#pkt-1",
        "../../saker/2026-11-10-notat/",
    ]
    assert "9" in words(page)


def test_the_way_of_a_case_stands_on_each_of_its_meetings(build: Build) -> None:
    """Body, day and outcome of each step, the one of this page without a link; and where the case is now."""
    plan = build()
    for address, here in (("2026-09-01-utvalget", 0), ("2026-11-01-styringsgruppa", 1)):
        way = part(html(plan, f"moter/{address}/"), '<ol class="saksgang">', "</ol>")
        steps = way.split("<li")[1:]
        assert [("saksgang-ledd--her" in s, "<a " in s) for s in steps] == [(n == here, n != here) for n in (0, 1)]
        assert words(f"<li{steps[0]}").startswith("Samarbeidsutvalget")
        assert "8. september 2026, drøfting" in words(way)
    assert "Styringsgruppa hadde saken oppe 1. november 2026. Utfall: vedtatt." in words(
        html(plan, "moter/2026-09-01-utvalget/")
    )


def test_a_case_of_one_meeting_has_no_way(build: Build) -> None:
    """A line of one point tells nothing."""
    page = html(build(), "moter/2026-11-01-styringsgruppa/")
    assert "saksgang-ledd" not in part(page, 'id="sak-2"', 'id="sak-3"')


def test_a_case_in_both_parts_of_a_meeting_is_told_once(build: Build) -> None:
    """The second place leads to the first."""
    agenda = "".join(
        f"  - {{tittel: Budsjett, type: {k}, delmote: {d}, saksgang: budsjett}}\n"
        for k, d in (("drøfting", "åpen del"), ("beslutning", "lukket del"))
    )
    meeting = f"---\norgan: styringsgruppa\ndato: 2026-12-20\nsaker:\n{agenda}---\n"
    page = html(build({"organisasjon/moter/2026-12-20-styringsgruppa.md": meeting}), "moter/2026-12-20-styringsgruppa/")
    assert page.count('<ol class="saksgang">') == 1
    second = part(page, 'id="sak-2"', "</li>")
    assert "Samme sak som" in second
    assert links(second) == ["#sak-1"]


def test_a_meeting_leads_to_those_before_and_after(build: Build) -> None:
    """Of the same body, whatever the others did in between; and says when the next one is cancelled."""
    plan = build()
    around = part(html(plan, "moter/2026-11-01-styringsgruppa/"), '<nav class="nabomoter"', "</nav>")
    assert links(around) == ["../../moter/2026-12-20-styringsgruppa/", "../../moter/organ/styringsgruppa/"]
    assert "søndag 20. desember 2026 (avlyst)" in words(around)
    assert links(part(html(plan, "moter/2026-09-01-utvalget/"), '<nav class="nabomoter"', "</nav>"))[:2] == [
        "../../moter/2023-05-10-utvalget/",
        "../../moter/2026-12-09-utvalget/",
    ]


@pytest.mark.parametrize(
    ("day", "expected"), [(date(2026, 11, 22), "Møtet er avlyst."), (date(2027, 1, 1), "Møtet ble avlyst.")]
)
def test_a_cancelled_meeting_says_so_first(build: Build, day: date, expected: str) -> None:
    """Before the day and after it; it lacks no minutes."""
    page = words(html(build(day=day), "moter/2026-12-20-styringsgruppa/"))
    assert expected in page
    assert "Referat" not in page
    assert "Sakslista er ikke lagt inn." in page


def test_a_meeting_to_come_has_a_notice_and_no_minutes(build: Build) -> None:
    """What the file says before the day is from the notice; nothing is called missing."""
    page = words(html(build(), "moter/2026-12-09-utvalget/"))
    assert "Møtet er ikke holdt ennå." in page
    assert "Fra innkallingen Innkalling." in page
    assert "Utfallet er ikke oppgitt" not in page.split("Sakens gang")[0]


# --- cases --------------------------------------------------------------------------------------------------------


def titles(plan: Plan, group: str) -> list[str]:
    page = html(plan, "saker/")
    return (
        re.findall(r'<h3 class="saksrad-tittel"><a [^>]*>([^<]+)', part(page, f'<h2 id="{group}">'))
        if f'id="{group}"' in page
        else []
    )


def test_the_register_of_cases_says_where_each_is(build: Build) -> None:
    """Open ones first, those that a meeting is called for before the others; then the decided ones."""
    plan = build()
    assert titles(plan, "apne") == ["Utskriving", "Legemiddelliste"]
    assert titles(plan, "avgjorte") == ["Felles rutine", "Utskriving"]
    page = words(part(html(plan, "saker/"), '<h2 id="apne">'))
    assert "Saken er oppe i Samarbeidsutvalget 9. desember 2026." in page
    assert "Videre: Sekretariatet lager et nytt forslag." in page


def test_time_moves_the_cases(build: Build) -> None:
    """When the meeting has been and nobody has said what came of it, the case is no longer before it."""
    assert titles(build(day=date(2027, 1, 5)), "uten-utfall") == ["Utskriving"]


def test_a_decided_case_may_still_wait_for_the_parties(build: Build) -> None:
    """The body has approved the agreement, and the register says whom it waits for."""
    held = f'---\norgan: styringsgruppa\ndato: 2026-04-15\nsaker:\n  - {{tittel: Avtalen, type: beslutning, dokument: {AGREEMENT}, versjon: "2026", utfall: vedtatt}}\n---\n'
    approved = "godkjent_av: styringsgruppa\ngodkjent: 2026-04-15\n" + adoption(PARTIES[:-1], PARTIES[-1:], ())
    plan = build(
        {"organisasjon/moter/2026-04-15-styringsgruppa.md": held, f"{AGREEMENT}/2026.md": version("2026", approved)}
    )
    page = words(part(html(plan, "saker/"), '<h2 id="avgjorte">'))
    assert "Styringsgruppa godkjente versjon 2026 den 15. april 2026. Venter på K17 kommune." in page


def test_what_comes_next_is_not_said_twice(build: Build) -> None:
    """A proposal whose file names a meeting that has been is not told of that meeting as if it were to come."""
    agreed = f'---\norgan: styringsgruppa\ndato: 2026-10-01\nsaker:\n  - {{tittel: Retningslinjen, type: beslutning, dokument: {GUIDELINE}, versjon: "5.0", utfall: anbefalt}}\n---\n'
    proposal = version("5.0", "mote: 2026-10-01-styringsgruppa\n")
    plan = build({"organisasjon/moter/2026-10-01-styringsgruppa.md": agreed, f"{GUIDELINE}/5.0.md": proposal})
    page = words(html(plan, "moter/2026-10-01-styringsgruppa/"))
    assert "Nå: Samarbeidsutvalget bestemmer." in page.replace("Nå :", "Nå:")


def test_papers_are_listed_by_type(build: Build) -> None:
    """Annual reports, memos and answers each under their own heading, with who an answer is from."""
    page = part(html(build(), "saker/"), 'id="dokumenter"')
    assert re.findall(r"<h3>([^<]+)</h3>", page) == ["Høringssvar", "Notat", "Saksfremlegg", "Årsmelding"]
    assert "Svar fra K01 10. november 2026, K01 kommune" in words(page)
    assert "Notat om utskriving ikke oppgitt" in words(page)


def test_a_hearing_answer_says_who_it_is_from_and_what_it_answers(build: Build) -> None:
    """The party, the very version, and the hearing among the others."""
    page = html(build(), "saker/2026-11-10-svar-k01/")
    assert links(part(page, '<dl class="faktaliste">', "</dl>")) == [
        "../../parter/k01/",
        "../../retningslinjer/1/v/3.0/",
        "../../horinger/#retningslinjer-1-v-3.0",
    ]


def test_a_paper_shows_the_way_of_its_case(build: Build) -> None:
    """The memo that a meeting had leads to that meeting and to the next one that has the case."""
    plan = build()
    page = html(plan, "saker/2026-11-10-notat/")
    way = part(page, 'class="saksboks"')
    assert [link for link in links(way) if "moter" in link] == [
        "../../moter/2026-11-01-styringsgruppa/#sak-3",
        "../../moter/2026-12-09-utvalget/#sak-1",
    ]
    assert "saksboks" not in html(plan, "saker/2027-01-10-arsmelding-2026/")


def test_a_paper_says_which_texts_name_it(build: Build) -> None:
    """The version that was treated in the case leads back from its paper."""
    plan = build({f"{GUIDELINE}/5.0.md": version("5.0", "sak: organisasjon/saker/2026-11-10-notat\n")})
    assert "Ligger til grunn for" in html(plan, "saker/2026-11-10-notat/")
    assert "../../retningslinjer/1/v/5.0/" in links(html(plan, "saker/2026-11-10-notat/"))


def test_every_link_of_these_pages_leads_somewhere(build: Build) -> None:
    """No address and no anchor is made up."""
    plan = build()
    pages = {p.address: plan.html(p) for p in plan}
    for address in [a for a in pages if a.startswith(("moter/", "saker/"))]:
        for link in links(pages[address]):
            target, _, anchor = link.partition("#")
            depth = target.count("../")
            there = target.replace("../", "") or ("" if depth else address)
            if there.startswith(("http", "kalender/", "mailto:")):
                continue
            assert there in pages, (address, link)
            if anchor and there != "arshjul/":
                assert f'id="{anchor}"' in pages[there], (address, link)
