"""The page of the law: thirteen points, what covers them, what is past its deadline, and the way there."""

import re
from datetime import date

import pytest
from law_corpus import GUIDELINE, NATIONAL, adopted, corpus, document, version

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Coverage, Document
from avtaleverk.pages.context import Context
from avtaleverk.pages.document_pages import document_html
from avtaleverk.pages.organisation.deadline_views import duties, sample_states, urgent
from avtaleverk.pages.organisation.law_pages import LAW, demand_address, law_html
from avtaleverk.text import TextStore

DAY = date(2026, 11, 26)
COVERING = document(version(), coverage=(Coverage(12, ("4", "7")),), legal_demands=(1,))


def context(made: Corpus, day: date = DAY) -> Context:
    return Context(made, day, TextStore())


def page(*documents: Document, day: date = DAY, language: str = "nb", ratified: bool = False) -> str:
    return law_html(context(corpus(*documents, language=language, ratified=ratified), day), LAW)


def point(html: str, number: int) -> str:
    """Return what the page says of one point, without its tags."""
    inside = re.search(rf'<li class="krav" id="krav-{number}">(.*?)</li>', html, re.DOTALL)
    assert inside
    return " ".join(re.sub(r"<[^>]+>", " ", inside[1]).split())


def test_every_point_has_its_anchor_in_both_languages() -> None:
    """The address of a point never changes, and each has words of its own."""
    for language in ("nb", "nn"):
        html = page(language=language)
        assert re.findall(r'id="krav-(\d+)"', html) == [str(n) for n in range(1, 14)]
        words = [point(html, n) for n in range(1, 14)]
        assert len(set(words)) == 13
    assert demand_address(5) == "lovkrav/#krav-5"


def test_the_summary_counts_what_is_covered() -> None:
    """The first thing a reader sees is how many points are covered."""
    assert "2 av 13 krav er dekket" in page(COVERING)
    assert "0 av 13 krav er dekket" in page()
    assert page(COVERING).index("av 13 krav") < page(COVERING).index('id="krav-1"')


def test_a_point_leads_to_the_clause_that_covers_it() -> None:
    """The link goes to the clause of the text in force; one that this text lacks is named without a link."""
    html = page(COVERING)
    assert '<a href="../avtaler/samarbeid/#pkt-4">punkt 4 Planlegging</a>' in html
    assert "punkt 7 (står ikke i teksten som gjelder)" in point(html, 12)
    assert "#pkt-7" not in html
    assert point(html, 13).endswith("Ingen tekst i samlingen dekker dette.")


def test_a_document_without_a_text_in_force_covers_nothing() -> None:
    """It is named, with what is missing."""
    html = page(document(legal_demands=(3,)))
    assert "0 av 13" in html
    assert point(html, 3).endswith("Samarbeid (ingen tekst i kraft)")


def test_what_is_overdue_stands_before_the_points_and_is_not_red() -> None:
    """Words, an icon and the yellow of the site; red belongs to changes."""
    html = page(COVERING)
    assert html.index("skulle vært sendt Helsedirektoratet innen 1. april 2024") < html.index('id="krav-1"')
    assert "skulle vært gått gjennom innen 1. mars 2025" in html
    assert "beskjed--historisk" in html
    kept = document(version(signed=date(2026, 11, 1), sent_to_directorate=date(2026, 11, 20)), legal_demands=(1,))
    assert 'id="over-fristen"' not in page(kept)


def test_nothing_is_invented_where_the_day_is_not_stated() -> None:
    """An agreement that its parties adopted on unstated days has no deadline, and the page says so."""
    made = corpus(document(version(approved=None, ratifications=None)), ratified=True)
    sending = duties(context(made))[0]
    assert [(str(r.state.words), r.cells) for r in sending.rows] == [
        ("Ikke oppgitt", ("ikke oppgitt", "ikke oppgitt", "ikke oppgitt"))
    ]
    assert "versjon 1.0: partenes egne vedtak er ikke oppgitt" in law_html(context(made), LAW)


def test_a_coming_deadline_can_be_counted_anew() -> None:
    """The chip carries the day itself, so that a page built last week tells the truth today."""
    made = corpus(document(version(valid_until=date(2026, 12, 6), last_reviewed=date(2026, 6, 1))))
    expiry = duties(context(made))[3]
    assert str(expiry.rows[0].state.words) == '<span data-frist="2026-12-06">10 dager igjen</span>'
    assert expiry.rows[0].cells == ("06.12.2026", "ikke lagt inn ennå")


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"valid_until": date(2026, 11, 1)}, "gikk ut 1. november 2026. Ingen ny tekst er lagt inn."),
        (
            {"terminated": date(2026, 10, 1), "valid_until": date(2027, 1, 31)},
            "slutter å gjelde 31. januar 2027, mindre enn ett år etter at den ble sagt opp.",
        ),
    ],
)
def test_each_kind_of_breach_has_its_sentence(fields: dict[str, object], words: str) -> None:
    """What went wrong is told in a sentence that names the day."""
    made = corpus(document(version(**fields)))
    assert words in [u.words for u in urgent(context(made))]


