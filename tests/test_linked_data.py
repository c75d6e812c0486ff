"""What pages say to programs: read as triples by others' library, without a network, and no more than the files say."""

import json
import socket
from dataclasses import replace
from datetime import date

import lxml.html
import pytest
from history_corpus import DAY, context, corpus, document, guideline, page_at, plan_of, proposal, version
from rdflib import RDF, Graph, Literal, Namespace, URIRef
from rdflib.compare import isomorphic

from avtaleverk.model.documents import Document, DocumentKind, Outcome, Ratification, Version
from avtaleverk.model.source import Source
from avtaleverk.pages.context import Context
from avtaleverk.pages.linked_data import community_data, difference_data, document_data, version_data
from avtaleverk.text import TextStore

SCHEMA, ELI = Namespace("https://schema.org/"), Namespace("http://data.europa.eu/eli/ontology#")
XSD = Namespace("http://www.w3.org/2001/XMLSchema#")
SITE = "https://prove.example/"
WORK = URIRef(f"{SITE}retningslinjer/2/")
OWN = URIRef(f"{SITE}retningslinjer/9/v/1.0/")
# The library's reader uses a class of its own that it has marked as old.
pytestmark = pytest.mark.filterwarnings("ignore:(ConjunctiveGraph|Dataset):DeprecationWarning")


@pytest.fixture(autouse=True)
def no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    """Refuse every connection: the data must be understood by itself."""

    def refuse(*_: object) -> None:
        msg = "the data asked for something elsewhere"
        raise AssertionError(msg)

    monkeypatch.setattr(socket.socket, "connect", refuse)


def triples(data: str) -> Graph:
    return Graph().parse(data=data, format="json-ld")


def of(number: str) -> URIRef:
    return URIRef(f"{WORK}v/{number}/")


def day(text: str) -> Literal:
    return Literal(text, datatype=XSD.date)


def own(day: date = DAY, **fields: object) -> Graph:
    """Return what the page says of a guideline that has this version alone."""
    made = guideline(version("1.0", "Tekst.", **fields))
    return triples(version_data(context(made, day=day), made, made.versions[0]))


def test_the_text_in_force_is_legislation_in_force() -> None:
    """The page of a document tells the work, its approved versions, and the one in force with its days and its body."""
    found = triples(document_data(context(), document()))
    assert {(WORK, RDF.type, SCHEMA.Legislation), (WORK, RDF.type, ELI.LegalResource)} <= set(found)
    approved = {of(n) for n in ("1.0", "1.1", "2.0")}
    assert set(found.objects(WORK, SCHEMA.workExample)) == set(found.objects(WORK, ELI.is_realized_by)) == approved
    expected = {
        (WORK, SCHEMA.legislationLegalForce, SCHEMA.InForce),
        (of("2.0"), RDF.type, SCHEMA.Legislation),
        (of("2.0"), RDF.type, ELI.LegalExpression),
        (of("2.0"), SCHEMA.exampleOfWork, WORK),
        (of("2.0"), ELI.realizes, WORK),
        (of("2.0"), SCHEMA.legislationLegalForce, SCHEMA.InForce),
        (of("2.0"), ELI.in_force, ELI["InForce-inForce"]),
        (of("2.0"), SCHEMA.legislationDate, day("2025-03-14")),
        (of("2.0"), ELI.date_document, day("2025-03-14")),
        (of("2.0"), ELI.first_date_entry_in_force, day("2025-03-14")),
        (of("2.0"), SCHEMA.legislationChanges, of("1.1")),
        (of("2.0"), SCHEMA.temporalCoverage, Literal("2025-03-14/..")),
        (of("2.0"), SCHEMA.version, Literal("2.0")),
        (of("2.0"), ELI.version_date, day("2025-03-14")),
        (WORK, ELI.number, Literal("2")),
        (of("2.0"), ELI.title, Literal("Utskriving fra sykehus", lang="nb")),
    }
    assert expected <= set(found)
    (body,) = found.objects(of("2.0"), SCHEMA.legislationPassedBy)
    assert found.value(body, SCHEMA.name) == Literal("Strategisk samarbeidsutvalg")
    assert set(found.objects(of("2.0"), ELI.passed_by)) == {body}


