"""The page of one difference: what it says of the revision, of the proposal, and where its links lead."""

import re
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from history_corpus import (
    ACUTE,
    DAY,
    DISCHARGE,
    comparisons,
    context,
    corpus_of,
    dead_links,
    document,
    guideline,
    html_at,
    ids,
    page_at,
    plain,
    plan_of,
    proposal,
    version,
    version_of,
)  # fmt: skip

from avtaleverk.model.community import ApprovalRule
from avtaleverk.model.documents import Hearing, Outcome, Ratification, Version
from avtaleverk.model.organisation import Meeting
from avtaleverk.model.source import Source
from avtaleverk.pages.difference_pages import chooser, contents, difference_html
from avtaleverk.pages.proposal_words import next_step
from avtaleverk.site.plan import Plan

ADDRESS = "retningslinjer/2/"
OWN = "retningslinjer/9/"


@pytest.fixture(scope="module")
def plan() -> Plan:
    """Return the plan of the corpus of versions while 2.1 is on hearing."""
    return plan_of()


def difference(plan: Plan, pair: str, address: str = ADDRESS) -> str:
    return html_at(plan, f"{address}endringer/{pair}/")


def facts_of(html: str) -> dict[str, str]:
    """Return the list of facts of a page."""
    rows = re.findall(r"<div><dt>(.*?)</dt><dd[^>]*>(.*?)</dd></div>", html, re.DOTALL)
    return {plain(name): plain(said) for name, said in rows}


# --- the page in the plan -----------------------------------------------------------------------------------------


def test_each_pair_has_its_page(plan: Plan) -> None:
    """Every two of four versions have one, which is not indexed and names the text in force as the real one."""
    pages = [p for p in plan if p.kind == "endring" and p.address.startswith(ADDRESS)]
    pairs = combinations(["1.0", "1.1", "2.0", "2.1"], 2)
    assert [p.address for p in pages] == [f"{ADDRESS}endringer/{a}-til-{b}/" for a, b in pairs]
    for page in pages:
        assert (page.indexed, page.in_navigation, page.canonical) == (False, False, ADDRESS)
        head = plan.document(page).partition("</head>")[0]
        assert '<meta name="robots" content="noindex">' in head
        assert '<link rel="canonical" href="https://prove.example/retningslinjer/2/">' in head
        assert f"https://prove.example/{page.address}" not in next(
            f.content.decode() for f in plan.files if f.path == "sitemap.xml"
        )


def test_the_file_behind_a_difference_is_the_newer_version(plan: Plan) -> None:
    """A fault on the page is reported with the file in which the newer text lies."""
    assert page_at(plan, f"{ADDRESS}endringer/1.1-til-2.0/").source == f"{DISCHARGE}/2.0.md"


def test_what_is_known_about_a_revision(plan: Plan) -> None:
    """Reason, body, date, period, decision, both texts with their status, and the case with its meeting."""
    html = difference(plan, "1.1-til-2.0")
    assert facts_of(html) == {
        "Hva er nytt": "Faks er tatt ut, og fristen for tidligmelding er kortere",
        "Godkjent av": "Strategisk samarbeidsutvalg 14. mars 2025",
        "Periode": "gjelder fra 14. mars 2025",
        "Vedtaket": "Vedtaket nevner punkt 2, 3, 4 og 5. De samme punktene er endret i teksten.",
        "De to tekstene": "Versjon 1.1 Erstattet Versjon 2.0 Gjeldende",
        "Sak": "Les saken Se møtet",
    }
    assert 'href="../../../../saker/2025-03-01-utskriving/"' in html
    assert 'href="../../../../moter/2025-03-14-ssu/"' in html
    assert "Det gjelder ikke" not in html


def test_the_versions_on_the_way(plan: Plan) -> None:
    """From 1.0 to 2.0 both steps are told, each with who decided it and why; the decision was about the last alone."""
    found = facts_of(difference(plan, "1.0-til-2.0"))
    assert found["Versjoner imellom"] == (
        "Versjon 1.1 , Strategisk samarbeidsutvalg 1. september 2023: Skrivefeil i punkt 6 "
        "Versjon 2.0 , Strategisk samarbeidsutvalg 14. mars 2025: Faks er tatt ut, og fristen for tidligmelding er kortere"
    )
    assert "Vedtaket" not in found
    assert "Versjoner imellom" not in facts_of(difference(plan, "1.1-til-2.0"))