def test_many_that_are_overdue_are_counted_and_not_told_one_by_one() -> None:
    """A list of a dozen sentences would hide the points; the tables begin with what is overdue anyway."""
    texts = [document(version(folder=f"avtaler/a{n}"), folder=f"avtaler/a{n}") for n in range(3)]
    found = urgent(context(corpus(*texts)))
    assert [(u.name, u.duty) for u in found] == [("", "innsending"), ("", "gjennomgang")]
    assert found[0].words == "3 tekster skulle vært sendt Helsedirektoratet. Det er ikke oppgitt at de er sendt."
    assert {u.words for u in urgent(context(corpus(*texts, language="nn")))}.isdisjoint(u.words for u in found)


def test_the_parties_are_counted() -> None:
    """§ 6-1: the municipalities themselves enter into the agreement."""
    half = document(version(ratifications=adopted(dalset=date(2024, 4, 1))))
    assert "versjon 1.0: vedtatt av 1 av 2 parter" in page(half, ratified=True)
    assert "versjon 1.0: signert 2. mai 2024" in page(document(version(signed=date(2024, 5, 2))), ratified=True)
    assert "Ingen avtale mellom partene er lagt inn." in page()


def test_an_agreement_between_others_is_told_apart() -> None:
    """Its last day is shown; the duties of the law are not its own."""
    made = version(folder=NATIONAL, approved_by="departementet", valid_until=date(2027, 12, 31))
    html = page(document(made, folder=NATIONAL))
    assert "er godkjent av Departementet. Paragrafene 6-4 og 6-5 gjelder ikke for den." in html
    assert "31.12.2027" in html
    assert "Ingen tekst skal sendes." in html


def test_the_page_of_a_document_leads_to_its_points() -> None:
    """Each number is a link to the point on the page of the law."""
    made = document(version(folder=GUIDELINE), folder=GUIDELINE, legal_demands=(1,), coverage=(Coverage(12, ("4",)),))
    html = document_html(context(corpus(made)), made)
    assert '§ 6-2 punkt <a href="../../lovkrav/#krav-1">1</a> og <a href="../../lovkrav/#krav-12">12</a>' in html


def test_a_hostile_name_stays_text() -> None:
    """A title is never read as HTML."""
    made = document(version(), legal_demands=(1,), title="<script>alert(1)</script>")
    assert "<script>" not in page(made)
    assert "&lt;script&gt;" in page(made)


def test_the_style_page_has_a_chip_of_each_look() -> None:
    """Every state differs in its words."""
    words = [str(s.words) for s in sample_states(context(corpus()))]
    assert len(set(words)) == len(words) == 5


# Some turns of the law, short ones, to see that no page repeats it.
_OF_THE_LAW = (
    "barn og unge med sammensatte vansker og lidelser",
    "en felles oppfatning av hvilke tiltak partene",
    "ytelse av helse- og omsorgstjenester til barn og unge",
    "hvilke helse- og omsorgsoppgaver forvaltningsnivåene er pålagt",
)


def test_the_words_are_our_own() -> None:
    """No point repeats six words in a row of the law."""
    turns = [re.findall(r"\w+", turn) for turn in _OF_THE_LAW]
    runs = {tuple(words[i : i + 6]) for words in turns for i in range(len(words) - 5)}
    html = page()
    for n in range(1, 14):
        ours = re.findall(r"\w+", point(html, n).lower())
        assert not runs & {tuple(ours[i : i + 6]) for i in range(len(ours) - 5)}


def test_the_fixed_address_is_used_for_what_is_not_in_force() -> None:
    """An agreement that is signed but not begun has its deadline already, and the link goes to that version."""
    coming = version("2.0", signed=date(2026, 11, 20), approved=date(2026, 11, 1), valid_from=date(2027, 1, 1))
    sending = duties(context(corpus(document(version(), coming))))[0]
    assert {r.number: r.address for r in sending.rows} == {
        "1.0": "avtaler/samarbeid/", "2.0": "avtaler/samarbeid/v/2.0/",
    }  # fmt: skip