def test_a_replaced_text_is_not_in_force_and_ended_the_day_before() -> None:
    """An old version says when it applied, so that nobody takes it for the text of today."""
    found = triples(version_data(context(), document(), document().versions[1]))
    expected = {
        (of("1.1"), SCHEMA.legislationLegalForce, SCHEMA.NotInForce),
        (of("1.1"), ELI.in_force, ELI["InForce-notInForce"]),
        (of("1.1"), SCHEMA.temporalCoverage, Literal("2023-09-01/2025-03-13")),
        (of("1.1"), ELI.date_no_longer_in_force, day("2025-03-14")),
        (of("1.1"), SCHEMA.exampleOfWork, WORK),
    }
    assert expected <= set(found)


def test_a_proposal_is_no_legislation() -> None:
    """A program that gathers legislation finds no text there that nobody has approved."""
    found = triples(version_data(context(), document(), document().versions[-1]))
    text = of("2.1")
    assert set(found.objects(text, RDF.type)) == {SCHEMA.CreativeWork}
    assert (text, SCHEMA.creativeWorkStatus, Literal("Draft")) in found
    assert not [p for p in found.predicates(text) if "legislation" in p or str(p).startswith(str(ELI))]
    unapproved = guideline(proposal("0.1", "Tekst."))
    ctx = context(unapproved)
    for data in (document_data(ctx, unapproved), version_data(ctx, unapproved, unapproved.versions[0])):
        found = triples(data)
        assert (None, RDF.type, SCHEMA.Legislation) not in found
        assert not [p for p in found.predicates() if "legislation" in p or str(p).startswith(str(ELI))]


def test_what_was_once_legislation_is_said_not_to_be_in_force() -> None:
    """A document of which nothing applies any more says so itself, and does not leave it to the one who reads on."""
    repealed = guideline(version("1.0", "Tekst.", repealed=date(2022, 5, 5)))
    found = triples(document_data(context(repealed), repealed))
    assert set(found.objects(None, SCHEMA.legislationLegalForce)) == {SCHEMA.NotInForce}


def test_a_difference_is_about_two_texts() -> None:
    """The page of a difference tells which two texts it compares, and nothing of the day."""
    made = document()
    said = {difference_data(context(day=d), made, *made.versions[:2]) for d in (date(2023, 1, 1), DAY)}
    assert len(said) == 1
    found, page = triples(said.pop()), URIRef(f"{WORK}endringer/1.0-til-1.1/")
    assert set(found.objects(page, SCHEMA.about)) == {of("1.0"), of("1.1")}
    assert (of("1.1"), SCHEMA.legislationDate, day("2023-09-01")) in found
    assert not list(found.objects(None, SCHEMA.legislationLegalForce))


def test_the_start_page_tells_who_publishes() -> None:
    """The community, its parties with their pages, and the address of the search."""
    found = triples(community_data(context()))
    us = URIRef(f"{SITE}#helsefellesskapet")
    assert (us, RDF.type, SCHEMA.Organization) in found
    names = {str(found.value(m, SCHEMA.name)) for m in found.objects(us, SCHEMA.member)}
    assert names == {p.name for p in corpus().community.parties}
    assert [str(o) for o in found.objects(None, SCHEMA.urlTemplate)] == [f"{SITE}sok/?sok={{search_term_string}}"]


@pytest.mark.parametrize(
    ("fields", "coverage", "gone"),
    [
        ({"approved": None}, None, None),
        ({"approved": None, "valid_until": date(2021, 12, 31)}, None, "2022-01-01"),
        ({"valid_from": date(2020, 3, 1), "valid_until": date(2021, 12, 31)}, "2020-03-01/2021-12-31", "2022-01-01"),
        ({"repealed": date(2022, 6, 1)}, "2020-01-01/2022-05-31", "2022-06-01"),
        # Repealed before it began.
        ({"valid_from": date(2022, 1, 1), "repealed": date(2021, 6, 1)}, None, None),
    ],
)
def test_the_period_is_what_the_file_says(fields: dict[str, object], coverage: str | None, gone: str | None) -> None:
    """What nobody stated is left out; the last day of a text is included in its period, a repeal is the day after."""
    found = own(**fields)
    assert found.value(OWN, SCHEMA.temporalCoverage) == (Literal(coverage) if coverage else None)
    assert found.value(OWN, ELI.date_no_longer_in_force) == (day(gone) if gone else None)
    dates = {str(o) for o in found.objects() if isinstance(o, Literal) and o.datatype == XSD.date}
    assert not dates if "approved" in fields and not gone else dates