def test_a_decision_that_disagrees_says_so() -> None:
    """Readers learn which points changed without being named, and which were named and are the same."""
    first = version("1.0", "## 1 Om\n\nTekst.\n\n## 2 Til\n\nTekst.\n\n## 3 Fra\n\nTekst.")
    second = version("2.0", first.body.replace("Om\n\nTekst.", "Om\n\nNy tekst."), changed_clauses=("2", "3"))
    html = difference(plan_of(guideline(first, second)), "1.0-til-2.0", OWN)
    assert (
        facts_of(html)["Vedtaket"]
        == "Vedtaket nevner punkt 2 og 3. Også endret: punkt 1. Ikke endret i teksten: punkt 2 og 3."
    )


def test_nothing_is_invented() -> None:
    """A version without date, reason, case or decision says that they are not stated, or nothing."""
    second = version("2.0", "Ny tekst.", approved=None)
    found = facts_of(difference(plan_of(guideline(version("1.0", "Tekst."), second)), "1.0-til-2.0", OWN))
    assert found["Hva er nytt"] == "ikke oppgitt"
    assert found["Godkjent av"] == "Strategisk samarbeidsutvalg (dato ikke oppgitt)"
    assert found.keys() == {"Hva er nytt", "Godkjent av", "Periode", "De to tekstene"}


def test_the_contents_are_marked_as_the_points_are(plan: Plan) -> None:
    """Each point has a line with its numbers, what happened to it, and a link to its heading."""
    html = difference(plan, "1.1-til-2.0")
    lines = re.findall(r'<li data-niva="(\d)"( class="berort")?><a href="#([^"]+)">(.*?)</a></li>', html)
    assert [(niva, bool(touched), anchor, plain(said)) for niva, touched, anchor, said in lines] == [
        ("2", False, "pkt-1", "1 Formål"),
        ("2", True, "pkt-2", "2 Tidligmelding endret"),
        ("2", True, "gammel-pkt-3", "3 Faks slettet"),
        ("2", False, "pkt-3", "før 4, nå 4 → 3 Utskrivingsklar pasient"),
        ("3", False, "pkt-3-1", "før 4.1, nå 4.1 → 3.1 Melding om utskrivingsklar pasient"),
        ("3", False, "pkt-3-2", "før 4.2, nå 4.2 → 3.2 Betaling"),
        ("2", True, "pkt-4", "4 Legemidler ny"),
        ("2", True, "pkt-5", "5 Epikrise endret"),
        ("2", False, "pkt-6", "6 Avvik"),
    ]
    entries = contents(comparisons().facts(version_of("1.1").body, version_of("2.0").body))
    assert [e.anchor for e in entries if e.touched] == [anchor for _, touched, anchor, _ in lines if touched]


def test_equal_texts_say_so_and_show_no_text(plan: Plan) -> None:
    """Where metadata alone differ there is nothing to mark, no contents, and no choice of view."""
    html = difference(plan, "1.0-til-1.1", "retningslinjer/3/")
    assert "Teksten er den samme. Bare metadata er endret." in plain(html)
    assert facts_of(html)["Hva er nytt"] == "Ny eier i metadata"
    assert "rm-tekst" not in html
    assert "rm-visning" not in html
    assert "innhold--merket" not in html
    assert "legevakt" not in html


@pytest.mark.parametrize("pair", ["1.0-til-1.1", "1.1-til-2.0", "2.0-til-2.1", "1.0-til-2.1"])
def test_ids_and_links_of_a_difference(plan: Plan, pair: str) -> None:
    """No id is there twice, and every link of the page leads to something."""
    page = page_at(plan, f"{ADDRESS}endringer/{pair}/")
    assert [name for name, count in ids(plan.document(page)).items() if count > 1] == []
    assert dead_links(plan, [page]) == []


def test_the_choice_of_two_versions(plan: Plan) -> None:
    """Any two of four versions can be chosen, and each choice leads to its page; two or nine versions give none."""
    ctx = context()
    found = chooser(ctx, document(), (version_of("1.1"), version_of("2.0")))
    assert found is not None
    assert ([v.number for v in found.versions], found.one, found.other) == (["1.0", "1.1", "2.0", "2.1"], 2, 3)
    assert {c.address for c in found.choices} == {p.address for p in plan if p.kind == "endring" and "/2/" in p.address}
    assert chooser(ctx, document(ACUTE)) is None
    assert chooser(ctx, guideline(version("1.0", "A."), version("2.0", "B."))) is None


# --- proposals ----------------------------------------------------------------------------------------------------

BASE = version("1.0", "## 1 Om\n\nTekst.\n\n## 2 Til\n\nTekst.")
NEW = BASE.body.replace("Om\n\nTekst.", "Om\n\nAnnen tekst.")
AHEAD, PAST = DAY + timedelta(days=8), DAY - timedelta(days=8)


