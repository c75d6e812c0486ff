"""The history of a document: the picture, the list and the table tell the same, and nothing nobody stated."""

import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from test_model_status import d, ratified, version

from avtaleverk.corpus import read_corpus
from avtaleverk.model.documents import Document, DocumentKind, Hearing, Version
from avtaleverk.model.source import Source
from avtaleverk.pages.context import Context
from avtaleverk.pages.history_pages import entries, history_html
from avtaleverk.pages.style.page import style_html
from avtaleverk.pages.timeline import Picture, Row, picture
from avtaleverk.text import TextStore

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)
ADOPTED = ratified(sykehuset=d("2022-06-01"), dalset=d("2022-07-01"), nesset=d("2022-09-01"))
FIVE = (
    version("1.0", godkjent=None, valid_until=d("2018-12-31")),
    version("2.0", godkjent=d("2019-05-02"), valid_from=d("2019-07-01"), changes="Nye frister"),
    version("3.0", godkjent=d("2022-04-01"), hearing=Hearing(d("2022-01-10"), d("2022-03-10")), ratifications=ADOPTED),
    version("4.0", godkjent=d("2026-10-01"), valid_from=d("2028-01-01"), signed=d("2026-10-20")),
    version("5.0", hearing=Hearing(d("2026-11-01"), d("2026-12-15"))),
)
Links = list[tuple[str, str]]


def told(
    *versions: Version, day: date = DAY, title: str = "Avtalen", language: str = "nb", **fields: object
) -> tuple[Context, Document]:
    """Return an agreement of these versions in the small corpus, where three parties must adopt it."""
    corpus = read_corpus(BASE).corpus
    assert corpus is not None
    document = Document(
        "avtaler/prove", title, DocumentKind.AGREEMENT, "", Source("avtaler/prove/index.md"), versions=versions, **fields
    )  # type: ignore[arg-type]  # fmt: skip
    community = replace(corpus.community, language=language)
    return Context(replace(corpus, community=community, documents=(document,)), day, TextStore(None)), document


def drawn(*versions: Version, day: date = DAY) -> Picture:
    found = picture(*told(*versions, day=day))
    assert found is not None
    return found


def rows(found: Picture) -> dict[str, Row]:
    return {row.number: row for _, row in found.rows}


def svg_of(html: str) -> ET.Element:
    found = re.search(r'<svg class="tidsbilde-svg".*?</svg>\s*<figcaption', html, re.DOTALL)
    assert found
    return ET.fromstring(found.group().rpartition("<figcaption")[0])  # noqa: S314 - our own page


def classes(svg: ET.Element, name: str) -> list[ET.Element]:
    return [e for e in svg.iter() if name in e.get("class", "").split()]