def test_a_text_that_waits_for_its_parties_claims_no_period() -> None:
    """Approved, but not adopted by all: the decision has its day, the text no first day."""
    party = corpus().community.parties[0].id
    pending = (Ratification(party, None, None, None, Outcome.PENDING),)
    made = replace(
        guideline(version("1.0", "Tekst.", ratifications=pending)), kind=DocumentKind.AGREEMENT, folder="avtaler/prove"
    )
    known = context(made).corpus
    rule = replace(known.community.approval[0], pattern="avtaler/*", ratified_by=(party,))
    ctx = Context(replace(known, community=replace(known.community, approval=(rule,))), DAY, TextStore())
    found = triples(version_data(ctx, made, made.versions[0]))
    text = URIRef(f"{SITE}avtaler/9/v/1.0/")
    assert found.value(text, SCHEMA.legislationDate) == day("2020-01-01")
    assert found.value(text, SCHEMA.temporalCoverage) is None
    assert found.value(text, SCHEMA.legislationLegalForce) == SCHEMA.NotInForce


def test_an_attachment_is_part_of_its_guideline() -> None:
    """Both ends of the bond are told, each on its own page."""
    inner = Document(
        "retningslinjer/09-prove/vedlegg/1", "Vedlegg", DocumentKind.ATTACHMENT, "", Source("i.md"), number="9.1",
        versions=(version("1.0", "Tekst."),),
    )  # fmt: skip
    outer = guideline(version("1.0", "Tekst."), attachments=(inner,))
    ctx = context(outer)
    whole, part = URIRef(f"{SITE}retningslinjer/9/"), URIRef(f"{SITE}retningslinjer/9/vedlegg/9.1/")
    assert {(whole, SCHEMA.hasPart, part), (whole, ELI.has_part, part)} <= set(triples(document_data(ctx, outer)))
    assert {(part, SCHEMA.isPartOf, whole), (part, ELI.is_part_of, whole)} <= set(triples(document_data(ctx, inner)))


def test_the_data_survives_a_round_trip() -> None:
    """Written by another program and read again, it says the same."""
    found = triples(document_data(context(), document()))
    assert isomorphic(found, Graph().parse(data=found.serialize(format="json-ld"), format="json-ld"))


HOSTILE = '</script><script>alert(1)</script><!-- & "x" id="y" \u2028'


def test_hostile_words_stay_data() -> None:
    """A title that tries to end the element is a title in it; the page has the scripts of the site and no other."""
    made = guideline(version("1.0", "Tekst.", title=HOSTILE), title=HOSTILE)
    plan = plan_of(made)
    for address in ("retningslinjer/9/", "retningslinjer/9/v/1.0/"):
        page = lxml.html.fromstring(plan.document(page_at(plan, address)))
        blocks = page.xpath("/html/head/script[@type='application/ld+json']")
        assert len(blocks) == 1
        names = {node.get("name") for node in json.loads(blocks[0].text)["@graph"]}
        assert HOSTILE in names
        assert not page.xpath("//script[not(@src) and not(@type='application/ld+json')]")


def changed(**fields: object) -> tuple[Document, Version]:
    made = guideline(replace(version("1.0", "Tekst."), **fields.pop("version", {})), **fields)  # type: ignore[arg-type]
    return made, made.versions[0]


@pytest.mark.parametrize(
    "fields",
    [
        {"title": "Annen tittel"},
        {"owner": "ssu"},
        {"language": "nn"},
        {"version": {"approved": date(2021, 1, 1)}},
        {"version": {"approved_by": "partnerskapet"}},
        {"version": {"valid_until": date(2030, 1, 1)}},
        {"version": {"repealed": date(2025, 1, 1)}},
    ],
)
@pytest.mark.parametrize("address", ["retningslinjer/9/", "retningslinjer/9/v/1.0/"])
def test_a_page_whose_data_is_another_has_another_key(fields: dict[str, object], address: str) -> None:
    """What a page says to programs is part of the page: when it changes, the page is made anew."""
    before, after = plan_of(changed()[0]), plan_of(changed(**dict(fields))[0])
    one, other = page_at(before, address), page_at(after, address)
    assert one.data
    assert other.data
    if one.data() != other.data():
        assert before.key(one) != after.key(other)
