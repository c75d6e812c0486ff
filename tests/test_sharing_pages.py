"""The pages that show two documents side by side: which there are, what they say, and when they are made anew."""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from avtaleverk.corpus import read_corpus
from avtaleverk.history.sharings import MOST_FOR_ANY_TWO, MOST_FOR_EACH
from avtaleverk.model.addresses import sharing_address
from avtaleverk.model.corpus import Corpus
from avtaleverk.model.documents import Document, DocumentKind
from avtaleverk.site.build_plan import build_plan
from avtaleverk.site.plan import Page, Plan
from avtaleverk.text import TextStore

BASE = Path(__file__).resolve().parent / "darlige" / "_grunnlag"
DAY = date(2026, 11, 22)

NOTICE = "Sykehuset melder pasienten til kommunen innen 24 timer etter innleggelse."
DEVIATION = "Avvik meldes til den parten som har ansvaret for oppgaven, og svaret kommer innen to uker."
ONE = f"## 1 Melding\n\n{NOTICE}\n\n## 2 Avvik\n\n{DEVIATION}\n\n## 3 Utstyr\n\nKommunen skaffer hjelpemidler i god tid.\n"
TWO = f"## 1 Avvik\n\n{DEVIATION}\n\n## 2 Melding\n\n{NOTICE.replace('24', '48')}\n"
THREE = "## 1 Mat\n\nAlle som er innlagt, får frokost, middag og kveldsmat på avdelingen.\n"
FIRST = "sammenlign/retningslinjer-1-og-retningslinjer-2/"


def corpus_of(*bodies: str, keep: Iterable[DocumentKind] = ()) -> Corpus:
    """Return the small corpus with these guidelines in force, and those kinds of its own that shall stay."""
    corpus = read_corpus(BASE).corpus
    assert corpus is not None
    first = next(d for d in corpus.documents if d.kind is DocumentKind.GUIDELINE)
    others = tuple(d for d in corpus.documents if d.kind in set(keep))
    return replace(corpus, documents=(*others, *(_document(first, n, body) for n, body in enumerate(bodies, 1))))


def _document(model: Document, number: int, body: str) -> Document:
    version = replace(model.versions[-1], body=body, title=None)
    return replace(
        model, folder=f"retningslinjer/{number:02}-prove", number=str(number), title=f"Prøve {number}",
        versions=(version,), attachments=(), former_addresses=(),
    )  # fmt: skip


def plan_of(corpus: Corpus, day: date = DAY, texts: TextStore | None = None) -> Plan:
    return build_plan(replace(corpus, forwardings=()), BASE, day, texts)


def page(plan: Plan, address: str) -> Page:
    return next(p for p in plan if p.address == address)


def html(plan: Plan, address: str) -> str:
    return plan.html(page(plan, address))


def pairs(plan: Plan) -> list[str]:
    return [p.address for p in plan if p.kind == "sammenligning"]


