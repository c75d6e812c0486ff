"""The page about the open data: what there is, what is promised, and examples that can be copied and run."""

from dataclasses import dataclass

from avtaleverk.model.addresses import LINK_DATA, calendar_address, version_address
from avtaleverk.model.documents import Document, Version
from avtaleverk.model.open_data import OPENSEARCH, DataKind, data_address, markdown_address, schema_address
from avtaleverk.pages.context import Context
from avtaleverk.pages.feeds import feed_of
from avtaleverk.pages.law_data import law_view

_WORDS = {
    DataKind.INDEX: "Which files there are",
    DataKind.CORPUS: "The community, the parties and all documents with what is in force",
    DataKind.DOCUMENT: "A document: who owns it, its versions, its points",
    DataKind.VERSION: "A version: who approved it, and the whole text, point by point",
    DataKind.DIFFERENCE: "What changed from one version to another",
    DataKind.BODIES: "The bodies",
    DataKind.BODY: "A body: who sits there, its tasks and its meetings",
    DataKind.MEETINGS: "The meetings",
    DataKind.MEETING: "A meeting: its cases and what came of them",
    DataKind.PAPERS: "Memos, case papers, hearing answers and reports",
    DataKind.HEARINGS: "The hearings: deadlines, answers and what came of them",
    DataKind.ADOPTION: "What each party has decided on each version",
    DataKind.LAW: "The demands of the law, and what covers them",
    DataKind.GLOSSARY: "The glossary",
}


@dataclass(frozen=True, slots=True)
class KindView:
    """One kind of file: what it holds, where files of it lie, a file of it where there is one, and its schema."""

    name: str
    words: str
    template: str
    example: str
    schema: str


@dataclass(frozen=True, slots=True)
class Example:
    """Something to run: what it does, in which language it is written, and its lines."""

    words: str
    language: str
    code: str


@dataclass(frozen=True, slots=True)
class Also:
    """Something else for programs: its address, and what it holds."""

    address: str
    words: str


def _shown(ctx: Context) -> tuple[Document, Version] | None:
    """Return a text in force for the examples, None where there is none."""
    found = ((d, v) for d in ctx.corpus.all_documents() if (v := ctx.in_force(d)))
    return next(found, None)


def _kinds(ctx: Context) -> list[KindView]:
    return [
        KindView(kind.value, ctx.t(words), f"/{kind.template}", _one_of(kind), schema_address(kind))
        for kind, words in _WORDS.items()
    ]


def _one_of(kind: DataKind) -> str:
    """Return a file of a kind, "" where its address varies."""
    return "" if "{" in kind.template else data_address(kind)


def _also(ctx: Context) -> list[Also]:
    t = ctx.t
    feed = feed_of(ctx)
    told = [
        Also(LINK_DATA, t("Every address on the site, and where the text in force is")),
        Also(feed, t("What has changed, as an Atom feed; each document has one of its own")),
        Also(calendar_address(), t("The meetings as a calendar to subscribe to")),
        Also("sitemap.xml", t("The pages, for search engines")),
        Also(OPENSEARCH, t("The search, for browsers that can add it to their own")),
    ]
    return [also for also in told if also.address]


def examples(ctx: Context) -> list[Example]:
    """Return what can be copied and run; a test does so with each of them."""
    base, t = ctx.corpus.community.address, ctx.t
    first = [
        Example(t("Fetch the list of all documents."), "curl", f"curl -fsS {base}{data_address(DataKind.CORPUS)}"),
        Example(t("Print what is in force, with version and address."), "python", _in_force(base)),
    ]
    shown = _shown(ctx)
    return first + (_of_text(ctx, *shown) if shown else [])


def _in_force(base: str) -> str:
    return f"""\
import json
from urllib.request import urlopen

korpus = json.load(urlopen("{base}{data_address(DataKind.CORPUS)}"))
for dokument in korpus["dokumenter"]:
    if gjeldende := dokument["gjeldende"]:
        print(dokument["tittel"], gjeldende["versjon"], dokument["side"])"""


def _of_text(ctx: Context, document: Document, version: Version) -> list[Example]:
    base, own, t = ctx.corpus.community.address, ctx.addresses[document.folder], ctx.t
    data = base + data_address(DataKind.VERSION, dokument=own, versjon=version.number)
    text = base + markdown_address(version_address(own, version.number))
    points = f"""\
import json
from urllib.request import urlopen

versjon = json.load(urlopen("{data}"))
for punkt in versjon["punkter"]:
    print(punkt["nummer"] or "", punkt["tittel"] or "", punkt["lenke"])"""
    facts = base + data_address(DataKind.DOCUMENT, dokument=own)
    changed = f"""\
import json
from urllib.request import urlopen

dokument = json.load(urlopen("{facts}"))
for sammenlignet in dokument["endringer"]:
    forskjell = json.load(urlopen(sammenlignet["data"]))
    for endring in forskjell["rodmerking"]["endringer"]:
        print(forskjell["spenn"], endring["forklaring"])"""
    checked = f"""\
import hashlib
import json
from urllib.request import urlopen

versjon = json.load(urlopen("{data}"))
fil = urlopen("{text}").read().decode()
tekst = fil.split("\\n---\\n", 1)[1].rstrip()
print(hashlib.sha256(tekst.encode()).hexdigest() == versjon["kontrollsum"])"""
    fetched = f"curl -fsS {base}{markdown_address(own)}"
    return [
        Example(t("Fetch a text in force as Markdown."), "curl", fetched),
        Example(t("Print the points of a version, each with its fixed link."), "python", points),
        Example(t("Print what each version changed, point by point."), "python", changed),
        Example(t("See for yourself that a text is the one that was approved. The answer is True."), "python", checked),
    ]


def open_data_html(ctx: Context, page: str) -> str:
    """Return the page."""
    return ctx.render(
        "data.html",
        page,
        kinds=_kinds(ctx),
        also=_also(ctx),
        examples=examples(ctx),
        license=ctx.corpus.community.license,
        corpus=data_address(DataKind.CORPUS),
        index=data_address(DataKind.INDEX),
        law=law_view(ctx),
    )