def told(one: Version, *, held: date | None = None, ratified_by: tuple[str, ...] = ()) -> tuple[str, str]:
    """Return the message about a proposal and its next step; ``held`` is when a meeting takes it up."""
    found = guideline(BASE, one)
    known = corpus_of(found)
    if held:
        known = replace(known, meetings=(Meeting("m", "partnerskapet", held, (), "", Source("m.md")),))
    if ratified_by:
        rule = ApprovalRule("retningslinjer/*", "ssu", ratified_by)
        known = replace(known, community=replace(known.community, approval=(rule,)))
    ctx = context(found)
    ctx.corpus = known
    html = difference_html(ctx, found, BASE, one)
    message = re.search(r'<div class="beskjed-tekst">(.*?)</div>', html, re.DOTALL)
    return (plain(message[1]) if message else ""), next_step(ctx, found, one)


SSU = "Strategisk samarbeidsutvalg"
OPEN = Hearing(PAST, AHEAD)
LAST_DAY = Hearing(PAST, DAY)
CLOSED = Hearing(PAST - timedelta(days=40), PAST)
NOT_BEGUN = Hearing(AHEAD, AHEAD + timedelta(days=30))


@pytest.mark.parametrize(
    ("fields", "held", "stage", "step"),
    [
        ({}, None, "utkast", f"{SSU} bestemmer."),
        ({"hearing": NOT_BEGUN}, None, "utkast", "Det sendes på høring 30. november 2026."),
        ({"hearing": OPEN}, AHEAD, "på høring", f"Svarfristen er 30. november 2026. Deretter bestemmer {SSU}."),
        ({"hearing": LAST_DAY}, None, "på høring", f"Svarfristen er 22. november 2026. Deretter bestemmer {SSU}."),
        ({"hearing": CLOSED}, None, "til behandling", f"{SSU} bestemmer."),
        ({"meeting": "m"}, AHEAD, "til behandling", "Partnerskapsmøtet behandler saken 30. november 2026."),
        ({"meeting": "m"}, DAY, "til behandling", "Partnerskapsmøtet behandler saken 22. november 2026."),
        ({"meeting": "m"}, PAST, "til behandling", "Partnerskapsmøtet hadde saken oppe 14. november 2026. Hva møtet bestemte, er ikke oppgitt."),
    ],
)  # fmt: skip
def test_a_proposal_says_its_stage_and_who_decides_next(
    fields: dict[str, object], held: date | None, stage: str, step: str
) -> None:
    """That it does not apply, where it stands, what comes next, and which points it touches."""
    message, next_ = told(proposal("2.0", NEW, **fields), held=held)
    assert next_ == step
    without_days = re.sub(r" \( [^)]* \)| (?=\.)", "", message)
    assert without_days == f"Forslag: {stage}. Det gjelder ikke. {step} Forslag til endring i punkt 1."


@pytest.mark.parametrize(
    ("hearing", "left"), [(OPEN, ["8 dager igjen"]), (LAST_DAY, ["siste dag er i dag"]), (CLOSED, [])]
)
def test_how_long_a_hearing_is_open(hearing: Hearing, left: list[str]) -> None:
    """The last day is part of the hearing; one that is over has nothing left."""
    assert re.findall(r"\( (.*?) \)", told(proposal("2.0", NEW, hearing=hearing))[0]) == left


def test_a_hearing_that_has_not_begun_has_no_days_left() -> None:
    """Nobody can answer yet, so nothing runs out."""
    assert re.findall(r"\( (.*?) \)", told(proposal("2.0", NEW, hearing=NOT_BEGUN))[0]) == []


@pytest.mark.parametrize(
    ("outcomes", "waiting"),
    [
        ({}, "Prøvesykehuset HF, Nordby kommune og Sørvik kommune"),
        ({"nordby": Outcome.ADOPTED}, "Prøvesykehuset HF og Sørvik kommune"),
        ({"nordby": Outcome.ADOPTED, "sykehuset": Outcome.REJECTED}, "Prøvesykehuset HF og Sørvik kommune"),
        ({"nordby": Outcome.ADOPTED, "sykehuset": Outcome.ADOPTED, "sorvik": Outcome.PENDING}, "Sørvik kommune"),
    ],
)
def test_a_text_that_parties_must_adopt_names_those_it_waits_for(outcomes: dict[str, Outcome], waiting: str) -> None:
    """Approved and not adopted by all, it is a proposal still; a party that said no has not adopted it."""
    decided = tuple(Ratification(party, None, PAST, None, outcome) for party, outcome in outcomes.items())
    one = version("2.0", NEW, approved=PAST, ratifications=decided)
    adopted = sum(outcome is Outcome.ADOPTED for outcome in outcomes.values())
    message, step = told(one, ratified_by=("sykehuset", "nordby", "sorvik"))
    assert step == f"Venter på {waiting}."
    assert message.startswith(f"Forslag: til tilslutning ({adopted} av 3)")
    assert "Det gjelder ikke" in message


