"""What a file says that an address promises for ever, and what it follows from."""

import io
import pickle
import zipfile
from dataclasses import replace
from datetime import date, timedelta

import pytest
from history_corpus import DAY, context, corpus, guideline, proposal, version

from avtaleverk.exports.docx import docx_of
from avtaleverk.exports.paper import Paper, difference_paper, paper_key, version_paper
from avtaleverk.exports.pdf import html_of
from avtaleverk.model.documents import Document, Version

OLD, NEW = version("1.0", "## 1 Om\n\nTekst."), version("2.0", "## 1 Om\n\nNy tekst.", approved=date(2021, 1, 1))
DOCUMENT = guideline(OLD, NEW)


def lasting(document: Document = DOCUMENT, shown: Version = OLD, day: date = DAY) -> Paper:
    return version_paper(context(document, day=day), document, shown, lasting=True)


def key(document: Document = DOCUMENT, shown: Version = OLD, old: Version | None = None, day: date = DAY) -> str:
    return paper_key(context(document, day=day), document, shown, old)


def test_a_lasting_file_says_nothing_of_the_day_it_was_made() -> None:
    """Made a year later, the file of a version is the same, and tells where the text in force is."""
    later = DAY + timedelta(days=400)
    made = lasting()
    assert made == replace(lasting(day=later), redline=made.redline)
    assert key() == key(day=later)
    assert ("Gjeldende tekst", "https://prove.example/retningslinjer/9/") in made.facts
    assert "Status" not in dict(made.facts)


def test_a_file_that_somebody_asks_for_today_tells_the_status_of_today() -> None:
    """A file that is made for one reader says what the text is on that day."""
    facts = dict(version_paper(context(DOCUMENT), DOCUMENT, OLD).facts)
    assert facts["Status"] == "Erstattet per 22. november 2026"


@pytest.mark.parametrize(
    "change",
    [
        lambda d: replace(d, summary="En annen innledning"),
        lambda d: replace(d, versions=(*d.versions, version("3.0", "Mer.", approved=date(2022, 1, 1)))),
        lambda d: replace(d, former_addresses=("/gammel/",)),
    ],
    ids=["summary", "a later version", "a former address"],
)
def test_what_a_file_does_not_show_makes_none_anew(change: object) -> None:
    """The file of an old version is not made again for what happens to its document afterwards."""
    changed = change(DOCUMENT)  # type: ignore[operator] # a function of the document
    assert key(changed, changed.versions[0]) == key()
    assert key(changed, changed.versions[1], changed.versions[0]) == key(DOCUMENT, NEW, OLD)


@pytest.mark.parametrize(
    "fields",
    [{"body": "## 1 Om\n\nAnnet."}, {"approved": date(2020, 2, 2)}, {"changes": "Noe"}, {"title": "Annen tittel"}],
    ids=str,
)
def test_what_a_file_shows_makes_it_anew(fields: dict[str, object]) -> None:
    """Text, dates, log and title are in the file, so another of them is another file."""
    changed = replace(OLD, **fields)  # type: ignore[arg-type]
    document = replace(DOCUMENT, versions=(changed, NEW))
    assert key(document, changed) != key()
    assert key(document, NEW, changed) != key(DOCUMENT, NEW, OLD)


def test_a_version_and_a_difference_have_keys_of_their_own() -> None:
    """The same version alone, and compared with the one before, are two files; so is the way back."""
    assert len({key(shown=NEW), key(shown=NEW, old=OLD), key(shown=OLD), key(shown=OLD, old=NEW)}) == 4


def test_a_corpus_can_be_handed_to_another_process() -> None:
    """Where processes cannot share memory, the corpus is sent, and arrives as it was."""
    assert pickle.loads(pickle.dumps(corpus())) == corpus()  # noqa: S301 - our own records


def test_a_file_tells_where_the_references_of_its_text_lead() -> None:
    """Those to other texts lead to the point in force; a file that lasts leads to the text, for points move."""
    body = "## 1 Om\n\nSe punkt 1, retningslinje 2 punkt 3, retningslinje 77 og helse- og omsorgstjenesteloven § 6-2."
    own = guideline(version("1.0", body))
    ctx = context(own, *corpus().documents)
    within, other, unknown, law = version_paper(ctx, own, own.versions[0]).links
    assert (within, unknown) == ("#pkt-1", "")
    assert other == "https://prove.example/retningslinjer/2/#pkt-3"
    assert law.startswith("https://lovdata.no/")
    lasts = version_paper(ctx, own, own.versions[0], lasting=True).links
    assert lasts == (within, "https://prove.example/retningslinjer/2/", unknown, law)
    alone = paper_key(context(own), own, own.versions[0])
    assert alone != paper_key(ctx, own, own.versions[0])


def test_a_proposal_says_that_it_is_one_on_any_day() -> None:
    """Whoever finds the file of a proposal must not take it for what applies."""
    draft = proposal("3.0", "## 1 Om\n\nUtkast.")
    document = replace(DOCUMENT, versions=(OLD, NEW, draft))
    assert dict(lasting(document, draft).facts)["Status"] == "Dette er et forslag og gjelder ikke."


def test_a_text_without_any_day_has_none_in_its_lasting_file() -> None:
    """A day that nobody stated is not that of the build: the file is the same tomorrow, and its marks bear no date."""
    undated = proposal("3.0", "## 1 Om\n\nEnda en tekst.")
    document = guideline(OLD, undated)
    made = difference_paper(context(document), document, OLD, undated, lasting=True)
    assert made.dated is None
    assert key(document, undated, OLD) == key(document, undated, OLD, DAY + timedelta(days=1))
    marked = zipfile.ZipFile(io.BytesIO(docx_of(made))).read("word/document.xml").decode()
    assert "<w:ins " in marked
    assert "w:date=" not in marked
    assert "dcterms.created" not in html_of(context(document), made)
    assert difference_paper(context(document), document, OLD, undated).dated == DAY