class _Links(HTMLParser):
    """Gathers the links below one heading of the list, hidden words included."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: list[tuple[str, str]] = []
        self._open = False
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._open = self._open or tag == "a"
        if tag == "a":
            self.links.append(("", dict(attrs).get("href") or ""))

    def handle_endtag(self, tag: str) -> None:
        self._open = self._open and tag != "a"

    def handle_data(self, data: str) -> None:
        if self._open:
            words, href = self.links[-1]
            self.links[-1] = (words + data, href)


def ways(html: str, number: str) -> Links:
    """Return the links of a version in the list: what a screen reader says, and where each leads."""
    items = re.findall(r'<li class="tidslinje-ledd.*?</li>', html, re.DOTALL)
    item = next(i for i in items if f"Versjon {number}</a>" in i)
    paragraph = item.partition('class="tidslinje-veier"')[2]
    return [(words, href.removeprefix("../../../avtaler/prove/")) for words, href in _Links(paragraph).links]


def test_the_picture_has_the_facts_of_the_list() -> None:
    """Each version with its status word, each period, decision, hearing and adoption once, and nothing more."""
    ctx, document = told(*FIVE)
    found = picture(ctx, document)
    assert found
    listed = entries(ctx, document)
    assert [(row.number, row.word, row.tone) for _, row in found.rows] == [
        (e.number, e.status.word, e.status.tone) for e in listed
    ]
    for (_, row), entry in zip(found.rows, listed, strict=True):
        facts = {fact.name: fact.words for fact in entry.facts}
        assert len(row.bars) == ("Periode" in facts)
        assert len(row.hearings) == ("Høring" in facts)
        assert bool(row.decision) == bool(re.search(r"\d{4}$", facts["Godkjent av"]))
        assert f"{len(row.adoptions)} av 3" in facts.get("Tilslutning", "0 av 3") or not row.adoptions
    assert {e.number: {f.name: f.words for f in e.facts}["Periode"] for e in listed[1:]} == {
        "4.0": "gjelder fra 1. januar 2028",
        "3.0": "gjelder fra 1. september 2022 til 31. desember 2027",
        "2.0": "gjaldt fra 1. juli 2019 til 31. august 2022",
        "1.0": "gjaldt til 31. desember 2018, første dag ikke oppgitt",
    }


def test_marks_stand_in_the_order_of_their_dates() -> None:
    """Further right is later, and where one text follows another without a gap their bars meet."""
    found = drawn(*FIVE)
    three, four, two, one = (rows(found)[n] for n in ("3.0", "4.0", "2.0", "1.0"))
    places = [
        *(float(x.rstrip("%")) for x in (three.hearings[0].x, three.decision, *three.adoptions)), three.bars[0].end,
    ]  # fmt: skip
    assert places == sorted(places)
    assert float(three.adoptions[-1].rstrip("%")) == pytest.approx(three.bars[0].begin, abs=0.01)
    assert two.bars[0].x2 == three.bars[0].x
    assert three.bars[0].x2 == four.bars[0].x
    assert one.bars[0].end < two.bars[0].begin
    assert three.bars[0].begin < float(found.today.x.rstrip("%")) < four.bars[0].begin
    assert all(0 <= bar.begin < bar.end <= 97 for _, row in found.rows for bar in (*row.bars, *row.hearings))


def test_what_nobody_states_is_said_in_words() -> None:
    """An unstated first day is open to the left; a version without dates has words and no mark at all."""
    found = rows(drawn(version("0.9"), *FIVE))
    assert found["0.9"].note == "ingen datoer oppgitt"
    assert not found["0.9"].is_drawn
    assert found["1.0"].note == "første dag ikke oppgitt"
    assert found["1.0"].bars[0].open_start
    assert not found["1.0"].decision
    assert [n for n, row in found.items() if any(bar.open_end for bar in row.bars)] == ["4.0"]


def test_a_text_taken_over_by_an_undated_one() -> None:
    """Nobody knows its last day, and the page does not make one up, nor says that it never applied."""
    versions = (version("1.0", godkjent=d("2020-01-01")), version("2.0", godkjent=None, repealed=d("2024-01-01")))
    assert rows(drawn(*versions))["1.0"].note == "siste dag ikke oppgitt"
    html = history_html(*told(*versions))
    assert "gjaldt fra 1. januar 2020, siste dag ikke oppgitt" in html
    assert "har ikke vært i kraft" not in html


def test_a_text_that_never_began() -> None:
    """A text repealed before its first day was never in force."""
    versions = (version("1.0", godkjent=d("2020-01-01"), valid_from=d("2021-01-01"), repealed=d("2020-06-01")),)
    html = history_html(*told(*versions, version("2.0", hearing=Hearing(d("2024-01-01"), None))))
    assert "har ikke vært i kraft" in html
    assert "Ingen versjon har vært i kraft, etter det som er oppgitt her." in html
    assert "data-perioder" not in html


def test_too_few_dates_make_no_picture() -> None:
    """With one date or none the list stands alone."""
    assert picture(*told(version("2022", godkjent=None), version("2024", meeting="x"))) is None
    assert picture(*told(version("1.0", godkjent=d("2020-01-01")))) is None
    assert picture(*told()) is None
    html = history_html(*told(version("2022", godkjent=None)))
    assert "tidsbilde" not in html
    assert "tidslinje-ledd" in html


def test_the_legend_names_the_marks_that_occur() -> None:
    """And no other."""
    assert [mark for mark, _ in drawn(*FIVE).legend] == [
        "felt", "kommer", "pil", "horing", "vedtak", "tilslutning", "idag",
    ]  # fmt: skip
    alone = drawn(version("1.0", godkjent=d("2020-01-01"), valid_until=d("2021-12-31")))
    assert alone.legend == (("felt", "i kraft"), ("vedtak", "godkjent"), ("idag", "i dag, 22. november 2026"))


@pytest.mark.parametrize(
    ("first", "last"), [("2024-02-12", "2024-09-26"), ("1990-01-01", "2024-01-01"), ("0001-01-01", "9999-12-30")]
)
def test_there_are_at_most_five_years(first: str, last: str) -> None:
    """Few enough to stand side by side on a phone, and at least one to read the picture by."""
    years = drawn(version("1.0", godkjent=d(first), valid_until=d(last))).years
    assert 1 <= len(years) <= 5
    assert [int(y.words) for y in years] == sorted(int(y.words) for y in years)


def test_the_picture_is_well_formed_and_needs_no_style() -> None:
    """It is XML in percent of the width, with a name for those who do not see it, and says so in both languages."""
    for language, words in (("nb", "lista under"), ("nn", "opplysningane står i lista under")):
        ctx, document = told(*FIVE, language=language)
        svg = svg_of(history_html(ctx, document))
        assert svg.get("role") == "img"
        assert words in svg.get("aria-label", "")
        assert not any({"viewBox", "style"} & set(e.attrib) for e in svg.iter())
        assert len(classes(svg, "tidsbilde-vedtak")) == 3
        assert len(classes(svg, "tidsbilde-felt")) == 4
        assert len(classes(svg, "tidsbilde-horing")) == 2
        assert len(classes(svg, "tidsbilde-tilslutning")) == 3
        assert len(classes(svg, "tidsbilde-uoppgitt")) == 1


def test_the_three_links() -> None:
    """The text as it was, what the change did, and the way from there to the text in force."""
    html = history_html(*told(*FIVE))
    assert ways(html, "1.0") == [
        ("Les slik den var, versjon 1.0", "v/1.0/"),
        ("Sammenlign med i dag, versjon 1.0", "endringer/1.0-til-3.0/"),
    ]
    assert "Første versjon" in html
    assert ways(html, "2.0") == [
        ("Les slik den var, versjon 2.0", "v/2.0/"),
        ("Hva denne endringen gjorde, versjon 2.0", "endringer/1.0-til-2.0/"),
        ("Sammenlign med i dag, versjon 2.0", "endringer/2.0-til-3.0/"),
    ]
    assert ways(html, "3.0") == [
        ("Les slik den er, versjon 3.0", "v/3.0/"),
        ("Hva denne endringen gjorde, versjon 3.0", "endringer/2.0-til-3.0/"),
    ]
    assert ways(html, "4.0") == [
        ("Les slik den blir, versjon 4.0", "v/4.0/"),
        ("Hva denne endringen gjør, versjon 4.0", "endringer/3.0-til-4.0/"),
    ]
    assert ways(html, "5.0") == [
        ("Les forslaget, versjon 5.0", "v/5.0/"),
        ("Vis endringene i forslaget, versjon 5.0", "endringer/3.0-til-5.0/"),
    ]


def test_a_first_proposal_has_nothing_to_be_compared_with() -> None:
    """Where no text is in force and none came before, there is the text alone."""
    html = history_html(*told(version("0.9")))
    assert ways(html, "0.9") == [("Les forslaget, versjon 0.9", "v/0.9/")]
    assert "Første versjon" in html


def test_adoption_in_words() -> None:
    """How many parties have adopted a text by the day, with the last date where it is stated."""
    two = version("1.0", godkjent=d("2026-01-01"), ratifications=ratified(sykehuset=d("2026-03-01"), dalset=None))
    assert "vedtatt av 2 av 3 parter, sist 1. mars 2026" in history_html(*told(two))
    assert "vedtatt av 1 av 3 parter</dd>" in history_html(*told(two, day=d("2026-02-01")))
    assert "vedtatt av" not in history_html(*told(replace(two, ratifications=None)))


def test_a_hearing_that_is_open_says_how_long() -> None:
    """The days left follow the dates, and no tag is shown as text."""
    html = history_html(*told(*FIVE))
    assert "&lt;" not in html
    assert "fra 1. november 2026 til 15. desember 2026 (" in html
    assert "23 dager igjen" in html


def test_signed_repealed_and_an_effect_from_before() -> None:
    """What else a file may state is said in words."""
    text = version(
        "1.0", godkjent=d("2020-05-01"), valid_from=d("2020-01-01"), signed=d("2020-06-01"), repealed=d("2024-02-01")
    )
    facts = {f.name: f.words for f in entries(*told(text))[0].facts}
    assert facts["Signert"] == "1. juni 2020"
    assert facts["Opphevet fra"] == "1. februar 2024"
    assert facts["Periode"] == "gjaldt fra 1. mai 2020 til 31. januar 2024, med virkning fra 1. januar 2020"


FLOORS = [
    ((version("1.0", godkjent=d("2024-09-26")),), "Historikken går tilbake til 26. september 2024 (versjon 1.0)."),
    ((version("2022", godkjent=None),), "Historikken begynner med versjon 2022. Datoen er ikke oppgitt."),
    ((version("1.0", godkjent=d("2028-01-01")),), "Versjon 1.0 er den første. Den gjelder fra 1. januar 2028."),
]


@pytest.mark.parametrize(("versions", "words"), FLOORS, ids=["known", "unstated", "ahead"])
def test_floor(versions: tuple[Version, ...], words: str) -> None:
    """The page says how far back it goes, and that older texts are not here."""
    html = history_html(*told(*versions))
    assert f"{words} Eventuelle tekster som gjaldt tidligere, ligger ikke her." in html


def test_the_table_and_the_data_of_the_form_tell_the_same() -> None:
    """The table says without script what the script answers from."""
    html = history_html(*told(*FIVE))
    table = html.partition('class="perioder"')[2].partition("</table>")[0]
    cells = re.findall(r"<td[^>]*>(?:<a[^>]*>)?([^<]*)", table)
    assert [cells[n : n + 3] for n in range(0, len(cells), 3)] == [
        ["01.01.2028", "inntil videre", "4.0"],
        ["01.09.2022", "31.12.2027", "3.0"],
        ["01.07.2019", "31.08.2022", "2.0"],
        ["01.01.2019", "30.06.2019", "ingen i kraft"],
        ["ikke oppgitt", "31.12.2018", "1.0"],
    ]
    data = re.search(r"data-perioder='([^']*)'", html)
    assert data
    assert [(p["fra"], p["til"], p["versjon"], p["adresse"]) for p in json.loads(data.group(1))] == [
        (None, "2018-12-31", "Versjon 1.0", "../../../avtaler/prove/v/1.0/"),
        ("2019-01-01", "2019-06-30", None, None),
        ("2019-07-01", "2022-08-31", "Versjon 2.0", "../../../avtaler/prove/v/2.0/"),
        ("2022-09-01", "2027-12-31", "Versjon 3.0", "../../../avtaler/prove/v/3.0/"),
        ("2028-01-01", None, "Versjon 4.0", "../../../avtaler/prove/v/4.0/"),
    ]


def test_the_version_log_has_the_form_of_guideline_1() -> None:
    """Its three columns, under its names, and the first version first."""
    html = history_html(*told(*FIVE)).partition('id="versjonslogg"')[2]
    assert re.findall(r'role="columnheader">([^<]*)', html) == [
        "Versjon", "Beskrivelse av endringer ved revisjon", "Godkjent",
    ]  # fmt: skip
    assert re.findall(r'data-kolonne="Versjon"><a[^>]*>([^<]*)', html) == ["1.0", "2.0", "3.0", "4.0", "5.0"]


def test_hostile_words_are_shown_as_text() -> None:
    """No title and no description can leave its place."""
    attack = """"'><script>x</script>{{ 7 * 7 }}"""
    ctx, document = told(*(replace(v, changes=attack, title=attack) for v in FIVE), title=attack)
    html = history_html(ctx, document)
    assert "<script" not in html
    assert "{{ 7 * 7 }}" in html
    svg_of(html)


def test_the_style_page_shows_every_mark() -> None:
    """Whoever changes the look sees the timeline in all its states."""
    ctx, _ = told(*FIVE)
    html = style_html(ctx)
    for mark in ("gjeldende", "historisk", "forslag", "utlopt"):
        assert f"tidsbilde-felt--{mark}" in html
    for mark in ("horing", "vedtak", "tilslutning", "uoppgitt", "pil", "idag", "note"):
        assert f"tidsbilde-{mark}" in html