def test_an_approved_text_has_nothing_left_to_decide() -> None:
    """The page of a text in force, or replaced, has no message about a proposal."""
    assert told(version("2.0", NEW)) == ("", "")


def test_the_days_that_are_left_can_be_counted_anew(plan: Plan) -> None:
    """The deadline is data on the page, so that it counts right on any later day."""
    html = difference(plan, "2.0-til-2.1")
    assert '<span data-frist="2026-12-15">23 dager igjen</span>' in html
    assert "data-frist" not in difference(plan, "1.1-til-2.0")
    assert "data-frist" not in difference(plan_of(day=date(2026, 12, 16)), "2.0-til-2.1")


# --- links, pictures, hostile texts -------------------------------------------------------------------------------


def test_links_to_a_paragraph_lead_to_the_version_that_has_it() -> None:
    """Headings have their anchors on the page; paragraphs have theirs on the page of the version."""
    old = version("1.0", "## 1 Om\n\n[gammel](#pkt-3-ledd-1)\n\n## 2 Til\n\nTekst.\n\n## 3 Ut\n\nTekst.")
    new = version("2.0", "## 1 Om\n\n[ny](#pkt-2-ledd-1), [punkt](#pkt-2)\n\n## 2 Til\n\nTekst.")
    found = plan_of(guideline(old, new))
    html = difference(found, "1.0-til-2.0", OWN)
    assert f'href="../../../../{OWN}v/2.0/#pkt-2-ledd-1"' in html
    assert f'href="../../../../{OWN}v/1.0/#pkt-3-ledd-1"' in html
    assert 'href="#pkt-2"' in html
    assert dead_links(found, [page_at(found, f"{OWN}endringer/1.0-til-2.0/")]) == []


def test_a_link_from_the_root_works_wherever_the_site_lies() -> None:
    """What an editor wrote as ``/retningslinjer/2/`` leads there from the page of a difference too."""
    old, new = version("1.0", "Se [den](/retningslinjer/9/)."), version("2.0", "Se også [den](/retningslinjer/9/).")
    html = difference(plan_of(guideline(old, new)), "1.0-til-2.0", OWN)
    assert f'href="../../../../{OWN}"' in html.partition('class="rm-tekst"')[2]
    assert 'href="/' not in html


def test_a_picture_is_fetched_from_where_it_lies() -> None:
    """A picture lies beside the text in force, two levels up from the page of a difference."""
    old = version("1.0", "## 1 Om\n\n![Flyt](flyt.png)")
    new = version("2.0", "## 1 Om\n\nSlik er det:\n\n![Flyt](flyt.png)\n\n![To](bilder/to.png)")
    html = difference(plan_of(guideline(old, new)), "1.0-til-2.0", OWN)
    pictures = set(re.findall(r'<img [^>]*src="([^"]+)"', html))
    assert pictures == {f"../../../../{OWN}flyt.png", f"../../../../{OWN}bilder/to.png"}


HOSTILE = "<script>alert(1)</script> \"'&amp; </title> {{ 7*7 }}"


def test_hostile_words_are_words() -> None:
    """Titles, reasons and texts that try to be markup are shown as they were written, in page and frame."""
    old = version("1.0", f"## 1 {HOSTILE}\n\n{HOSTILE}\n\n## 2 Til\n\nTekst.")
    new = version(
        "2.0", f"## 1 Ny {HOSTILE}\n\nNy {HOSTILE}\n\n## 3 {HOSTILE}\n\nAnnet.", title=HOSTILE, changes=HOSTILE
    )
    found = plan_of(guideline(old, new, title=HOSTILE))
    for page in (p for p in found if p.kind in {"endring", "punkthistorie", "dokument", "versjon"}):
        document_ = found.document(page)
        assert re.search(r"<script(?! type=.application/ld\+json)(?![^>]*\bsrc=)", document_) is None, page.address
        assert document_.count("</title>") == 1
        assert "49" not in plain(document_)
    assert plain(html_at(found, f"{OWN}endringer/1.0-til-2.0/")).count("<script>alert(1)</script>") >= 4


def test_a_proposal_has_no_decision() -> None:
    """What a proposal names is told as its own words, for no body has decided on it."""
    first = version("1.0", "## 1 Om\n\nTekst.\n\n## 2 Til\n\nTekst.")
    second = proposal("2.0", first.body.replace("Om\n\nTekst.", "Om\n\nNy tekst."), changed_clauses=("1",))
    found = facts_of(difference(plan_of(guideline(first, second)), "1.0-til-2.0", OWN))
    assert found["Punkter som er nevnt"] == "Forslaget nevner punkt 1. De samme punktene er endret i teksten."
    assert "Vedtaket" not in found
