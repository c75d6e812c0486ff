"""A citation names what it cites, who approved it, and leads to the text in force and to the version."""

import html
import re
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown import Markdown
from test_pages import BASE, DAY

from avtaleverk.corpus import read_corpus
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind, Version
from avtaleverk.model.text import Clause
from avtaleverk.pages.citing import CitationText, citation, clause_citation
from avtaleverk.pages.context import Context
from avtaleverk.text import TextStore


def context(change: Callable[[Corpus], Corpus] = lambda c: c) -> Context:
    reading = read_corpus(BASE)
    assert reading.corpus is not None, reading.findings
    return Context(change(reading.corpus), DAY, TextStore(None))


def first(ctx: Context, kind: DocumentKind) -> Document:
    return next(d for d in ctx.corpus.all_documents() if d.kind is kind and d.versions)


def approved(document: Document, **changes: object) -> Version:
    version = next(v for v in document.versions if v.is_approved)
    return replace(version, **changes)


CLAUSE = Clause("pkt-2-3", "2.3", "Faglig samarbeidsutvalg", 3)


def cited(ctx: Context, document: Document, version: Version, clause: Clause | None = None) -> str:
    """Return the words of a citation as they are copied."""
    whole = citation(ctx, document, version)
    return whole.words if clause is None else replace(whole, name=clause_citation(ctx, document, version, clause)).words


def test_a_clause_of_a_guideline() -> None:
    """The form that the fellowship itself uses: document, point, version, body and date."""
    ctx = context()
    guideline = first(ctx, DocumentKind.GUIDELINE)
    version = approved(guideline, number="1.0", approved_by="partnerskapet", approved=date(2024, 9, 26))
    body = ctx.corpus.body_name("partnerskapet")
    expected = f"Retningslinje {guideline.number} pkt 2.3, versjon 1.0, godkjent av {body} 26.9.2024"
    assert cited(ctx, guideline, version, CLAUSE) == expected


@pytest.mark.parametrize(
    ("clause", "name"),
    [
        (Clause("pkt-3", "§ 3", "Formål", 2), "§ 3"),
        (Clause("pkt-4", "4", "", 2), "pkt 4"),
        (Clause("pkt-2-1-x", "", "Sammensetning", 4, "pkt-2-1", "2.1"), "pkt 2.1, «Sammensetning»"),
        (Clause("pkt-3-x", "", "Unntak", 4, "pkt-3", "§ 3"), "§ 3, «Unntak»"),
    ],
)
def test_names_of_clauses(clause: Clause, name: str) -> None:
    """A point goes by its number, a paragraph of a law's form by its sign, one without a number by where it stands."""
    ctx = context()
    guideline = first(ctx, DocumentKind.GUIDELINE)
    assert clause_citation(ctx, guideline, approved(guideline), clause) == f"Retningslinje {guideline.number} {name}"


def test_a_clause_without_any_number() -> None:
    """«Bakgrunn» has no number and stands in none, so its heading names it."""
    ctx = context()
    guideline = first(ctx, DocumentKind.GUIDELINE)
    clause = Clause("pkt-bakgrunn", "", "Bakgrunn", 2)
    assert (
        clause_citation(ctx, guideline, approved(guideline), clause) == f"Retningslinje {guideline.number}, «Bakgrunn»"
    )


def test_documents_without_a_number() -> None:
    """An agreement goes by its title, any other text without a number by what it is and its title."""
    ctx = context()
    guideline = first(ctx, DocumentKind.GUIDELINE)
    version = approved(guideline, title=None)
    agreement = replace(guideline, number=None, kind=DocumentKind.AGREEMENT, title="Samarbeidsavtalen")
    assert clause_citation(ctx, agreement, version, CLAUSE) == "Samarbeidsavtalen pkt 2.3"
    attachment = replace(agreement, kind=DocumentKind.ATTACHMENT, title="Mal for avvik")
    assert clause_citation(ctx, attachment, version, CLAUSE) == "Vedlegg «Mal for avvik» pkt 2.3"


def test_what_is_not_approved_or_not_dated_is_said() -> None:
    """Nobody can take a proposal for an approved text, nor a missing date for one that was left out."""
    ctx = context()
    guideline = first(ctx, DocumentKind.GUIDELINE)
    proposal = approved(guideline, number="2.0", approved_by=None, approved=None)
    assert cited(ctx, guideline, proposal, CLAUSE).endswith("pkt 2.3, versjon 2.0 (forslag, ikke godkjent)")
    undated = approved(guideline, approved=None)
    assert re.search(r", godkjent av [^,]+, dato ikke oppgitt$", cited(ctx, guideline, undated, CLAUSE))


def test_nynorsk() -> None:
    """A community that writes nynorsk cites in nynorsk."""
    ctx = context(lambda c: replace(c, community=replace(c.community, language="nn")))
    guideline = first(ctx, DocumentKind.GUIDELINE)
    assert "godkjend av" in cited(ctx, guideline, approved(guideline), CLAUSE)
    assert "forslag, ikkje godkjent" in cited(ctx, guideline, approved(guideline, approved_by=None), CLAUSE)


def test_addresses() -> None:
    """The first address is always that of the text in force, the second the fixed one; neither gets a full stop."""
    ctx = context()
    guideline = first(ctx, DocumentKind.GUIDELINE)
    cite = citation(ctx, guideline, approved(guideline))
    address = ctx.corpus.community.address + ctx.addresses[guideline.folder]
    assert cite.text.split("\n")[1:] == [
        f"Gjeldende tekst: {address}",
        f"Versjon {approved(guideline).number}: {address}v/{approved(guideline).number}/",
    ]


def test_where_nothing_is_in_force() -> None:
    """An address that shows no text in force is not called one."""
    ctx = context(lambda c: replace(c, documents=tuple(_unapproved(d) for d in c.documents)))
    guideline = first(ctx, DocumentKind.GUIDELINE)
    cite = citation(ctx, guideline, guideline.versions[0])
    assert "\nDokumentet: " in cite.text
    assert "Gjeldende" not in cite.text


def _unapproved(document: Document) -> Document:
    versions = tuple(replace(v, approved_by=None, approved=None) for v in document.versions)
    return replace(document, versions=versions, attachments=tuple(_unapproved(a) for a in document.attachments))


def test_a_title_in_another_language() -> None:
    """The title of a text in another language says so, in the copied HTML as well."""
    ctx = context()
    guideline = replace(first(ctx, DocumentKind.GUIDELINE), language="se", title="Sámi giella")
    assert '<span lang="se">Sámi giella</span>' in citation(ctx, guideline, approved(guideline, title=None)).html


_words = st.text(st.sampled_from("aå1 *_`[]()<>#|~\\&\"'«»§."), min_size=1, max_size=20).map(str.strip).filter(bool)


@given(_words, _words, _words)
def test_any_words_survive_every_form(name: str, version: str, approval: str) -> None:
    """Whatever a title is, a reader of the HTML or of the Markdown sees the very words, and two links."""
    name, version = f"R {name} x", f"versjon {version} x"
    cite = CitationText(name, version, f", av {approval} x", "https://a.example/", "https://a.example/v/1/", "G")
    for shown in (str(cite.html), Markdown().convert(cite.markdown)):
        assert shown.count("<a href=") == 2
        words = html.unescape(re.sub(r"<[^>]*>", "", shown))
        assert " ".join(words.split()) == " ".join(cite.words.split())
