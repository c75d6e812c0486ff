"""The badge: small, readable, and never wrong about what applies."""

from dataclasses import replace
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from history_corpus import DAY, DISCHARGE, corpus, document
from hypothesis import given, settings
from hypothesis import strategies as st

from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, Version
from avtaleverk.pages.context import Context
from avtaleverk.pages.linking.badge import Badge, badge, badge_svg
from avtaleverk.text import TextStore


def only(*versions: Version, language: str = "nb") -> tuple[Context, Document]:
    """Return a document of these versions in a community that asks for no adoption."""
    made = replace(document(DISCHARGE), versions=versions, attachments=())
    community = replace(corpus().community, approval=(), language=language)
    whole: Corpus = replace(corpus(), documents=(made,), community=community)
    return Context(whole, DAY, TextStore()), made


def version(number: str = "1.0", **fields: object) -> Version:
    return Version(number, "", 1, document().source, **{"approved_by": "ssu", **fields})  # type: ignore[arg-type]


def said(*versions: Version, language: str = "nb") -> Badge:
    return badge(*only(*versions, language=language))


def test_a_text_in_force() -> None:
    """It tells version, approval, and the day it was true."""
    shown = said(version(approved=date(2024, 9, 26)))
    assert shown.words == "Gjeldende versjon 1.0, godkjent 26.09.2024 (per 22.11.2026)"
    assert (shown.first.text, shown.second.text) == ("Gjeldende versjon 1.0", "godkjent 26.09.2024 · per 22.11.2026")
    assert shown.tone == "gjeldende"


def test_no_day_is_invented() -> None:
    """Where nobody says when the text was approved, the badge says so."""
    assert said(version()).words == "Gjeldende versjon 1.0, dato ikke oppgitt (per 22.11.2026)"


def test_a_known_last_day_stands_in_it() -> None:
    """A badge that is not made again after the last day still does not say more than is true."""
    shown = said(version(approved=date(2024, 9, 26), valid_until=date(2027, 12, 31)))
    assert shown.first.text == "Gjeldende versjon 1.0 til 31.12.2027"


def test_a_known_successor_ends_it() -> None:
    """Where the next version is approved already, the badge of this one says on which day it ends."""
    coming = version("2.0", approved=date(2026, 11, 1), valid_from=date(2027, 1, 1))
    shown = said(version(approved=date(2024, 9, 26)), coming)
    assert shown.first.text == "Gjeldende versjon 1.0 til 31.12.2026"


def test_a_repeal_that_is_decided_ends_it() -> None:
    """A text that will be repealed applies to the day before."""
    shown = said(version(approved=date(2024, 9, 26), repealed=date(2027, 2, 1)))
    assert shown.first.text == "Gjeldende versjon 1.0 til 31.01.2027"


def test_an_expired_text_does_not_look_in_force() -> None:
    """Where no text applies the badge is grey and says that."""
    shown = said(version(approved=date(2019, 1, 1), valid_until=date(2025, 12, 31)))
    assert shown.words == "Ingen tekst er i kraft (per 22.11.2026)"
    assert shown.tone == "utlopt"


def test_a_proposal_alone_is_not_in_force() -> None:
    """A text that nobody has approved does not apply."""
    assert said(version(approved_by=None)).words == "Ingen tekst er i kraft (per 22.11.2026)"


def test_no_text_is_added() -> None:
    """A document without a text says that, and nothing of what applies."""
    assert said().words == "Teksten er ikke lagt inn ennå (per 22.11.2026)"


def test_nynorsk() -> None:
    """A community that asks for nynorsk gets it on its badges."""
    assert said(version(approved=date(2024, 9, 26)), language="nn").words.startswith("Gjeldande versjon 1.0, godkjend")


@pytest.mark.parametrize("language", ["nb", "nn"])
@settings(deadline=None)
@given(
    st.from_regex(r"\d{1,4}(\.\d{1,3}){0,3}", fullmatch=True),
    st.dates(date(1900, 1, 1), DAY),
    st.sampled_from([None, date(2027, 12, 31)]),
)
def test_the_picture_has_the_same_words(language: str, number: str, day: date, until: date | None) -> None:
    """The file is sound, is named by its words, holds its text, and is as wide as it says."""
    ctx, made = only(version(number, approved=day, valid_until=until), language=language)
    shown = badge(ctx, made)
    root = ET.fromstring(badge_svg(ctx, made))  # noqa: S314 - made just now
    space = "{http://www.w3.org/2000/svg}"
    title = root.find(f"{space}title")
    assert title is not None
    assert title.text == shown.words
    texts = root.findall(f"{space}text")
    assert [t.text for t in texts] == [shown.first.text, shown.second.text]
    assert root.get("width") == str(shown.width)
    assert all(float(t.get("x", "0")) + float(t.get("textLength", "0")) <= shown.width - 10 for t in texts)


def test_badges_line_up() -> None:
    """Nearly all badges are equally wide."""
    assert said(version(approved=date(2024, 9, 26))).width == said(version("10.12")).width == said().width