def words_of(fragment: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", fragment).replace("\u00a0", " ").split())


def test_any_two_guidelines_have_a_page() -> None:
    """Of few guidelines any two can be compared, whether they share anything or not."""
    plan = plan_of(corpus_of(ONE, TWO, THREE))
    assert pairs(plan) == [
        FIRST,
        "sammenlign/retningslinjer-1-og-retningslinjer-3/",
        "sammenlign/retningslinjer-2-og-retningslinjer-3/",
    ]
    choice = page(plan, "sammenlign/")
    assert (choice.kind, choice.indexed, choice.in_navigation) == ("sammenlign", True, False)
    first = page(plan, FIRST)
    assert (first.indexed, first.head.canonical) == (False, FIRST)


def test_the_address_of_an_attachment_is_one_part() -> None:
    """However deep a document lies, its address is one part of the address of the pair."""
    made = sharing_address("retningslinjer/1/vedlegg/1.1/", "avtaler/samarbeidsavtalen/")
    assert made == "sammenlign/retningslinjer-1-vedlegg-1.1-og-avtaler-samarbeidsavtalen/"


def test_the_page_of_a_pair() -> None:
    """It says how much is shared, leads into both texts, marks what differs, and leaves the judgement to the reader."""
    found = html(plan_of(corpus_of(ONE, TWO)), FIRST)
    said = words_of(found)
    assert "Hva er likt i Retningslinje 1 og Retningslinje 2" in said
    assert "2 av 3 punkter i Retningslinje 1 har samme eller nesten samme tekst i Retningslinje 2." in said
    assert "Om to punkter betyr det samme, må den som leser, avgjøre." in said
    assert 'href="../../retningslinjer/1/#pkt-1"' in found
    assert 'href="../../retningslinjer/2/#pkt-2"' in found
    assert re.findall(r'class="ulikt">.*?</span>([^<]*)</span>', found)[-2:] == ["24", "48"]
    assert re.search("<(ins|del)", found) is None
    assert "Bare i Retningslinje 1 3 Utstyr" in said


def test_the_choice_lists_those_that_share_points() -> None:
    """Pairs that share points are listed with how many, most first, and those that share none are not."""
    plan = plan_of(corpus_of(ONE, TWO, THREE, ONE))
    said = words_of(html(plan, "sammenlign/"))
    listed = re.findall(r"(Retningslinje \d og Retningslinje \d) (\d felles punkt\w*): ([^P]*)", said)
    assert [(a, b, c.strip()) for a, b, c in listed] == [
        ("Retningslinje 1 og Retningslinje 4", "3 felles punkter", "3 likt"),
        ("Retningslinje 1 og Retningslinje 2", "2 felles punkter", "1 likt, 1 nesten likt"),
        ("Retningslinje 2 og Retningslinje 4", "2 felles punkter", "1 likt, 1 nesten likt"),
    ]


def test_the_choice_needs_no_script() -> None:
    """The page holds a link for any two documents, each with the places of the two in the lists."""
    plan = plan_of(corpus_of(ONE, TWO, THREE))
    found = html(plan, "sammenlign/")
    assert re.findall('data-v="([^"]+)"', found) == ["1 2", "1 3", "2 3"]
    for address in pairs(plan):
        assert f'href="../{address}"' in found


def test_nothing_shared_is_said_plainly() -> None:
    """Where no two documents share a point, the pages say so."""
    plan = plan_of(corpus_of(ONE, THREE))
    assert "Ingen av dokumentene som gjelder, har punkter felles." in html(plan, "sammenlign/")
    assert "Ingen av punktene i" in html(plan, FIRST)


def test_the_registers_lead_to_the_choice() -> None:
    """Where there is something to compare, both registers say so; where there is not, there is no such page."""
    plan = plan_of(corpus_of(ONE, TWO))
    for register in ("retningslinjer/", "avtaler/"):
        assert '<a href="../sammenlign/">Sammenlign to dokumenter</a>' in html(plan, register)
    alone = plan_of(corpus_of(ONE))
    assert not any(p.address.startswith("sammenlign/") for p in alone)
    assert "sammenlign" not in html(alone, "retningslinjer/")


def test_a_guideline_that_repeats_an_agreement_has_a_page() -> None:
    """Documents of two kinds are compared where they share a point."""
    corpus = corpus_of(ONE, TWO, keep=[DocumentKind.AGREEMENT])
    agreement = corpus.documents[0]
    shared = replace(agreement, versions=tuple(replace(v, body=ONE) for v in agreement.versions))
    plan = plan_of(replace(corpus, documents=(shared, *corpus.documents[1:])))
    assert "sammenlign/avtaler-samarbeidsavtalen-og-retningslinjer-1/" in pairs(plan)
    assert "«Samarbeidsavtalen i Fjordvik»" in html(plan, "sammenlign/avtaler-samarbeidsavtalen-og-retningslinjer-1/")


def test_pages_of_many_documents_are_few() -> None:
    """Beyond sixteen, a document is compared with the few that it shares most points with, and this is said."""
    bodies = [f"{ONE}\n## 4 Eget\n\nDette gjelder emne{n} alene og ingen andre.\n" for n in range(MOST_FOR_ANY_TWO + 4)]
    plan = plan_of(corpus_of(*bodies, THREE))
    found = pairs(plan)
    times = [sum(f"retningslinjer-{n}-" in f"{a.strip('/')}-" for a in found) for n in range(1, len(bodies) + 2)]
    assert max(times) == MOST_FOR_EACH
    assert times[-1] == 0
    said = words_of(html(plan, "sammenlign/"))
    assert f"høyst {MOST_FOR_EACH} andre" in said
    assert "<select" not in html(plan, "sammenlign/")


def test_pages_show_no_day() -> None:
    """The same texts in force on another day give the same pages under the same keys."""
    one, other = (plan_of(corpus_of(ONE, TWO), day) for day in (DAY, date(2027, 1, 15)))
    for address in ("sammenlign/", FIRST):
        assert one.key(page(one, address)) == other.key(page(other, address))
        assert one.document(page(one, address)) == other.document(page(other, address))


@pytest.mark.parametrize(
    "change",
    [
        lambda d: replace(
            d, title="Et annet navn", versions=tuple(replace(v, title="Et annet navn") for v in d.versions)
        ),
        lambda d: replace(d, versions=tuple(replace(v, body=v.body.replace("48", "72")) for v in d.versions)),
        lambda d: replace(d, number="7"),
    ],
    ids=["title", "text", "number"],
)
def test_a_key_holds_all_that_a_page_shows(change: Callable[[Document], Document]) -> None:
    """A change of one document gives another key to each page that shows it, and to no other pair."""
    before = corpus_of(THREE, ONE, TWO, THREE.replace("Mat", "Kost"))
    documents = [change(d) if d.number == "3" else d for d in before.documents]
    one, other = plan_of(before), plan_of(replace(before, documents=tuple(documents)))
    keys = {p.address: p.key for p in one}
    for found in other:
        if found.kind in {"sammenlign", "sammenligning"}:
            shows = found.kind == "sammenlign" or "-3" in found.address or "-7" in found.address
            assert (keys.get(found.address) != found.key) is shows, found.address


def test_numbers_are_kept() -> None:
    """What two texts share is computed once: the numbers of a kept pair are read and not computed again."""
    texts, corpus = TextStore(), corpus_of(ONE, TWO)
    first = html(plan_of(corpus, texts=texts), "sammenlign/")
    kept = plan_of(corpus, texts=texts)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("avtaleverk.history.sharings.own_texts", None)
        assert html(kept, "sammenlign/") == first


def test_hostile_titles_are_text() -> None:
    """A title that is written as an element is shown as it is written."""
    corpus = corpus_of(ONE, TWO)
    bad = '<script>x</script>" onclick="x'
    documents = tuple(
        replace(d, title=bad, number=None, folder=f"{d.folder}{n}") for n, d in enumerate(corpus.documents)
    )
    plan = plan_of(replace(corpus, documents=documents))
    for found in plan:
        if found.kind in {"sammenlign", "sammenligning"}:
            assert "<script" not in plan.html(found)
            assert ' onclick="' not in plan.html(found)


def test_long_titles_are_cut_where_that_tells_them_apart() -> None:
    """A document without number is called by its title, cut if long, and whole where two would be cut alike."""
    corpus = corpus_of(ONE, TWO)
    long = "Avtale mellom kommunene og sykehuset om samarbeid om "
    for titles, called in (
        ((f"{long}fødsel", "Delavtalen"), "«Avtale mellom kommunene og sykehuset …»"),
        ((f"{long}fødsel", f"{long}akutt hjelp"), f"«{long}fødsel»"),
    ):
        documents = tuple(
            replace(d, title=title, number=None) for d, title in zip(corpus.documents, titles, strict=True)
        )
        plan = plan_of(replace(corpus, documents=documents))
        assert called in words_of(html(plan, pairs(plan)[0]))
